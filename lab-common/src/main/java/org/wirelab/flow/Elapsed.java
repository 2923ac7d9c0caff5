package org.wirelab.flow;

import java.util.Locale;

/// A measured time between two entries of one clock; negative when the second came first.
public record Elapsed(long nanos) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /// In seconds from one second on, in milliseconds below: `1.024 s`, `0.412 ms`.
    @Override
    public String toString() {
        return Math.abs(nanos) >= NANOS_PER_SECOND
                ? String.format(Locale.ROOT, "%.3f s", nanos / NANOS_PER_SECOND)
                : String.format(Locale.ROOT, "%.3f ms", nanos / NANOS_PER_MILLI);
    }
}
