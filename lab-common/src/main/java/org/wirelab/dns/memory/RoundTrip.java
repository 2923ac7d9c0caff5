package org.wirelab.dns.memory;

import java.time.Duration;

/// How long a server takes to answer, smoothed, and how long it is therefore worth waiting for it (RFC 6298 §2, as TCP
/// does it).
final class RoundTrip {

    private static final Duration SHORTEST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);
    private static final int VARIATIONS = 4;

    private double smoothed = -1;
    private double variation;
    private double penalty;

    /// What servers are ordered by, in nanoseconds: the smoothed time, and more after silences; negative for
    /// a server that has neither answered nor kept silent.
    double cost() {
        return smoothed < 0 && penalty > 0 ? penalty : smoothed + penalty;
    }

    void took(long nanos) {
        if (smoothed < 0) {
            smoothed = nanos;
            variation = nanos / 2.0;
        } else {
            variation += (Math.abs(smoothed - nanos) - variation) / 4;
            smoothed += (nanos - smoothed) / 8;
        }
        penalty = 0;
    }

    /// A silence makes a server look slower, so that others are asked before it. How long to wait for it does not
    /// follow from that: RFC 6298 §3 takes no sample from what was lost.
    void silent(long waitedNanos) {
        penalty = penalty * 2 + waitedNanos;
    }

    /// How long to wait for the first reply: `first` before the first measurement.
    Duration wait(Duration first) {
        if (smoothed < 0) {
            return first;
        }
        long nanos = (long) (smoothed + VARIATIONS * variation);
        return Duration.ofNanos(Math.clamp(nanos, SHORTEST_WAIT.toNanos(), LONGEST_WAIT.toNanos()));
    }
}
