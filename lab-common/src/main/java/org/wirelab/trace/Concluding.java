package org.wirelab.trace;

import java.util.List;

/// Somebody who reads a trace while it grows and adds to it what follows from what was seen: the state that a segment
/// leads to. A conclusion is an observation at second hand, and says so by its kind.
public interface Concluding {

    /// What follows from this entry, and from those before it.
    List<Conclusion> from(Entry entry);

    /// Something that follows.
    ///
    /// @param about the entry that gives it its time, vantage and conversation
    /// @param observation what follows
    record Conclusion(Entry about, Observation observation) {}
}
