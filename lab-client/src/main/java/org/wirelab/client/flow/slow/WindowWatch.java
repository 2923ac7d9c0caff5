package org.wirelab.client.flow.slow;

import org.jspecify.annotations.Nullable;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.tcp.WindowLedger;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// What the entries of one connection say of the receiver's window, as they are recorded.
final class WindowWatch implements AccountWatch {

    private final Conversation conversation;
    private final WindowLedger ledger;
    private boolean wireSeen;
    private long sentOctets;

    WindowWatch(Conversation conversation) {
        this.conversation = conversation;
        this.ledger = new WindowLedger(conversation.initiator(), conversation.responder());
    }

    @Override
    public synchronized void on(Entry entry) {
        if (!entry.conversation().equals(conversation)) {
            return;
        }
        if (entry.observation() instanceof TcpInfo info) {
            ledger.on(info);
        } else if (entry.observation() instanceof Segment segment
                && entry.vantage().source() == Source.CAPTURE
                && entry.vantage().side() == Side.CLIENT) {
            ledger.on(segment, entry.nanos());
            wireSeen = true;
            sentOctets += conversation.beganAt(segment.src()) ? segment.length() : 0;
        }
    }

    /// The account of it.
    synchronized WindowLedger ledger() {
        return ledger;
    }

    /// Octets of data that left the client on the wire; null where no capture saw it.
    synchronized @Nullable Long sentOctets() {
        return wireSeen ? sentOctets : null;
    }
}
