package org.wirelab.arq;

/// What theory predicts of a transfer over a link, in units of the time that the link takes to send one full frame.
///
/// The textbook's formulas (Stallings, Data and Computer Communications, appendix on ARQ performance) assume:
/// an endless transfer; losses that strike each frame alike and no acknowledgment; a lost frame that is sent
/// again exactly one round trip after it was sent; a receiver that needs no time. Here a frame is all that
/// the link carries for it (IP, UDP and the frame's own header included), and half of the sending of an
/// acknowledgment counts to the delay of each way, so that a round trip is exactly 1 + 2a frame times.
///
/// @param frameOctets that the link carries for a full frame, all headers included
/// @param ackOctets that it carries for an acknowledgment
/// @param bitsPerSecond of the link, each way
/// @param delayNanos of the link, one way
public record Theory(int frameOctets, int ackOctets, long bitsPerSecond, long delayNanos) {

    private static final double BITS = 8;
    private static final double NANOS = 1e9;

    public Theory {
        if (frameOctets < 1 || ackOctets < 0 || bitsPerSecond < 1 || delayNanos < 0) {
            throw new IllegalArgumentException("a link has a rate, a frame octets, and a delay is not negative");
        }
    }

    /// How long the link takes to send a full frame, in nanoseconds.
    public double frameNanos() {
        return frameOctets * BITS * NANOS / bitsPerSecond;
    }

    /// a: the delay of one way, in frame times.
    public double a() {
        double ackNanos = ackOctets * BITS * NANOS / bitsPerSecond;
        return (delayNanos + ackNanos / 2) / frameNanos();
    }

    /// From the beginning of a frame's sending to the end of its acknowledgment's arrival, in frame times: 1 + 2a.
    public double roundTrip() {
        return 1 + 2 * a();
    }

    /// The share of the time in which the link carries frames that count, of an endless transfer.
    ///
    /// - stop-and-wait: (1 − p) / (1 + 2a)
    /// - go-back-N: (1 − p) / (1 + 2ap) where the window fills the round trip, else W(1 − p) / ((1 + 2a)(1 − p +
    /// Wp))
    /// - selective repeat: 1 − p where it does, else W(1 − p) / (1 + 2a)
    ///
    /// Without loss each is min(1, W / (1 + 2a)).
    ///
    /// @param window in frames; 1 for stop-and-wait
    /// @param loss the chance of each frame to be lost, 0 to less than 1
    public double utilisation(Protocol protocol, long window, double loss) {
        if (window < 1 || !(loss >= 0 && loss < 1)) {
            throw new IllegalArgumentException("a window of " + window + " frames, a loss of " + loss);
        }
        double share = Math.min(1, window / roundTrip());
        return switch (protocol) {
            case STOP_AND_WAIT -> (1 - loss) / roundTrip();
            case GO_BACK_N -> (1 - loss) / ((1 - loss) / share + loss * roundTrip());
            case SELECTIVE_REPEAT -> share * (1 - loss);
            case CUMULATIVE -> throw new IllegalArgumentException("congestion control has formulas of its own");
        };
    }

    /// How long a transfer without losses takes, from the first frame to the last acknowledgment, in frame
    /// times: the beginning, in which the window fills, and the end, in which it drains, included.
    ///
    /// @param frames at least 1; all of them full
    public double duration(long window, long frames) {
        double cycle = Math.max(roundTrip(), window);
        long last = frames - 1;
        // frame i leaves when the one before it has, and when the acknowledgment of frame i - W is there
        return last / window * cycle + last % window + roundTrip();
    }

    /// How much longer a transfer takes because of one lost frame, in frame times.
    ///
    /// - stop-and-wait and go-back-N begin anew with the lost frame: all the time since its first sending is lost
    /// - selective repeat goes on until its window is full: up to the frame W behind the lost one, whose
    ///   acknowledgment moves the window again. A window longer than the round trip has W − (1 + 2a) frames waiting
    ///   before the link, and the link carries on with them
    ///
    /// @param repeated how long after its first sending a lost frame is sent again; the textbook's is
    /// [#roundTrip()]
    public double costOfLoss(Protocol protocol, long window, double repeated) {
        return switch (protocol) {
            case STOP_AND_WAIT, GO_BACK_N -> repeated;
            case SELECTIVE_REPEAT -> {
                double busy = Math.max(0, 2 * (window - roundTrip())) + roundTrip();
                yield window <= roundTrip() ? repeated : Math.max(0, repeated - busy) + roundTrip();
            }
            case CUMULATIVE -> throw new IllegalArgumentException("congestion control has formulas of its own");
        };
    }
}
