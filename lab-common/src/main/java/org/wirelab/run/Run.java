package org.wirelab.run;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.wirelab.flow.Flow;
import org.wirelab.trace.Trace;

/// One run: a trace being recorded, its judges, and the listeners that both are shown to.
///
/// Entries are judged and shown on a thread of the run's own, so that recording costs the recorder nothing but a place
/// in a queue.
public final class Run {

    private final RunHeader header;
    private final Trace trace;
    private final Hearing hearing;
    private final CompletableFuture<Summary> end = new CompletableFuture<>();
    private volatile ExitCode outcome = ExitCode.OK;

    private Run(RunHeader header, Trace trace, Hearing hearing) {
        this.header = header;
        this.trace = trace;
        this.hearing = hearing;
    }

    /// Begins a run now.
    ///
    /// @param id names the run; its folder, if it has one, bears it
    /// @param command what was run
    public static Run begin(String id, String command, String language, List<Flow> flows, List<RunListener> listeners) {
        Instant started = Instant.now();
        long epochNanos = started.getEpochSecond() * 1_000_000_000L + started.getNano();
        Trace trace = new Trace(System::nanoTime, epochNanos);
        List<String> flowIds = flows.stream().map(Flow::id).toList();
        RunHeader header = new RunHeader(id, command, started, language, flowIds);
        Run run = new Run(header, trace, new Hearing(header, flows, listeners));
        trace.listen(run.hearing::on);
        run.hearing.begin();
        Thread.ofPlatform().daemon().name("wirelab-run").start(run::pump);
        return run;
    }

    /// Where this run's observations go.
    public Trace trace() {
        return trace;
    }

    /// What this run is.
    public RunHeader header() {
        return header;
    }

    /// Ends the run: hands on what is still queued, settles every open step, tells the listeners.
    ///
    /// @param outcome [ExitCode#OK] for a run that came to its end; otherwise why it did not
    /// @return the summary, whose exit code also counts the findings
    /// @throws LabException when a listener failed underway, such as a file on a full disk; the others have been
    /// told all
    public Summary finish(ExitCode outcome) throws LabException {
        this.outcome = outcome;
        trace.close();
        Summary summary = awaitEnd();
        hearing.check();
        return summary;
    }

    /// The run's thread also ends it: nobody interrupts this thread, and an interrupt would close the files under
    /// way ([java.nio.channels.InterruptibleChannel]).
    private void pump() {
        try {
            trace.pump();
            end.complete(hearing.end(outcome.number()));
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    /// An interrupt does not cut the end short: what was recorded is to be shown.
    private Summary awaitEnd() {
        try {
            return end.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException mistake -> throw mistake;
                case Error mistake -> throw mistake;
                case null, default -> throw e;
            }
        }
    }
}
