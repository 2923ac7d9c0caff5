package org.wirelab.trace;

/// What a ladder shows of a window that slides: what passed one end of a transfer, and that end's window afterwards.
///
/// Each of its sightings stands in the ladder, for each end has a window of its own.
public interface Sliding extends Arrow {

    /// What passed, in a word: `7`, `ACK 8`.
    String mark();

    /// What there is to say of it beside that, in a word or two: `again: timeout`, `kept`; empty for the usual
    /// case.
    String remark();

    /// The window of the end that it passed.
    Extent slide();

    /// Frames that lie in a window; all numbers are frames.
    ///
    /// @param base the first in it
    /// @param next the first that has not passed yet; a receiver's window begins there
    /// @param limit the first behind it
    record Extent(long base, long next, long limit) {}
}
