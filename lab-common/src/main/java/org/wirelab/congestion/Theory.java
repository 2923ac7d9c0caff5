package org.wirelab.congestion;

import java.util.Collection;

/// What theory predicts of a sender with congestion control. Rates are bits of data a second, times nanoseconds, sizes
/// octets.
public final class Theory {

    /// Mathis, Semke, Mahdavi and Ott (1997): the square root of 3/2, for a receiver that acknowledges each
    /// segment.
    public static final double MATHIS = 1.22;

    /// What predictions call their inputs: which part of the segments was lost, as a fraction; how many they were;
    /// the window in octets; the round trip that was measured, in milliseconds; how often the retransmission timer
    /// expired meanwhile.
    public static final String LOSS = "loss";

    public static final String LOST = "lost";
    public static final String WINDOW = "window";
    public static final String RTT_MS = "rtt_ms";
    public static final String TIMEOUTS = "timeouts";

    private static final double BITS = 8;
    private static final double NANOS = 1e9;

    private Theory() {}

    /// Mathis' formula: what a sender reaches that halves its window at each loss and adds a segment in each round
    /// trip, `1.22 · MSS / (RTT · √p)`.
    ///
    /// @param segmentOctets of data in a full segment
    /// @param loss of how many segments one is lost, as a fraction between 0 and 1
    /// @throws IllegalArgumentException where nothing is lost, or all: the formula says nothing of that
    public static double mathis(int segmentOctets, long rttNanos, double loss) {
        if (!(loss > 0 && loss < 1) || rttNanos <= 0) {
            throw new IllegalArgumentException("the formula needs a loss between 0 and 1 and a round trip: " + loss);
        }
        return MATHIS * segmentOctets * BITS * NANOS / (rttNanos * Math.sqrt(loss));
    }

    /// RFC 7323 §1.1: a window can be sent once in a round trip, whatever the link carries.
    public static double windowOverRtt(long windowOctets, long rttNanos) {
        if (rttNanos <= 0) {
            throw new IllegalArgumentException("a round trip takes time: " + rttNanos);
        }
        return windowOctets * BITS * NANOS / rttNanos;
    }

    /// Jain's fairness index: 1 when all have the same, 1/n when one has everything.
    ///
    /// @param shares one or more, none negative
    /// @return 1 where nobody has anything: no share differs from another
    public static double jain(Collection<Double> shares) {
        if (shares.isEmpty()) {
            throw new IllegalArgumentException("an index of fairness needs somebody to share");
        }
        double sum = shares.stream().mapToDouble(share -> share).sum();
        double squares = shares.stream().mapToDouble(share -> share * share).sum();
        return squares == 0 ? 1 : sum * sum / (shares.size() * squares);
    }
}
