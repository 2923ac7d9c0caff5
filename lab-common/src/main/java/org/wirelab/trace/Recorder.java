package org.wirelab.trace;

/// The one output of protocol code: says what was seen at one vantage of one conversation. Safe for any thread.
public interface Recorder {

    /// A recorder that forgets: for protocol code that runs unobserved.
    Recorder NONE = observation -> {};

    /// Puts the observation into the trace, with the process's clock as it stands now.
    void record(Observation observation);
}
