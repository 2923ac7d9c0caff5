package org.wirelab.client.flow.slow;

import org.wirelab.trace.Observation;

/// What the experiment says of its transfers together.
public sealed interface FlowObservation extends Observation permits Comparison {}
