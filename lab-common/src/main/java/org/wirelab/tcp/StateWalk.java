package org.wirelab.tcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;

/// The states of both ends of one connection, walked through the [StateMachine] by the segments that captures saw.
///
/// An end's own capture says what it sent and what arrived at it, in that order. One capture between the two serves
/// both ends as well as it can: then it is assumed that everything it saw arrives, at once and in this order. Where
/// an end has a capture of its own, the one between says nothing of it.
public final class StateWalk {

    private final Conversation conversation;
    private final EndWalk initiator;
    private final EndWalk responder;
    private boolean atInitiator;
    private boolean atResponder;

    /// A walk that has seen nothing yet: each end may be in any state.
    public StateWalk(Conversation conversation) {
        this.conversation = conversation;
        this.initiator = new EndWalk(conversation.initiator());
        this.responder = new EndWalk(conversation.responder());
    }

    /// Takes the next segment that the capture on this side saw.
    ///
    /// @return what has become known by it, that of the sender first
    public List<Transition> on(Side side, Segment segment) {
        atInitiator |= side == Side.CLIENT;
        atResponder |= side == Side.SERVER;
        boolean toInitiator = side == Side.CLIENT || (side == Side.LINK && !atInitiator);
        boolean toResponder = side == Side.SERVER || (side == Side.LINK && !atResponder);
        boolean initiatorSent = conversation.beganAt(segment.src());
        List<Transition> known = new ArrayList<>(2);
        if (initiatorSent && toInitiator) {
            known.addAll(initiator.sent(segment));
        } else if (!initiatorSent && toResponder) {
            known.addAll(responder.sent(segment));
        }
        if (initiatorSent && toResponder) {
            known.addAll(responder.received(segment));
        } else if (!initiatorSent && toInitiator) {
            known.addAll(initiator.received(segment));
        }
        return known;
    }

    /// The states that this end may be in: one where it is known.
    public Set<TcpState> possible(String end) {
        return (conversation.beganAt(end) ? initiator : responder).possible();
    }
}
