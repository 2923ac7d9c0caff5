package org.wirelab.tls.offline;

import org.wirelab.trace.Observation;

/// The family of what reading TLS from a capture shows beyond what its ends would tell.
public sealed interface OfflineObservation extends Observation permits CapturedSession {}
