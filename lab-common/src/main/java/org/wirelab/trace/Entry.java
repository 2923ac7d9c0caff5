package org.wirelab.trace;

/// One line of a trace: an observation, and where it comes from.
///
/// @param number order of arrival in the trace, from 1
/// @param nanos time since the start of the run in nanoseconds, on `clock`; may be slightly negative for a capture
/// @param clock the clock that `nanos` was read from
/// @param vantage who saw it
/// @param conversation what it belongs to
/// @param observation what was seen
public record Entry(
        long number,
        long nanos,
        TimeSource clock,
        Vantage vantage,
        Conversation conversation,
        Observation observation) {

    public Entry {
        if (number < 1) {
            throw new IllegalArgumentException("an entry's number begins at 1, not " + number);
        }
    }
}
