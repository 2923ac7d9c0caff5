package org.wirelab.arq;

import org.wirelab.wire.SequenceNumber;

/// A transfer as both ends know it once it is open. Frames are counted from 0 here; on the wire they bear numbers that
/// return.
///
/// @param id drawn at random by the sender
/// @param numbers what numbers frames can bear
/// @param first the number of the first frame
/// @param window how many frames the sender has under way at most
/// @param frameOctets how many octets of data each frame but the last carries, 1 to [FrameCodec#LONGEST_PAYLOAD]
/// @param octets how many there are in all, at least 0
/// @param readRate how many octets a second the receiver's application takes; 0 for as many as it can
public record Transfer(
        int id,
        Protocol protocol,
        NumberSpace numbers,
        SequenceNumber first,
        int window,
        int frameOctets,
        long octets,
        long readRate) {

    /// The longest window, in frames: both ends keep something for each frame of it.
    public static final int LONGEST_WINDOW = 1 << 16;

    public Transfer {
        if (!numbers.contains(first)) {
            throw new IllegalArgumentException("no number of " + numbers.bits() + " bits: " + first);
        }
        if (window < 1 || window > longestWindow(protocol, numbers)) {
            throw new IllegalArgumentException("with numbers of " + numbers.bits() + " bits a window of " + protocol
                    + " has 1 to " + longestWindow(protocol, numbers) + " frames, not " + window);
        }
        if (frameOctets < 1 || frameOctets > FrameCodec.LONGEST_PAYLOAD) {
            throw new IllegalArgumentException(
                    "a frame carries 1 to " + FrameCodec.LONGEST_PAYLOAD + " octets, not " + frameOctets);
        }
        if (octets < 0 || readRate < 0) {
            throw new IllegalArgumentException("octets and rates are not negative");
        }
    }

    /// The transfer that this frame asks for; the codec has seen to its ranges.
    public static Transfer of(Frame.Open open) {
        return new Transfer(
                open.transfer(),
                open.protocol(),
                new NumberSpace(open.numberBits()),
                open.first(),
                open.window(),
                open.frameOctets(),
                open.octets(),
                open.readRate());
    }

    /// How long a window may be: what the numbers allow, and [#LONGEST_WINDOW].
    public static long longestWindow(Protocol protocol, NumberSpace numbers) {
        return Math.min(LONGEST_WINDOW, numbers.longestWindow(protocol));
    }

    /// The frame that asks for it.
    public Frame.Open open(int attempt) {
        return new Frame.Open(id, attempt, protocol, numbers.bits(), window, frameOctets, octets, first, readRate);
    }

    /// How many frames it takes.
    public long frames() {
        return (octets + frameOctets - 1) / frameOctets;
    }

    /// The number of a frame.
    ///
    /// @param frame from 0
    public SequenceNumber number(long frame) {
        return numbers.after(first, frame);
    }

    /// How many places a number lies behind that of a frame, going forward: 0 to 2^k - 1.
    public long places(long frame, SequenceNumber number) {
        return numbers.distance(number(frame), number);
    }

    /// Where a frame's data begins.
    public long offset(long frame) {
        return frame * frameOctets;
    }

    /// How many octets a frame carries.
    public int length(long frame) {
        return (int) Math.min(frameOctets, octets - offset(frame));
    }
}
