package org.wirelab.tcp;

import static org.wirelab.tcp.TcpState.CLOSED;
import static org.wirelab.tcp.TcpState.CLOSE_WAIT;
import static org.wirelab.tcp.TcpState.CLOSING;
import static org.wirelab.tcp.TcpState.ESTABLISHED;
import static org.wirelab.tcp.TcpState.FIN_WAIT_1;
import static org.wirelab.tcp.TcpState.FIN_WAIT_2;
import static org.wirelab.tcp.TcpState.LAST_ACK;
import static org.wirelab.tcp.TcpState.LISTEN;
import static org.wirelab.tcp.TcpState.SYN_RECEIVED;
import static org.wirelab.tcp.TcpState.SYN_SENT;
import static org.wirelab.tcp.TcpState.TIME_WAIT;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirelab.wire.SequenceNumber;

/// The states of one end as its own segments tell them: those that it sent, and those that arrived at it.
///
/// It may be watched from the middle of a connection: then several states are possible, and each segment leaves
/// fewer. A state is told when it is the only one. What no segment shows (a user timeout, the end of TIME_WAIT)
/// changes nothing here.
final class EndWalk {

    private static final Set<TcpState> NONE = EnumSet.noneOf(TcpState.class);
    private static final Set<TcpState> NO_CONNECTION = EnumSet.of(CLOSED, LISTEN);
    private static final Set<TcpState> OPENING = EnumSet.of(SYN_SENT, SYN_RECEIVED);

    /// The states in which a segment without SYN and RST is sent (RFC 9293 §3.10.7).
    private static final Set<TcpState> SENDS_ACKS =
            EnumSet.of(SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT);

    private static final Set<TcpState> SENDS_DATA = EnumSet.of(SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT);
    private static final Set<TcpState> AWAITS_ACK_OF_FIN = EnumSet.of(FIN_WAIT_1, CLOSING, LAST_ACK);
    private static final Set<TcpState> TAKES_DATA = EnumSet.of(SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2);
    private static final Set<TcpState> HAS_TAKEN_FIN = EnumSet.of(CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT);

    private final StateSet states;

    /// True when it is known that the other end called.
    private boolean called;

    private @Nullable SequenceNumber initial;

    /// RFC 9293 §3.3.1 SND.NXT, as a segment without data has said it; what begins there or later is new.
    private @Nullable SequenceNumber sendNext;

    private @Nullable SequenceNumber ownFin;
    private boolean ownFinAcknowledged;

    /// RFC 9293 §3.3.1 RCV.NXT: what it acknowledged last, or what followed that in order.
    private @Nullable SequenceNumber receiveNext;

    private @Nullable SequenceNumber othersFin;
    private boolean othersFinTaken;
    private boolean windowClosed;
    private boolean synArrivedLast;

    EndWalk(String end) {
        this.states = new StateSet(end);
    }

    /// The states that it may be in.
    Set<TcpState> possible() {
        return states.possible();
    }

    /// Takes a segment that the end sent.
    List<Transition> sent(Segment segment) {
        if (segment.rst()) {
            sentReset(segment);
        } else if (segment.syn() && segment.ack()) {
            sentSynAck(segment);
        } else if (segment.syn()) {
            sentSyn(segment);
        } else {
            sentInConnection(segment);
        }
        return states.told();
    }

    /// Takes a segment that arrived at the end.
    List<Transition> received(Segment segment) {
        synArrivedLast = segment.syn() && !segment.ack();
        if (segment.rst()) {
            receivedReset(segment);
        } else if (segment.syn() && segment.ack()) {
            receivedSynAck(segment);
        } else if (segment.syn()) {
            receivedSyn(segment);
        } else {
            receivedInConnection(segment);
        }
        return states.told();
    }

    // --- What it sent ---

    private void sentSyn(Segment segment) {
        if (segment.sequenceNumber().equals(initial) && states.isAmong(OPENING)) {
            return; // again
        }
        begin(segment, CLOSED);
        states.move(NONE, Trigger.ACTIVE_OPEN);
    }

    private void sentSynAck(Segment segment) {
        boolean ofThisConnection = segment.sequenceNumber().equals(initial) && !states.isAmong(NO_CONNECTION);
        if (!ofThisConnection) {
            begin(segment, states.is(TIME_WAIT) ? TIME_WAIT : LISTEN);
            called = true;
            states.move(NONE, Trigger.SYN);
        } else if (states.is(SYN_SENT)) {
            states.move(NONE, Trigger.SYN); // RFC 9293 §3.5: both called; the other's SYN was not captured
        }
        acknowledged(segment);
    }

    private void begin(Segment syn, TcpState state) {
        states.startIn(state);
        called = false;
        initial = syn.sequenceNumber();
        sendNext = syn.nextSequenceNumber();
        ownFin = null;
        ownFinAcknowledged = false;
        receiveNext = null;
        othersFin = null;
        othersFinTaken = false;
        windowClosed = false;
    }

    private void sentInConnection(Segment segment) {
        if (states.is(SYN_SENT)) {
            states.move(NONE, Trigger.SYN_ACK); // which was not captured
        } else if (states.isAmong(NO_CONNECTION)) {
            states.startIn(SENDS_ACKS.toArray(TcpState[]::new)); // something was not captured, or not acceptable
        } else {
            states.keep(SENDS_ACKS);
        }
        if (segment.ack()) {
            acknowledged(segment);
        }
        SequenceNumber first = segment.sequenceNumber();
        boolean isNew = sendNext != null && !first.plus(segment.length()).isBefore(sendNext);
        if (segment.fin() && ownFin == null) {
            ownFin = first.plus(segment.length());
            states.move(isNew ? NONE : AWAITS_ACK_OF_FIN, Trigger.CLOSE);
        } else if (segment.length() > 0 && sendNext != null && !first.isBefore(sendNext)) {
            states.keep(SENDS_DATA);
        }
        boolean saysWhereItIs = segment.length() == 0 && !segment.fin();
        if (sendNext == null ? saysWhereItIs : segment.nextSequenceNumber().isAfter(sendNext)) {
            sendNext = segment.nextSequenceNumber();
        }
    }

    /// What the end acknowledges it has taken, a FIN included.
    private void acknowledged(Segment segment) {
        SequenceNumber next = segment.acknowledgmentNumber();
        windowClosed = segment.window() == 0;
        if (receiveNext == null || next.isAfter(receiveNext)) {
            receiveNext = next;
        }
        if (othersFin != null && !othersFinTaken && next.isAfter(othersFin)) {
            othersFinTaken = true;
            states.move(HAS_TAKEN_FIN, Trigger.FIN);
        }
    }

    private void sentReset(Segment segment) {
        if (states.isAmong(NO_CONNECTION)) {
            if (synArrivedLast) {
                states.startIn(CLOSED); // RFC 9293 §3.10.7.1: nobody listens
            }
            return;
        }
        if (states.is(SYN_SENT) || (states.is(SYN_RECEIVED) && !segment.ack())) {
            return; // RFC 9293 §3.10.7.3, §3.10.7.4: the answer to an ACK of something never sent
        }
        if (states.is(TIME_WAIT)) {
            states.move(NONE, Trigger.TIME_WAIT_TIMEOUT); // only a closed end answers so
            return;
        }
        // RFC 9293 §3.10.7.1: who has no connection answers an ACK with an RST that has none; §3.10.5: an ABORT's own
        // RST
        // is part of the connection. Who has sent a FIN and reads no more answers data as if it had no connection.
        boolean noMore = !segment.ack() && states.isAmong(EnumSet.of(SYN_RECEIVED, ESTABLISHED, CLOSE_WAIT));
        states.move(NO_CONNECTION, noMore ? Trigger.CRASH : Trigger.ABORT);
    }

    // --- What arrived at it ---

    private void receivedSyn(Segment segment) {
        if (states.is(SYN_SENT)) {
            receiveNext = segment.nextSequenceNumber();
            states.move(NONE, Trigger.SYN);
        } else if (states.possible().containsAll(SENDS_ACKS)) {
            states.startIn(CLOSED, LISTEN); // the first that is seen of it: who is called is in no connection yet
        }
    }

    private void receivedSynAck(Segment segment) {
        if (initial == null && !states.isKnown()) {
            initial = segment.acknowledgmentNumber().minus(1); // it had called before anybody looked
            sendNext = segment.acknowledgmentNumber();
            states.startIn(SYN_SENT);
        }
        if (!acknowledgesTheSyn(segment)) {
            return;
        }
        if (states.is(SYN_SENT)) {
            receiveNext = segment.nextSequenceNumber();
            states.move(NONE, Trigger.SYN_ACK);
        } else if (states.is(SYN_RECEIVED)) {
            states.move(NONE, Trigger.ACK_OF_SYN);
        }
    }

    private boolean acknowledgesTheSyn(Segment segment) {
        return segment.ack()
                && initial != null
                && segment.acknowledgmentNumber().isAfter(initial);
    }

    private void receivedInConnection(Segment segment) {
        if (initial == null || acknowledgesTheSyn(segment)) {
            states.move(EnumSet.complementOf(EnumSet.of(SYN_RECEIVED)), Trigger.ACK_OF_SYN);
        }
        boolean acknowledgesFin = !ownFinAcknowledged
                && segment.ack()
                && ownFin != null
                && segment.acknowledgmentNumber().isAfter(ownFin);
        ownFinAcknowledged |= acknowledgesFin;
        boolean bringsFin = takes(segment);
        if (acknowledgesFin && bringsFin) {
            states.move(NONE, Trigger.FIN_AND_ACK_OF_FIN, Trigger.ACK_OF_FIN, Trigger.FIN);
        } else if (acknowledgesFin) {
            states.move(NONE, Trigger.ACK_OF_FIN);
        } else if (bringsFin) {
            states.move(NONE, Trigger.FIN);
        }
    }

    /// Follows the stream that arrives in order. What comes out of order, or while the window is closed, has
    /// arrived when the end acknowledges it.
    ///
    /// @return whether the other end's FIN is taken by it
    private boolean takes(Segment segment) {
        SequenceNumber afterData = segment.sequenceNumber().plus(segment.length());
        if (segment.fin() && othersFin == null) {
            othersFin = afterData;
        }
        if (receiveNext == null
                || windowClosed
                || segment.sequenceNumber().isAfter(receiveNext)
                || afterData.isBefore(receiveNext)) {
            return false;
        }
        if (afterData.isAfter(receiveNext)) {
            receiveNext = afterData;
            states.keep(TAKES_DATA);
        }
        if (!segment.fin() || othersFinTaken) {
            return false;
        }
        receiveNext = segment.nextSequenceNumber();
        othersFinTaken = true;
        return true;
    }

    private void receivedReset(Segment segment) {
        if (states.is(SYN_SENT)) {
            if (acknowledgesTheSyn(segment)) { // RFC 9293 §3.10.7.3: any other is not for this connection
                states.move(NONE, Trigger.RST);
            }
        } else if (isInPlace(segment)) {
            boolean back = called && states.is(SYN_RECEIVED);
            states.move(NO_CONNECTION, back ? Trigger.RST_AFTER_PASSIVE_OPEN : Trigger.RST);
        }
    }

    /// RFC 9293 §3.10.7.4: a reset ends the connection only where the next octet is expected. Linux takes one that
    /// stands on the FIN before that, too.
    private boolean isInPlace(Segment reset) {
        return receiveNext == null
                || reset.sequenceNumber().equals(receiveNext)
                || reset.sequenceNumber().plus(1).equals(receiveNext);
    }
}
