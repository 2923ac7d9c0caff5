package org.wirelab.arq;

/// The retransmission timeout of one sender, as RFC 6298 computes it. All times in nanoseconds.
final class RetransmissionTimeout {

    private static final long CLOCK = 1;

    private final Timeout rule;
    private final SmoothedRoundTrip roundTrip = new SmoothedRoundTrip();
    private long current;

    RetransmissionTimeout(Timeout rule) {
        this.rule = rule;
        current = switch (rule) {
            case Timeout.Fixed(long nanos) -> nanos;
            case Timeout.Adaptive adaptive -> adaptive.initial();
        };
    }

    /// RTO.
    long current() {
        return current;
    }

    /// SRTT; 0 before the first measurement.
    long smoothed() {
        return roundTrip.smoothed();
    }

    /// RTTVAR; 0 before the first measurement.
    long variation() {
        return roundTrip.variation();
    }

    /// A round-trip time was measured.
    void measured(long nanos) {
        roundTrip.measured(nanos);
        if (rule instanceof Timeout.Adaptive adaptive) {
            // §2.3 and §2.4: the clock's granularity is far below the minimum
            current = Math.clamp(roundTrip.timeout(CLOCK), adaptive.minimum(), adaptive.maximum());
        }
    }

    /// §5.5: the timer has expired; "back off the timer".
    void backOff() {
        current = doubled(current);
    }

    /// So much longer is waited the next time: twice as long, where the timeout adapts.
    long doubled(long nanos) {
        return switch (rule) {
            case Timeout.Adaptive adaptive -> Math.min(2 * nanos, adaptive.maximum());
            case Timeout.Fixed _ -> nanos;
        };
    }
}
