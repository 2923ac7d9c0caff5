package org.wirelab.wire;

/// A frame as a capture saw it, live or in a file.
///
/// @param epochNanos nanoseconds since 1970 UTC, on the clock of the capturing machine; 0 where the file does not
///     say
/// @param interfaceName such as `lo`; empty where the file does not say
/// @param originalLength bytes on the wire, at least as many as were kept
/// @param bytes what was kept of the frame, its first byte at offset 0
public record CapturedFrame(
        long epochNanos, String interfaceName, LinkType linkType, int originalLength, Octets bytes) {
    public CapturedFrame {
        originalLength = Math.max(originalLength, bytes.length());
    }
}
