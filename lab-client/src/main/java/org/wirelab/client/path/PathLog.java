package org.wirelab.client.path;

import org.wirelab.link.Direction;
import org.wirelab.link.LinkListener;
import org.wirelab.link.LinkObservation;
import org.wirelab.link.LinkPacket;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// What the link says of itself: what befell a packet belongs to the packet's conversation, the rest to the run.
final class PathLog implements LinkListener {

    static final Vantage LINK = new Vantage(Source.LINK, Side.LINK);

    private final Trace trace;
    private long missed;
    private boolean opened;

    PathLog(Trace trace) {
        this.trace = trace;
    }

    @Override
    public synchronized void on(long epochNanos, LinkObservation observation) {
        if (!opened) {
            opened = true;
            trace.record(LINK, Conversation.RUN, new VantageObservation.Opened(""));
        }
        switch (observation) {
            case LinkObservation.OnePacket one ->
                trace.recordCaptured(epochNanos, LINK, conversation(one.direction(), one.packet()), one);
            case LinkObservation.Set set -> trace.recordCaptured(epochNanos, LINK, Conversation.RUN, set);
            case LinkObservation.Ended end -> {
                // what broke off has missed an unknown number: at least one, so that nothing is called missing
                missed += end.failure() == null ? end.missed() : Math.max(1, end.missed());
                trace.recordCaptured(epochNanos, LINK, Conversation.RUN, end);
            }
        }
    }

    /// The link has ended: nothing more comes of it.
    synchronized void close() {
        if (opened) {
            opened = false;
            trace.record(LINK, Conversation.RUN, new VantageObservation.Closed("", missed));
        }
    }

    private static Conversation conversation(Direction direction, LinkPacket packet) {
        return switch (direction) {
            case TO_SERVER -> Conversation.between(packet.src(), packet.dst());
            case TO_CLIENT -> Conversation.between(packet.dst(), packet.src());
        };
    }
}
