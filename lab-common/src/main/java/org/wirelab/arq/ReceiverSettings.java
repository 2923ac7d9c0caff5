package org.wirelab.arq;

/// What a receiver is free to choose.
///
/// @param room how many frames it has room for, at least 1: those that wait for their turn and those that the
///     application has not taken yet
/// @param byTaken whether the application is slow: what is delivered takes up room until [Input.Taken]; else it is gone
///     at once
/// @param acknowledgeEvery with 1 each frame is acknowledged as it comes; with n every n-th of those that come in their
///     order, as RFC 5681 §4.2 allows for segments, and whatever is out of order at once
/// @param acknowledgeWithin how long an acknowledgment waits for others at most, in nanoseconds
/// @param recorded whether its decisions are told
public record ReceiverSettings(
        int room, boolean byTaken, int acknowledgeEvery, long acknowledgeWithin, boolean recorded) {

    private static final long A_MILLISECOND = 1_000_000;

    /// As the textbook has it: each frame is acknowledged.
    public static final ReceiverSettings DEFAULT =
            new ReceiverSettings(Transfer.LONGEST_WINDOW, false, 1, A_MILLISECOND, true);

    public ReceiverSettings {
        if (room < 1 || room > Transfer.LONGEST_WINDOW || acknowledgeEvery < 1 || acknowledgeWithin < 1) {
            throw new IllegalArgumentException("a receiver has room for 1 to " + Transfer.LONGEST_WINDOW + " frames: "
                    + room + "; acknowledges every " + acknowledgeEvery);
        }
    }

    public ReceiverSettings withRoom(int frames) {
        return new ReceiverSettings(frames, byTaken, acknowledgeEvery, acknowledgeWithin, recorded);
    }

    /// With an application that says when it has taken something.
    public ReceiverSettings taking() {
        return new ReceiverSettings(room, true, acknowledgeEvery, acknowledgeWithin, recorded);
    }

    public ReceiverSettings acknowledgingEvery(int frames) {
        return new ReceiverSettings(room, byTaken, frames, acknowledgeWithin, recorded);
    }

    public ReceiverSettings unrecorded() {
        return new ReceiverSettings(room, byTaken, acknowledgeEvery, acknowledgeWithin, false);
    }
}
