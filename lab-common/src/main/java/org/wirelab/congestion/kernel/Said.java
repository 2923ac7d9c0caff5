package org.wirelab.congestion.kernel;

import org.wirelab.trace.Observation;
import org.wirelab.trace.Source;

/// Something that follows from what was seen of a transfer.
///
/// @param nanos when it was so, on the clock of the entries that it follows from
/// @param source whose word it rests on
public record Said(long nanos, Source source, Observation observation) {}
