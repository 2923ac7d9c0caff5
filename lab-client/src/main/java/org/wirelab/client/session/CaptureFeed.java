package org.wirelab.client.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.wirelab.capture.CaptureChoice;
import org.wirelab.capture.CaptureEnd;
import org.wirelab.capture.CaptureException;
import org.wirelab.capture.CaptureReason;
import org.wirelab.capture.PacketCapture;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.TcpTracker;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
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

    private final Optional<PacketCapture> capture;
    private final String interfaceName;
    private final Vantage vantage;
    private final boolean keepsUnknown;
    private final TcpTracker tracker = new TcpTracker();
    private final Map<Conversation, Follower> followers = new HashMap<>();
    private final Map<Conversation, List<Kept>> kept = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Conversation, List<Kept>> eldest) {
            return size() > KEPT_CONVERSATIONS;
        }
    };
    private @Nullable CaptureReason objection;
    private boolean closed;

    private record Follower(Trace trace, ToIntFunction<CapturedFrame> spool) {}

    private record Kept(CapturedFrame frame, NetworkHeader network, TcpHeader tcp) {}

    private CaptureFeed(Optional<PacketCapture> capture, String interfaceName, Side side, boolean keepsUnknown) {
        this.capture = capture;
        this.interfaceName = interfaceName;
        this.vantage = new Vantage(Source.CAPTURE, side);
        this.keepsUnknown = keepsUnknown;
    }

    /// Begins to watch as chosen. When this returns the capture is live, or it is known why there is none.
    ///
    /// @param filter in the language of pcap-filter(7)
    /// @param side where the interface stands: `LINK` when both ends are behind it
    /// @param keepsUnknown true where connections come from outside
    public static CaptureFeed open(CaptureChoice choice, String filter, Side side, boolean keepsUnknown) {
        CaptureFeed feed = new CaptureFeed(choice.open(filter), choice.interfaceName(), side, keepsUnknown);
        if (feed.capture.isEmpty()) {
            feed.objection = choice.reason();
        } else {
            try {
                feed.capture.get().start(feed::on);
            } catch (CaptureException e) {
                feed.objection = e.reason();
            }
        }
        return feed;
    }

    /// Why nothing is watched; empty when the capture is live.
    public Optional<CaptureReason> objection() {
        return Optional.ofNullable(objection);
    }

    /// Says in a trace that the wire is being watched, or why not. Before anything that is to be seen.
    public void announce(Trace trace) {
        trace.record(
                vantage,
                Conversation.RUN,
                objection == null
                        ? new VantageObservation.Opened(interfaceName)
                        : new VantageObservation.Unavailable(interfaceName, objection.key(), objection.detail()));
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
        CaptureEnd end = stop();
        if (objection == null && end != null) {
            // a capture that broke off has missed an unknown number: at least one, so that nothing is called missing
            long dropped = end.failure() == null ? end.dropped() : Math.max(1, end.dropped());
            trace.record(vantage, Conversation.RUN, new VantageObservation.Closed(interfaceName, dropped));
        }
    }

    @Override
    public void close() {
        stop();
    }

    private @Nullable CaptureEnd stop() {
        if (closed) {
            return null;
        }
        closed = true;
        return capture.map(PacketCapture::stop).orElse(null);
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
                        seen.frame().epochNanos(), vantage, conversation, Segment.of(seen.network(), seen.tcp(), number));
    }
}
