package org.wirelab.tcp;

import java.util.HashMap;
import java.util.Map;
import org.wirelab.trace.Conversation;

/// Says which conversation each segment belongs to, and who began it. Pure: it sees segments in the order of capture.
///
/// Who began is *seen* in a SYN or a SYN ACK. Where neither was captured it is assumed of the first sender, until a SYN
/// says otherwise.
public final class TcpTracker {

    private record Pair(String one, String other) {
        /// The same pair in either direction.
        static Pair of(String end, String otherEnd) {
            return end.compareTo(otherEnd) <= 0 ? new Pair(end, otherEnd) : new Pair(otherEnd, end);
        }
    }

    private final Map<Pair, Conversation> conversations = new HashMap<>();

    /// The conversation that this segment belongs to.
    public Conversation conversation(Segment segment) {
        Pair pair = Pair.of(segment.src(), segment.dst());
        Conversation known = conversations.get(pair);
        if (segment.syn() && !segment.ack()) {
            // RFC 9293 §3.5: in a simultaneous open both send one; the first that was seen names the conversation
            return known != null && known.beganAt(segment.dst()) ? known : begun(pair, segment.src(), segment.dst());
        }
        if (segment.syn()) {
            return known != null ? known : begun(pair, segment.dst(), segment.src());
        }
        return known != null ? known : begun(pair, segment.src(), segment.dst());
    }

    /// Makes a conversation known that was begun by a socket of ours, before anything of it is on the wire.
    public void expect(Conversation conversation) {
        conversations.put(Pair.of(conversation.initiator(), conversation.responder()), conversation);
    }

    /// Forgets a conversation that has ended.
    public void forget(Conversation conversation) {
        conversations.remove(Pair.of(conversation.initiator(), conversation.responder()));
    }

    private Conversation begun(Pair pair, String initiator, String responder) {
        Conversation conversation = Conversation.between(initiator, responder);
        conversations.put(pair, conversation);
        return conversation;
    }
}
