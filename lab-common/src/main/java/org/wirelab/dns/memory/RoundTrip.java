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

    boolean measured() {
        return smoothed >= 0;
    }

    /// The smoothed time in nanoseconds; negative before the first.
    double smoothed() {
        return smoothed;
    }

    void took(long nanos) {
        if (!measured()) {
            smoothed = nanos;
            variation = nanos / 2.0;
        } else {
            variation += (Math.abs(smoothed - nanos) - variation) / 4;
            smoothed += (nanos - smoothed) / 8;
        }
    }

    /// A silence makes a server look slower, so that others are asked before it.
    void silent(long waitedNanos) {
        smoothed = Math.max(Math.max(smoothed, 0) * 2, Math.min(waitedNanos, LONGEST_WAIT.toNanos()) / 2.0);
    }

    /// How long to wait for the first reply; empty of meaning before the first measurement.
    Duration wait(Duration first) {
        if (!measured()) {
            return first;
        }
        long nanos = (long) (smoothed + VARIATIONS * variation);
        return Duration.ofNanos(Math.clamp(nanos, SHORTEST_WAIT.toNanos(), LONGEST_WAIT.toNanos()));
    }
}
