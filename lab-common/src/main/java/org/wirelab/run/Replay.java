package org.wirelab.run;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Judges;
import org.wirelab.trace.Entry;

/// A saved run once more: its entries judged by the flows of this program and shown to listeners, without any network.
public final class Replay {

    private final List<Flow> known;
    private final List<RunListener> listeners;
    private @Nullable Judges judges;

    private Replay(List<Flow> known, List<RunListener> listeners) {
        this.known = known;
        this.listeners = listeners;
    }

    /// Replays a run from its folder or its `trace.jsonl`.
    ///
    /// @param known the flows of this program; those that the run names judge it
    /// @return the summary, with the exit code that the run had when that was not about its findings
    /// @throws LabException naming the file and the line where it is damaged; what stood before has been shown
    public static Summary of(Path folderOrFile, Kinds kinds, List<Flow> known, List<RunListener> listeners)
            throws LabException {
        Replay replay = new Replay(known, listeners);
        SavedRun.Contents contents = SavedRun.read(folderOrFile, kinds, replay::began, replay::entry);
        return replay.ended(contents);
    }

    private void began(RunHeader header) {
        judges = new Judges(known.stream()
                .filter(flow -> header.flows().contains(flow.id()))
                .toList());
        tell(listener -> listener.began(header));
    }

    private void entry(Entry entry) {
        tell(listener -> listener.entry(entry));
        judges().on(entry).forEach(this::found);
    }

    private Summary ended(SavedRun.Contents contents) {
        judges().close().forEach(this::found);
        List<Finding> findings = judges().findings();
        Summary judged = Summary.of(findings, ExitCode.OK);
        boolean aboutFindings = contents.exit() <= ExitCode.NOT_AS_DOCUMENTED.number();
        Summary summary = aboutFindings ? judged : new Summary(judged.counts(), contents.exit());
        tell(listener -> listener.ended(summary, findings));
        return summary;
    }

    private void found(Finding finding) {
        tell(listener -> listener.found(finding));
    }

    private Judges judges() {
        if (judges == null) {
            throw new IllegalStateException("a run begins with its header");
        }
        return judges;
    }

    private void tell(Consumer<RunListener> news) {
        listeners.forEach(news);
    }
}
