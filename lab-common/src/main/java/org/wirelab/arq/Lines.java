package org.wirelab.arq;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wirelab.wire.SequenceNumber;

/// The lines that stand beside arrows and notes.
final class Lines {

    private static final double NANOS_PER_MILLI = 1e6;

    private Lines() {}

    /// `go back`.
    static String of(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String window(long base, long next, long limit) {
        return "window " + base + " to " + (limit - 1) + ", " + (next - base) + " under way";
    }

    static List<String> ack(SequenceNumber next, long window, @Nullable Long received) {
        List<String> lines = new ArrayList<>(3);
        lines.add("number " + next);
        if (received != null) {
            lines.add("for frame " + received);
        }
        lines.add("room for " + window);
        return lines;
    }

    static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f ms", nanos / NANOS_PER_MILLI);
    }
}
