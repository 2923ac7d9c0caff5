package org.wirelab.arq;

/// The retransmission timeout of one sender, as RFC 6298 computes it. All times in nanoseconds.
final class RetransmissionTimeout {

    private final Timeout rule;
    private boolean measured;
    private long smoothed;
    private long variance;
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
        return smoothed;
    }

    /// RTTVAR; 0 before the first measurement.
    long variance() {
        return variance;
    }

    /// A round-trip time was measured. RFC 6298 §3 (Karn's algorithm): never of a frame that was sent twice,
    /// for its acknowledgment does not say which of the two it answers.
    void measured(long roundTrip) {
        if (!measured) {
            // §2.2: the first one
            smoothed = roundTrip;
            variance = roundTrip / 2;
            measured = true;
        } else {
            // §2.3: RTTVAR by the old SRTT, beta 1/4; then SRTT, alpha 1/8
            variance += (Math.abs(smoothed - roundTrip) - variance) / 4;
            smoothed += (roundTrip - smoothed) / 8;
        }
        if (rule instanceof Timeout.Adaptive adaptive) {
            // §2.3 and §2.4: the clock's granularity is far below the minimum
            current = Math.clamp(smoothed + 4 * variance, adaptive.minimum(), adaptive.maximum());
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
