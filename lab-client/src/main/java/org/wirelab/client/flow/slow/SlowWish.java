package org.wirelab.client.flow.slow;

import java.time.Duration;
import java.util.List;
import org.wirelab.client.path.LinkChoice;

/// What is to be brought to a receiver, and how slow it is.
///
/// @param link between the two; its rate is the sender's
/// @param frames how many frames are to be brought over
/// @param frameOctets octets of data in each
/// @param readRate bits a second of data that the slow receiver's program reads
/// @param readAfter how long that program does something else before it reads anything
/// @param window how many frames the ARQ's receiver has room for
/// @param buffer octets that the others ask for as their receive buffer (`SO_RCVBUF`); the kernel takes twice as many
/// @param patience how long to wait for anything
public record SlowWish(
        LinkChoice link,
        int frames,
        int frameOctets,
        long readRate,
        Duration readAfter,
        int window,
        int buffer,
        Duration patience) {

    /// What the others ask for: the kernels' window is a little more than that, so many frames of [#FRAME] as
    /// [#WINDOW].
    private static final int BUFFER = 32 * 1024;

    /// The ARQ's window unless another is wished for: as much room as TCP's receiver has.
    public static final int WINDOW = 28;

    /// Octets of data in a frame unless others are wished for: what fits into a packet of Ethernet.
    public static final int FRAME = 1400;

    /// The link unless another is wished for.
    public static final LinkChoice LINK = new LinkChoice(5_000_000, Duration.ofMillis(5), 100, 0, List.of(), 0, 1);

    /// How much is brought over unless it is said: nearly twice what a receive buffer holds.
    public static final long OCTETS = 50L * FRAME;

    /// Long enough for TCP to ask whether the window is still closed: its first probe takes 200 ms or more (Linux).
    private static final Duration READ_AFTER = Duration.ofMillis(400);

    /// With the receive buffer and the pause that show all three answers.
    public static SlowWish of(
            LinkChoice link, int frames, int frameOctets, long readRate, int window, Duration patience) {
        return new SlowWish(link, frames, frameOctets, readRate, READ_AFTER, window, BUFFER, patience);
    }

    /// What the demonstration shows: a sender that is faster than its receiver by far.
    public static SlowWish documented(Duration patience) {
        return of(LINK, (int) (OCTETS / FRAME), FRAME, readRate(LINK), WINDOW, patience);
    }

    /// What the slow receiver reads unless it is said: two fifths of what the link carries.
    static long readRate(LinkChoice link) {
        return Math.max(1000, link.bitsPerSecond() * 2 / 5);
    }

    /// With another pause before anything is read.
    SlowWish readingAfter(Duration pause) {
        return new SlowWish(link, frames, frameOctets, readRate, pause, window, buffer, patience);
    }

    /// Octets of data in all.
    long octets() {
        return (long) frames * frameOctets;
    }

    /// How long the slow receiver takes for all of it.
    Duration duration() {
        return readAfter.plus(Duration.ofMillis(octets() * Byte.SIZE * 1000 / readRate));
    }

    /// How the receiver's program reads.
    ///
    /// @param slow false for the case beside it, in which it reads whatever has come
    ReadingPace pace(boolean slow) {
        return slow ? new ReadingPace(readAfter.toNanos(), readRate) : ReadingPace.AS_IT_COMES;
    }
}
