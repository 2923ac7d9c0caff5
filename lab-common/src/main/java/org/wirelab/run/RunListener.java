package org.wirelab.run;

import java.util.List;
import org.wirelab.flow.Finding;
import org.wirelab.trace.Entry;

/// A consumer of a run: terminal, JSON lines, capture file, web page. Called from one thread, in order.
///
/// A listener that cannot go on (a full disk) throws [java.io.UncheckedIOException]; the run goes on without it and
/// says
/// so at its end.
public interface RunListener {

    /// The run has begun.
    default void began(RunHeader header) {}

    /// Something was seen.
    default void entry(Entry entry) {}

    /// Something became certain, by the entry before or by the end of its conversation.
    default void found(Finding finding) {}

    /// The run is over.
    ///
    /// @param findings all findings with their complete evidence, by conversation and in the order of the notes
    default void ended(Summary summary, List<Finding> findings) {}
}
