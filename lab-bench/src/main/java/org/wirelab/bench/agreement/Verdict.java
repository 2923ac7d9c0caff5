package org.wirelab.bench.agreement;

import java.util.Set;
import org.wirelab.tcp.analysis.AnalysisFlag;

/// What one program says of one segment; -1 for a number that it does not give.
///
/// @param stream the connection's number
/// @param rttNanos how long after the segment that it acknowledges it came
/// @param bytesInFlight what its sender has in flight
/// @param whole whether the capture kept the whole TCP header
record Verdict(long frame, long stream, Set<AnalysisFlag> flags, long rttNanos, long bytesInFlight, boolean whole) {}
