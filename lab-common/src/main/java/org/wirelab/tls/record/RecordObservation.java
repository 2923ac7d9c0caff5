package org.wirelab.tls.record;

import org.wirelab.trace.Observation;

/// The family of what the second record layer tells.
public sealed interface RecordObservation extends Observation permits RecordAnatomy {}
