package org.wirelab.run;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.flow.Flow;

/// A saved run once more: its entries judged by the flows of this program and shown to listeners, without any network.
public final class Replay {

    private final List<Flow> known;
    private final List<RunListener> listeners;
    private @Nullable Hearing hearing;

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
        SavedRun.Contents contents = SavedRun.read(
                folderOrFile, kinds, replay::began, entry -> replay.hearing().on(entry));
        return replay.ended(contents);
    }

    private void began(RunHeader header) {
        hearing = new Hearing(
                header,
                known.stream()
                        .filter(flow -> header.flows().contains(flow.id()))
                        .toList(),
                listeners);
        hearing.begin();
    }

    private Summary ended(SavedRun.Contents contents) throws LabException {
        boolean aboutFindings = contents.exit() <= ExitCode.NOT_AS_DOCUMENTED.number();
        Summary summary = hearing().end(aboutFindings ? ExitCode.OK.number() : contents.exit());
        hearing().check();
        return summary;
    }

    private Hearing hearing() {
        if (hearing == null) {
            throw new IllegalStateException("a run begins with its header");
        }
        return hearing;
    }
}
