package org.wirelab.tls;

import java.util.Locale;

/// Which way something went, as the side that tells of it saw it.
public enum Direction {
    /// This side sent it.
    SENT,
    /// This side received it.
    RECEIVED;

    /// The name in the JSON lines, such as `sent`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The direction with this [#label()].
    ///
    /// @throws IllegalArgumentException when there is none
    public static Direction ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
