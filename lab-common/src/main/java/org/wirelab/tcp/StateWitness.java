package org.wirelab.tcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.wirelab.trace.Concluding;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Source;
import org.wirelab.trace.VantageObservation;

/// Concludes the states of both ends from the segments of a trace, and holds the kernel's own word against them.
///
/// A transition stands behind the captured segment that causes it, what disagrees behind the end of the captures: until
/// then a segment may come that explains it.
public final class StateWitness implements Concluding {

    /// Connections whose end nobody says are forgotten, the eldest first.
    private static final int CONNECTIONS_KEPT = 1 << 12;

    private final Map<Conversation, Connection> connections = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Conversation, Connection> eldest) {
            return size() > CONNECTIONS_KEPT;
        }
    };
    private int captures;
    private boolean dropped;

    /// One connection: its walk, and the two timelines that it gives.
    private static final class Connection {
        private final StateWalk walk;
        private final StateTimeline initiator;
        private final StateTimeline responder;
        private long latest = Long.MIN_VALUE;

        private Connection(Conversation conversation) {
            this.walk = new StateWalk(conversation);
            this.initiator = new StateTimeline(conversation.initiator());
            this.responder = new StateTimeline(conversation.responder());
        }
    }

    @Override
    public List<Conclusion> from(Entry entry) {
        return switch (entry.observation()) {
            case Segment segment when entry.vantage().source() == Source.CAPTURE -> walk(entry, segment);
            case TcpInfo info -> kernel(entry, info.local(), TcpState.valueOf(info.state()));
            case SocketState state -> kernel(entry, state.local(), TcpState.valueOf(state.state()));
            case VantageObservation _ when entry.vantage().source() == Source.CAPTURE -> vantage(entry);
            case RunObservation.ConversationEnded _ -> ended(entry);
            default -> List.of();
        };
    }

    private List<Conclusion> walk(Entry entry, Segment segment) {
        Connection connection = connections.computeIfAbsent(entry.conversation(), Connection::new);
        List<Conclusion> news = connection.walk.on(entry.vantage().side(), segment).stream()
                .map(transition -> new Conclusion(entry, transition))
                .toList();
        Conversation conversation = entry.conversation();
        connection.latest = Math.max(connection.latest, entry.nanos());
        connection.initiator.segments(entry.nanos(), connection.walk.possible(conversation.initiator()));
        connection.responder.segments(entry.nanos(), connection.walk.possible(conversation.responder()));
        return news;
    }

    private List<Conclusion> kernel(Entry entry, String end, TcpState state) {
        Conversation conversation = entry.conversation();
        Connection connection = connections.computeIfAbsent(conversation, Connection::new);
        if (conversation.beganAt(end)) {
            connection.initiator.kernel(entry, state);
        } else if (conversation.responder().equals(end)) {
            connection.responder.kernel(entry, state);
        }
        return List.of();
    }

    private List<Conclusion> vantage(Entry entry) {
        switch (entry.observation()) {
            case VantageObservation.Opened _ -> captures++;
            case VantageObservation.Closed closed -> {
                captures--;
                dropped |= closed.dropped() > 0;
            }
            case VantageObservation.Left _ -> {
                captures--;
                dropped = true;
            }
            default -> {}
        }
        // the last capture has handed over what it saw: nothing more comes that could explain what the kernel said
        return captures > 0 || entry.observation() instanceof VantageObservation.Opened
                ? List.of()
                : connections.values().stream()
                        .flatMap(connection -> disagreements(connection, Long.MAX_VALUE))
                        .toList();
    }

    /// While a capture is open it may still have something to hand over.
    private List<Conclusion> ended(Entry entry) {
        Connection connection = connections.remove(entry.conversation());
        return connection == null || captures == 0
                ? List.of()
                : disagreements(connection, connection.latest).toList();
    }

    /// What the kernel said up to this time and the segments do not allow. A capture that missed something may have
    /// missed what allows it.
    private Stream<Conclusion> disagreements(Connection connection, long until) {
        return dropped
                ? Stream.empty()
                : Stream.of(connection.initiator, connection.responder)
                        .flatMap(timeline -> timeline.contradictions(until).stream())
                        .map(one -> new Conclusion(one.entry(), one.disagreement()));
    }
}
