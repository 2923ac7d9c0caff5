package org.wirelab.tcp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// The account of a transfer that the receiver's window governed (RFC 9293 §3.8.6): what the wire showed at the sender,
/// what the sender's kernel says, and what arrived.
///
/// What nobody could see is null.
///
/// @param from who sent
/// @param to who received
/// @param octets how many were to be sent
/// @param arrived how many the receiver's program has read
/// @param intact whether they are the same, by their SHA-256
/// @param closings how often the window closed, as segments with a window of 0 say that came when it was open
/// @param zeroWindows how many segments said that the window is 0
/// @param probes zero-window probes that the sender sent
/// @param updates how often the window opened again
/// @param closedNanos how long it was closed, by the capture at the sender
/// @param lowestKnown the smallest window that the sender's kernel knew after the handshake, in octets
/// @param receiverLimitedMicros how long the receiver's window held it back (`rwnd_limited` of TCP_INFO)
/// @param retransmissions segments that its kernel sent again (`total_retrans` of TCP_INFO)
@Kind("tcp.window_account")
public record WindowAccount(
        String from,
        String to,
        long octets,
        long arrived,
        boolean intact,
        @Nullable Integer closings,
        @Nullable Integer zeroWindows,
        @Nullable Integer probes,
        @Nullable Integer updates,
        @Field("closed_ns") @Nullable Long closedNanos,
        @Field("lowest_snd_wnd") @Nullable Long lowestKnown,
        @Field("rwnd_limited_us") @Nullable Long receiverLimitedMicros,
        @Nullable Long retransmissions)
        implements TcpObservation, Note {

    @Override
    public String title() {
        return "account of the window";
    }

    @Override
    public List<String> details() {
        return List.of(
                arrived + " of " + octets + " octets arrived, " + (intact ? "unchanged" : "changed"),
                "window 0: " + zeroWindows + ", probes: " + probes + ", updates: " + updates,
                "rwnd_limited " + receiverLimitedMicros + " us, lowest snd_wnd " + lowestKnown + ", retransmissions "
                        + retransmissions);
    }

    /// Whether anybody could see the window.
    public boolean windowSeen() {
        return zeroWindows != null || lowestKnown != null;
    }

    /// Whether it closed, by whoever saw it.
    public boolean closed() {
        return (zeroWindows != null && zeroWindows > 0) || (lowestKnown != null && lowestKnown == 0);
    }
}
