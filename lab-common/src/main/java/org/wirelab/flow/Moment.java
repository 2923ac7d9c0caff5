package org.wirelab.flow;

import java.util.Optional;
import org.wirelab.trace.Entry;
import org.wirelab.trace.TimeSource;

/// When something was seen, and by which clock. Moments of two clocks are not compared.
///
/// @param nanos since the start of the run, in nanoseconds
/// @param clock the clock that said so
public record Moment(long nanos, TimeSource clock) {

    static Moment of(Entry entry) {
        return new Moment(entry.nanos(), entry.clock());
    }

    /// How long after the other moment this one was; empty where two clocks speak.
    Optional<Elapsed> since(Moment earlier) {
        return clock == earlier.clock ? Optional.of(new Elapsed(nanos - earlier.nanos)) : Optional.empty();
    }
}
