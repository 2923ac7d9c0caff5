package org.wirelab.client.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirelab.flow.Flow;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Trace;

/// A run of its own for each connection that a server accepts: shown as it happens, judged, saved when it ends.
public final class ServerRuns implements ConnectionTraces, AutoCloseable {

    /// A capture hands a frame over within milliseconds (notes/tcp.md); the last one has passed when a connection
    /// is done.
    private static final Duration FOR_THE_LAST_FRAME = Duration.ofMillis(100);

    private final CommonOptions options;
    private final Function<String, List<String>> topics;
    private final Function<List<String>, List<Flow>> flows;
    private final CaptureFeed feed;
    private final Consumer<LabException> complain;
    private final Map<Conversation, ClientRun> runs = new ConcurrentHashMap<>();

    /// @param topics what a service's connections are about, the leading one first
    /// @param flows those about these topics
    /// @param feed the wire, already watched
    /// @param complain told of a run that could not be saved; the server goes on
    public ServerRuns(
            CommonOptions options,
            Function<String, List<String>> topics,
            Function<List<String>, List<Flow>> flows,
            CaptureFeed feed,
            Consumer<LabException> complain) {
        this.options = options;
        this.topics = topics;
        this.flows = flows;
        this.feed = feed;
        this.complain = complain;
    }

    @Override
    public Trace open(String service, Conversation conversation) {
        return open(service, conversation, true);
    }

    @Override
    public Trace openUncaptured(String service, Conversation conversation) {
        return open(service, conversation, false);
    }

    private Trace open(String service, Conversation conversation, boolean captured) {
        List<String> about = topics.apply(service);
        ClientRun run;
        try {
            run = ClientRun.open("server-" + service, options, flows.apply(about));
        } catch (LabException e) {
            complain.accept(e);
            // the connection is served all the same, unrecorded
            return new Trace(System::nanoTime, 0);
        }
        runs.put(conversation, run);
        run.part(about.toArray(String[]::new));
        if (captured) {
            feed.announce(run.trace());
        }
        run.expect(conversation);
        if (captured) {
            feed.follow(conversation, run.trace(), run::keep);
        }
        return run.trace();
    }

    @Override
    public void closed(Conversation conversation) {
        if (runs.containsKey(conversation)) {
            pause();
            finish(conversation, ExitCode.OK);
        }
    }

    /// Ends what is still open: the server is going down.
    @Override
    public void close() {
        List.copyOf(runs.keySet()).forEach(conversation -> finish(conversation, ExitCode.INTERRUPTED));
    }

    private void finish(Conversation conversation, ExitCode outcome) {
        feed.leave(conversation);
        @Nullable ClientRun run = runs.remove(conversation);
        if (run == null) {
            return;
        }
        try {
            run.finish(outcome);
        } catch (LabException e) {
            complain.accept(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(FOR_THE_LAST_FRAME);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
