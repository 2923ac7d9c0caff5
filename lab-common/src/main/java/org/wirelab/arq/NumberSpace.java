package org.wirelab.arq;

import org.wirelab.wire.SequenceNumber;

/// The numbers that frames can bear: a circle of 2^k points, so that numbers return.
///
/// On a path that keeps the order of frames, old frames are never taken for new ones as long as a window keeps to
/// [#longestWindow]. Where frames overtake each other, each place by which one may come late takes a number more.
///
/// @param bits k, 1 to 32
public record NumberSpace(int bits) {

    /// As many numbers as TCP has (RFC 9293 §3.4).
    public static final NumberSpace OF_32_BITS = new NumberSpace(32);

    public NumberSpace {
        if (bits < 1 || bits > 32) {
            throw new IllegalArgumentException("a frame's number has 1 to 32 bits, not " + bits);
        }
    }

    /// How many numbers there are.
    public long size() {
        return 1L << bits;
    }

    public boolean contains(SequenceNumber number) {
        return number.value() < size();
    }

    /// The number so many places behind this one.
    ///
    /// @param places any; negative ones lie before it
    public SequenceNumber after(SequenceNumber number, long places) {
        return new SequenceNumber((number.value() + places) & (size() - 1));
    }

    /// How many places one has to go forward from a number to another one: 0 to 2^k - 1.
    public long distance(SequenceNumber from, SequenceNumber to) {
        return (to.value() - from.value()) & (size() - 1);
    }

    /// How many frames may be under way at most without two readings of a number, on a path that keeps their order.
    public long longestWindow(Protocol protocol) {
        return switch (protocol) {
            case STOP_AND_WAIT -> 1;
            // the receiver takes one number at a time: with 2^k frames under way, an old one could be it
            case GO_BACK_N -> size() - 1;
            // the receiver takes a whole window of numbers, and the window before it may come again
            case SELECTIVE_REPEAT -> size() / 2;
            // RFC 9293 §3.4: octets within half a circle have an order
            case CUMULATIVE -> size() / 2 - 1;
        };
    }
}
