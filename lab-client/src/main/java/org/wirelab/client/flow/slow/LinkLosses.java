package org.wirelab.client.flow.slow;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.wirelab.link.Direction;
import org.wirelab.link.LinkObservation;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;

/// How many packets the emulated link has lost on their way to the server, by conversation: what is lost there is no
/// fault of the receiver.
final class LinkLosses implements Consumer<Entry> {

    private final Map<Conversation, Long> lost = new HashMap<>();

    @Override
    public synchronized void accept(Entry entry) {
        if (entry.observation() instanceof LinkObservation.Dropped dropped
                && dropped.direction() == Direction.TO_SERVER) {
            lost.merge(entry.conversation(), 1L, Long::sum);
        }
    }

    synchronized long of(Conversation conversation) {
        return lost.getOrDefault(conversation, 0L);
    }
}
