package org.wirelab.arq;

/// The round-trip times of one sender, smoothed, and their variation (RFC 6298 §2). All times in nanoseconds.
///
/// What may be measured (§3, Karn's algorithm) is the sender's business: no frame that was sent twice, for its
/// acknowledgment does not say which of the two it answers.
public final class SmoothedRoundTrip {

    private boolean measured;
    private long smoothed;
    private long variation;

    /// A round-trip time was measured.
    public void measured(long roundTrip) {
        if (measured) {
            // §2.3: RTTVAR first, for it takes the SRTT from before; beta is 1/4, alpha 1/8
            variation += (Math.abs(smoothed - roundTrip) - variation) / 4;
            smoothed += (roundTrip - smoothed) / 8;
        } else {
            // §2.2: the first measurement
            smoothed = roundTrip;
            variation = roundTrip / 2;
            measured = true;
        }
    }

    /// SRTT; 0 before the first measurement.
    public long smoothed() {
        return smoothed;
    }

    /// RTTVAR; 0 before the first measurement.
    public long variation() {
        return variation;
    }

    /// The timeout that follows, SRTT + max(G, K·RTTVAR) with K = 4 (§2.2, §2.3); its bounds are the sender's.
    ///
    /// @param granularity G, how finely the sender's clock can tell time
    public long timeout(long granularity) {
        return smoothed + Math.max(granularity, 4 * variation);
    }
}
