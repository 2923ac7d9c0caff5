package org.wirelab.congestion;

/// The bounds of the retransmission timeout (RFC 6298), in nanoseconds.
///
/// @param initial before the first measurement
/// @param minimum never shorter
/// @param maximum never longer, however often it is doubled
/// @param granularity G, how finely the sender's clock can tell time
public record TimerSettings(long initial, long minimum, long maximum, long granularity) {

    private static final long MILLISECOND = 1_000_000L;

    /// RFC 6298 §2.1, §2.4, §2.5: a second to begin with, never less than a second, at least 60 seconds at most.
    public static final TimerSettings RFC_6298 =
            new TimerSettings(1000 * MILLISECOND, 1000 * MILLISECOND, 60_000 * MILLISECOND, MILLISECOND);

    /// Linux: TCP_RTO_MIN 200 ms, TCP_RTO_MAX 120 s, a clock of a millisecond or finer.
    public static final TimerSettings LINUX =
            new TimerSettings(1000 * MILLISECOND, 200 * MILLISECOND, 120_000 * MILLISECOND, MILLISECOND);

    public TimerSettings {
        if (minimum < 1 || initial < 1 || maximum < minimum || maximum < initial || granularity < 1) {
            throw new IllegalArgumentException("retransmission timeout: initial " + initial + ", minimum " + minimum
                    + ", maximum " + maximum + ", granularity " + granularity);
        }
    }

    public TimerSettings withMinimum(long nanos) {
        return new TimerSettings(initial, nanos, maximum, granularity);
    }
}
