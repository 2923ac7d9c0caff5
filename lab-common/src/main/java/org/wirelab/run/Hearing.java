package org.wirelab.run;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Judges;
import org.wirelab.trace.Entry;

/// What becomes of a run's entries, one by one and on the caller's thread: they are told to the listeners and judged,
/// and what is found is told too. Nothing is kept of a conversation that has ended.
///
/// A listener that fails, such as a file on a full disk, hears nothing more; the others hear all.
public final class Hearing {

    private final RunHeader header;
    private final List<RunListener> listeners;
    private final Judges judges;
    private final List<List<Finding>> concluded = new ArrayList<>(1);
    private final Summary.Count count = new Summary.Count();
    private final Map<Object, LabException> failures = new LinkedHashMap<>();

    public Hearing(RunHeader header, List<Flow> flows, List<RunListener> listeners) {
        this.header = header;
        this.listeners = List.copyOf(listeners);
        this.judges = new Judges(flows, concluded::add);
    }

    /// The first word: what run this is.
    public void begin() {
        tell(listener -> listener.began(header));
    }

    /// Tells an entry that is not to be judged.
    public void tell(Entry entry) {
        tell(listener -> listener.entry(entry));
    }

    /// Takes the next entry.
    public void on(Entry entry) {
        tell(entry);
        judge(() -> judges.on(entry));
    }

    /// Settles every step that is still open, and has the last word.
    ///
    /// @param outcome 0 for a run that came to its end; otherwise the exit code that says why it did not. A run
    ///     that says that it was interrupted has that one
    public Summary end(int outcome) {
        boolean interrupted = outcome == ExitCode.INTERRUPTED.number() || judges.wereInterrupted();
        judge(interrupted ? judges::interrupt : judges::close);
        Summary summary = count.summary(interrupted ? ExitCode.INTERRUPTED.number() : outcome);
        tell(listener -> listener.ended(summary));
        return summary;
    }

    /// True when some listener has failed, or a flow.
    public boolean hasFailed() {
        return !failures.isEmpty();
    }

    /// Says what went wrong underway.
    ///
    /// @throws LabException the first failure, where there was one
    public void check() throws LabException {
        if (hasFailed()) {
            throw failures.values().iterator().next();
        }
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
        concluded.forEach(findings -> {
            count.add(findings);
            tell(listener -> listener.concluded(findings));
        });
        concluded.clear();
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
}
