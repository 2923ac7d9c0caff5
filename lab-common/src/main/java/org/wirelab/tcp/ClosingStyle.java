package org.wirelab.tcp;

import java.util.Locale;
import java.util.Optional;

/// How the lab's server is to answer a FIN (RFC 9293 §3.6).
public enum ClosingStyle {
    /// It acknowledges, sends the data that it still has, then its own FIN: four segments and a half-close.
    HALF,
    /// It has nothing left and closes at once: acknowledgment and FIN share a segment.
    SIMPLE;

    /// The name on the command line and in the greeting, such as `half`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The style with this [#label()].
    public static Optional<ClosingStyle> ofLabel(String label) {
        for (ClosingStyle style : values()) {
            if (style.label().equals(label)) {
                return Optional.of(style);
            }
        }
        return Optional.empty();
    }
}
