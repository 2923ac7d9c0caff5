package org.wirelab.arq;

import java.util.List;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// The account of a transfer that the receiver's room governed, as its two ends have told it (RFC 9293 §3.8.6 in the
/// words of this ARQ).
///
/// @param frames data frames that were sent, those sent again included
/// @param again how many of them had been sent before
/// @param octetsSent data octets of all of them
/// @param zeroWindows how many acknowledgments reached the sender that said that there is no room
/// @param probes how many frames were sent to ask whether that is still so
/// @param updates how often the receiver said without being asked that there is room again
/// @param closedNanos how long the sender knew of no room
/// @param complete whether everything was delivered unchanged
/// @param octetsDelivered to the receiver's application
@Kind("arq.room_account")
public record RoomAccount(
        int transfer,
        int frames,
        int again,
        long octetsSent,
        int zeroWindows,
        int probes,
        int updates,
        @Field("closed_ns") long closedNanos,
        boolean complete,
        long octetsDelivered)
        implements ArqObservation, Note {

    @Override
    public String title() {
        return "account of the room";
    }

    @Override
    public List<String> details() {
        return List.of(
                frames + " frames sent, " + again + " of them again; " + octetsDelivered + " octets delivered",
                "window 0: " + zeroWindows + ", probes: " + probes + ", updates: " + updates);
    }
}
