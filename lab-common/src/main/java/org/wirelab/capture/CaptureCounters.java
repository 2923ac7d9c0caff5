package org.wirelab.capture;

/// What a live capture has counted until now.
///
/// @param received how many frames the kernel had for it, those dropped included
/// @param dropped how many frames it knows to have missed
public record CaptureCounters(long received, long dropped) {}
