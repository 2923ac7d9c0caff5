package org.wirelab.tcp.analysis;

/// How much an analysis remembers, so that its memory does not grow with the capture.
///
/// @param connections connections known at one time, at least 1; beyond, the one that was quiet longest is forgotten,
///     one that had closed before one that had not
/// @param segments unacknowledged segments remembered for each direction of a connection, at least 8; beyond, the
///     oldest are forgotten
/// @param allSegments unacknowledged segments remembered in all, at least `segments`
public record AnalyzerLimits(int connections, int segments, int allSegments) {
    /// About 100 MB at most. 10 000 segments is what Wireshark remembers of a direction.
    public static final AnalyzerLimits DEFAULT = new AnalyzerLimits(100_000, 10_000, 1_000_000);

    private static final int FEWEST_SEGMENTS = 8;

    public AnalyzerLimits {
        if (connections < 1 || segments < FEWEST_SEGMENTS || allSegments < segments) {
            throw new IllegalArgumentException(
                    "limits too small: " + connections + ", " + segments + ", " + allSegments);
        }
    }
}
