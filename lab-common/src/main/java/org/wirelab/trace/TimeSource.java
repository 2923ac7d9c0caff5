package org.wirelab.trace;

import java.util.Locale;

/// The clock that an entry's time was read from. The two are tied at the start of the run.
public enum TimeSource {
    /// This process's monotonic clock, read when the observation was recorded.
    PROCESS,
    /// The capture's clock: when the kernel saw the packet.
    CAPTURE;

    /// The name in the JSON lines.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The clock with this [#label()].
    ///
    /// @throws IllegalArgumentException when there is none
    public static TimeSource ofLabel(String label) {
        for (TimeSource each : values()) {
            if (each.label().equals(label)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no clock is called " + label);
    }
}
