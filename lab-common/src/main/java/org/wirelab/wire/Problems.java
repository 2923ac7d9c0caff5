package org.wirelab.wire;

import org.jspecify.annotations.Nullable;

/// The first problem that the decoding of one frame met.
final class Problems {
    private final int cut;
    private @Nullable Malformed first;

    /// @param cut how many bytes of the frame the capture did not keep
    Problems(int cut) {
        this.cut = cut;
    }

    @Nullable
    Malformed first() {
        return first;
    }

    /// How many bytes of the frame were on the wire after those that were kept.
    int cut() {
        return cut;
    }

    void add(int offset, String problem) {
        if (first == null) first = new Malformed(offset, problem);
    }

    /// Whether a header of so many bytes is there; if not, that is a problem.
    boolean lacks(Octets bytes, int needed, String header) {
        if (bytes.length() >= needed) return false;
        String reason = cut > 0 ? " (the capture kept no more)" : "";
        add(bytes.offset(), header + " needs " + needed + " bytes, " + bytes.length() + " are there" + reason);
        return true;
    }
}
