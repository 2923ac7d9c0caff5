package org.wirelab.tcp.analysis;

import org.jspecify.annotations.Nullable;
import org.wirelab.wire.PacketScan;

/// How a connection began and how it ended, as far as its segments showed it.
final class Course {
    private boolean synAcked;
    private boolean handshakeDone;
    private boolean refused;
    private boolean spoken;
    private boolean resetEarly;
    private @Nullable HalfConnection closer;

    void on(PacketScan packet, HalfConnection sender, HalfConnection receiver, AnalysedConnection connection) {
        if (packet.syn()) {
            onSyn(packet, sender, receiver, connection);
        } else if (packet.rst()) {
            onRst(sender, receiver);
        } else {
            spoken = true;
            // RFC 9293 §3.5: the ACK of the SYN ACK ends the handshake
            if (packet.ack() && synAcked && receiver.synSent && sender.synSent) handshakeDone = true;
        }
        if (packet.fin()) {
            if (closer == null) closer = sender;
            sender.finSent = true;
        }
    }

    private void onSyn(
            PacketScan packet, HalfConnection sender, HalfConnection receiver, AnalysedConnection connection) {
        if (packet.ack()) synAcked = true;
        if (!connection.initiatorSeen()) connection.beginsAt(packet.ack() ? receiver : sender);
        sender.synSent = true;
    }

    private void onRst(HalfConnection sender, HalfConnection receiver) {
        sender.rstSent = true;
        // RFC 9293 §3.5.2: a SYN to where nobody listens is answered by a RST
        if (receiver.synSent && !sender.synSent && !spoken) refused = true;
        if (!(sender.finSent && receiver.finSent) && !resetEarly) {
            resetEarly = true;
            closer = sender;
        }
    }

    Opening opening(AnalysedConnection connection) {
        boolean initiatorSyn = connection.initiator().synSent();
        boolean responderSyn = connection.responder().synSent();
        if (!initiatorSyn && !responderSyn) return Opening.MID_STREAM;
        if (refused) return Opening.REFUSED;
        if (initiatorSyn && responderSyn && !synAcked) return Opening.SIMULTANEOUS;
        if (handshakeDone) return Opening.HANDSHAKE;
        if (spoken) return Opening.PARTLY_SEEN;
        if (initiatorSyn && responderSyn) return Opening.UNFINISHED;
        return initiatorSyn ? Opening.UNANSWERED : Opening.PARTLY_SEEN;
    }

    Closing closing(AnalysedConnection connection) {
        if (resetEarly) return Closing.RESET;
        boolean initiatorFin = connection.initiator().finSent();
        boolean responderFin = connection.responder().finSent();
        if (initiatorFin && responderFin) return Closing.FIN;
        return initiatorFin || responderFin ? Closing.HALF_CLOSED : Closing.OPEN;
    }

    @Nullable
    HalfConnection closer() {
        return closer;
    }
}
