package org.wirelab.client.flow.slow;

import org.wirelab.arq.ArqObservation;
import org.wirelab.arq.RoomAccount;
import org.wirelab.arq.RoomLedger;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Source;

/// What the entries of one transfer of the ARQ say of the receiver's room, as they are recorded.
final class RoomWatch implements AccountWatch {

    private final Conversation conversation;
    private final RoomLedger ledger;

    RoomWatch(Conversation conversation, int transfer) {
        this.conversation = conversation;
        this.ledger = new RoomLedger(transfer);
    }

    @Override
    public synchronized void on(Entry entry) {
        // the ends' own word; what a capture reads out of their datagrams would count twice
        if (entry.conversation().equals(conversation)
                && entry.vantage().source() == Source.ARQ
                && entry.observation() instanceof ArqObservation observation) {
            ledger.on(observation, entry.nanos());
        }
    }

    /// The account so far.
    synchronized RoomAccount account() {
        return ledger.account();
    }
}
