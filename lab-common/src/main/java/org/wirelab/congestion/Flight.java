package org.wirelab.congestion;

/// A sender at one moment, as its congestion control may see it. Octets are counted from 0, the first of the transfer.
///
/// @param nanos the time
/// @param smss octets of data that a full segment carries (SMSS)
/// @param unacknowledged the first octet not acknowledged (SND.UNA)
/// @param previous SND.UNA before the last acknowledgment of new data
/// @param next the next octet to send (SND.NXT); behind the highest after a timeout
/// @param highest the octet behind the last that was ever sent
/// @param limitedTransmit how many octets in flight were sent by RFC 3042, beyond the window
/// @param windowFull whether the congestion window, and nothing else, kept the sender from sending more
/// @param smoothedRttNanos SRTT, or 0 before the first measurement
public record Flight(
        long nanos,
        int smss,
        long unacknowledged,
        long previous,
        long next,
        long highest,
        long limitedTransmit,
        boolean windowFull,
        long smoothedRttNanos) {

    /// RFC 5681 §2: FlightSize, the octets sent and not acknowledged. What a timeout has declared lost is not
    /// in flight until it is sent again.
    public long size() {
        return next - unacknowledged;
    }
}
