package org.wirelab.client.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.wirelab.capture.CaptureChoice;
import org.wirelab.capture.CaptureReason;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.TcpTracker;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.NetworkHeader;
import org.wirelab.wire.Packet;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.TcpHeader;

/// The wire as a vantage: the segments of the conversations that are followed go into their traces, with the capture's
/// clock, and their frames into the run's spool.
///
/// Segments of other conversations are let go; where connections come from outside, the first few are kept until
/// somebody follows, because the SYN is captured before the connection is accepted.
public final class CaptureFeed implements AutoCloseable {

    /// A handshake and a greeting, retransmissions included; then the connection has long been accepted.
    private static final int KEPT_SEGMENTS = 32;

    private static final int KEPT_CONVERSATIONS = 256;

    private final WireWatch watch;
    private final boolean keepsUnknown;
    private final TcpTracker tracker = new TcpTracker();
    private final Map<Conversation, Follower> followers = new HashMap<>();
    private final Map<Conversation, List<Kept>> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Conversation, List<Kept>> eldest) {
            return size() > KEPT_CONVERSATIONS;
        }
    };

    private record Follower(Trace trace, ToIntFunction<CapturedFrame> spool) {}

    private record Kept(CapturedFrame frame, NetworkHeader network, TcpHeader tcp) {}

    private CaptureFeed(WireWatch watch, boolean keepsUnknown) {
        this.watch = watch;
        this.keepsUnknown = keepsUnknown;
    }

    /// Begins to watch as chosen. When this returns the capture is live, or it is known why there is none.
    ///
    /// @param filter in the language of pcap-filter(7)
    /// @param side where the interface stands: `LINK` when both ends are behind it
    /// @param keepsUnknown true where connections come from outside
    public static CaptureFeed open(CaptureChoice choice, String filter, Side side, boolean keepsUnknown) {
        CaptureFeed feed = new CaptureFeed(new WireWatch(choice, filter, side), keepsUnknown);
        feed.watch.begin(feed::on);
        return feed;
    }

    /// Why nothing is watched; empty when the capture is live.
    public Optional<CaptureReason> objection() {
        return watch.objection();
    }

    /// Says in a trace that the wire is being watched, or why not. Before anything that is to be seen.
    public void announce(Trace trace) {
        watch.announce(trace);
    }

    /// Has this conversation's segments recorded from here on, those that were kept first.
    ///
    /// @param spool keeps a frame and gives its number, from 1, or 0 when it keeps none
    public synchronized void follow(Conversation conversation, Trace trace, ToIntFunction<CapturedFrame> spool) {
        Follower follower = new Follower(trace, spool);
        followers.put(conversation, follower);
        tracker.expect(conversation);
        List<Kept> before = kept.remove(conversation);
        if (before != null) {
            before.forEach(each -> record(follower, conversation, each));
        }
    }

    /// Lets a conversation go that has ended.
    public synchronized void leave(Conversation conversation) {
        followers.remove(conversation);
        tracker.forget(conversation);
    }

    /// Ends the watching: what was on the wire before is still recorded.
    ///
    /// @param trace where the end is announced
    public void close(Trace trace) {
        watch.close(trace);
    }

    @Override
    public void close() {
        watch.close();
    }

    private synchronized void on(CapturedFrame frame) {
        Packet packet = PacketDecoder.decode(frame);
        if (packet.network() == null || !(packet.transport() instanceof TcpHeader tcp)) {
            return;
        }
        Kept seen = new Kept(frame, packet.network(), tcp);
        Conversation conversation = tracker.conversation(Segment.of(packet.network(), tcp, 0));
        Follower follower = followers.get(conversation);
        if (follower != null) {
            record(follower, conversation, seen);
        } else if (keepsUnknown) {
            List<Kept> before = kept.computeIfAbsent(conversation, _ -> new ArrayList<>());
            if (before.size() < KEPT_SEGMENTS) {
                before.add(seen);
            }
        } else {
            tracker.forget(conversation);
        }
    }

    private void record(Follower follower, Conversation conversation, Kept seen) {
        int number = follower.spool().applyAsInt(seen.frame());
        follower.trace()
                .recordCaptured(
                        seen.frame().epochNanos(),
                        watch.vantage(),
                        conversation,
                        Segment.of(seen.network(), seen.tcp(), number));
    }
}
