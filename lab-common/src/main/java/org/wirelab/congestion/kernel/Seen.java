package org.wirelab.congestion.kernel;

/// Something that was seen, and when, in nanoseconds of the trace.
record Seen<T>(long nanos, T what) {}
