package org.wirelab.run;

import java.util.List;
import org.wirelab.flow.Finding;
import org.wirelab.trace.Entry;

/// A consumer of a run: terminal, JSON lines, capture file, web page. Called from one thread, in order.
///
/// A listener that cannot go on (a full disk) throws [java.io.UncheckedIOException]; the run goes on without it and
/// says so at its end.
public interface RunListener {

    /// The run has begun.
    default void began(RunHeader header) {}

    /// Something was seen.
    default void entry(Entry entry) {}

    /// Something became certain, by the entry before or by the end of its conversation.
    default void found(Finding finding) {}

    /// A conversation is over, and nothing more is kept of it.
    ///
    /// @param findings all that was found of it, with their complete evidence, in the order of the notes
    default void concluded(List<Finding> findings) {}

    /// The run is over; all of its conversations have been concluded.
    default void ended(Summary summary) {}
}
