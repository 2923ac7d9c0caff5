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

    /// @param seen whether who began was seen, rather than assumed
    private record Known(Conversation conversation, boolean seen) {}

    private final Map<Pair, Known> conversations = new HashMap<>();

    /// The conversation that this segment belongs to.
    public Conversation conversation(Segment segment) {
        Pair pair = Pair.of(segment.src(), segment.dst());
        Known known = conversations.get(pair);
        if (known != null && (known.seen() || !segment.syn())) {
            // RFC 9293 §3.5: in a simultaneous open both send a SYN; the first that was seen names the conversation
            return known.conversation();
        }
        boolean answered = segment.syn() && segment.ack();
        Conversation conversation = answered
                ? Conversation.between(segment.dst(), segment.src())
                : Conversation.between(segment.src(), segment.dst());
        conversations.put(pair, new Known(conversation, segment.syn()));
        return conversation;
    }

    /// Makes a conversation known that was begun by a socket of ours, before anything of it is on the wire.
    public void expect(Conversation conversation) {
        conversations.put(Pair.of(conversation.initiator(), conversation.responder()), new Known(conversation, true));
    }

    /// Forgets a conversation that has ended.
    public void forget(Conversation conversation) {
        conversations.remove(Pair.of(conversation.initiator(), conversation.responder()));
    }
}
