package org.wirelab.client.tcp.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.link.LinkListener;
import org.wirelab.link.LinkObservation;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;

/// What the link says of itself, as part of the conversation that it carries.
///
/// It begins to speak when the network is made, before the conversation is known: that is kept until then.
final class LinkLog implements LinkListener {

    private final Trace trace;
    private final List<Said> before = new ArrayList<>();
    private @Nullable Conversation conversation;
    private @Nullable Vantage vantage;

    private record Said(long epochNanos, LinkObservation observation) {}

    LinkLog(Trace trace) {
        this.trace = trace;
    }

    /// Records what was said before, and from here on everything at once.
    synchronized void follow(Conversation known, Vantage link) {
        conversation = known;
        vantage = link;
        before.forEach(said -> trace.recordCaptured(said.epochNanos(), link, known, said.observation()));
        before.clear();
    }

    @Override
    public synchronized void on(long epochNanos, LinkObservation observation) {
        if (conversation == null || vantage == null) {
            before.add(new Said(epochNanos, observation));
        } else {
            trace.recordCaptured(epochNanos, vantage, conversation, observation);
        }
    }
}
