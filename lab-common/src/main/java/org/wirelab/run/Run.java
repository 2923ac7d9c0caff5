package org.wirelab.run;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Judges;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Trace;

/// One run: a trace being recorded, its judges, and the listeners that both are shown to.
///
/// Entries are judged and shown on a thread of the run's own, so that recording costs the recorder nothing but a place
/// in a queue.
public final class Run {

    private final RunHeader header;
    private final Trace trace;
    private final Judges judges;
    private final Map<Object, LabException> failures = new LinkedHashMap<>();
    private final List<RunListener> listeners;
    private final CompletableFuture<Summary> end = new CompletableFuture<>();
    private volatile ExitCode outcome = ExitCode.OK;

    private Run(RunHeader header, Trace trace, List<Flow> flows, List<RunListener> listeners) {
        this.header = header;
        this.trace = trace;
        this.judges = new Judges(flows);
        this.listeners = List.copyOf(listeners);
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
        Run run = new Run(new RunHeader(id, command, started, language, flowIds), trace, flows, listeners);
        trace.listen(run::on);
        run.tell(listener -> listener.began(run.header));
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
        if (!failures.isEmpty()) {
            throw failures.values().iterator().next();
        }
        return summary;
    }

    /// The run's thread also ends it: nobody interrupts this thread, and an interrupt would close the files under
    /// way
    /// ([java.nio.channels.InterruptibleChannel]).
    private void pump() {
        try {
            trace.pump();
            judge(judges::close);
            List<Finding> findings = judges.findings();
            Summary summary = Summary.of(findings, outcome);
            tell(listener -> listener.ended(summary, findings));
            end.complete(summary);
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    private void on(Entry entry) {
        tell(listener -> listener.entry(entry));
        judge(() -> judges.on(entry));
    }

    /// A flow that fails is a mistake of ours: nothing more is judged, and what is seen is still recorded.
    private void judge(Supplier<List<Finding>> judging) {
        if (failures.containsKey(judges)) {
            return;
        }
        try {
            judging.get().forEach(finding -> tell(listener -> listener.found(finding)));
        } catch (RuntimeException e) {
            failures.put(judges, new LabException(ExitCode.INTERNAL, "the lab could not judge this run: " + e, e));
        }
    }

    private void tell(Consumer<RunListener> news) {
        for (RunListener listener : listeners) {
            if (failures.containsKey(listener)) {
                continue;
            }
            try {
                news.accept(listener);
            } catch (UncheckedIOException e) {
                failures.put(listener, new LabException(ExitCode.LACKING, String.valueOf(e.getMessage()), e));
            } catch (RuntimeException e) {
                String name = listener.getClass().getSimpleName();
                failures.put(listener, new LabException(ExitCode.INTERNAL, name + " could not show this run: " + e, e));
            }
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
