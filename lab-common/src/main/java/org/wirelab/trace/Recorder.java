package org.wirelab.trace;

import java.util.List;
import java.util.function.Supplier;

/// The one output of protocol code: says what was seen at one vantage of one conversation. Safe for any thread.
public interface Recorder {

    /// A recorder that forgets: for protocol code that runs unobserved.
    Recorder NONE = new Recorder() {
        @Override
        public void record(Observation observation) {}

        @Override
        public void recordLater(Supplier<? extends List<? extends Observation>> seen) {}
    };

    /// Puts the observation into the trace, with the process's clock as it stands now.
    void record(Observation observation);

    /// Puts what was seen just now into the trace, with the clock as it stands now and in this place; but what
    /// it takes to say it (a message taken apart, a value computed a second time) is done when it is handed on,
    /// on the thread that does that: watching must not distort what is watched.
    ///
    /// @param seen called once at most, on another thread: it may read only what does not change any more
    default void recordLater(Supplier<? extends List<? extends Observation>> seen) {
        seen.get().forEach(this::record);
    }
}
