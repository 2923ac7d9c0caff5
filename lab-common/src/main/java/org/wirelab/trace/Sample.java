package org.wirelab.trace;

import java.util.Map;

/// What a plot needs of an observation: one value for each of some series, at the entry's time.
public interface Sample extends Observation {

    /// The values by the name of their series, such as `cwnd` in segments or `rtt_us` in microseconds.
    Map<String, Double> values();
}
