package org.wirelab.tcp.analysis;

import org.wirelab.trace.Observation;

/// What the analysis of a capture says of one of its segments.
public sealed interface AnalysisObservation extends Observation permits Analysis, Measurement {

    /// The segment's frame.
    long frame();
}
