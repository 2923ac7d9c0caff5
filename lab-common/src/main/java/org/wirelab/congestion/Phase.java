package org.wirelab.congestion;

import java.util.Locale;

/// What a sender's congestion control is doing.
public enum Phase {
    /// RFC 5681 §3.1: the window grows by a segment with each acknowledgment, so it doubles in a round trip.
    SLOW_START,
    /// RFC 5681 §3.1: the window grows by a segment in a round trip.
    CONGESTION_AVOIDANCE,
    /// RFC 5681 §3.2: after a fast retransmit, until what was lost is acknowledged.
    FAST_RECOVERY,
    /// RFC 5681 §3.1: after the retransmission timer, until what was outstanding is acknowledged.
    LOSS_RECOVERY,
    /// A kernel's sender that goes by a model of the path (BBR): no threshold, and losses change little.
    BY_MODEL;

    /// The letter that stands for it below a plot.
    char letter() {
        return switch (this) {
            case SLOW_START -> 'S';
            case CONGESTION_AVOIDANCE -> 'A';
            case FAST_RECOVERY -> 'R';
            case LOSS_RECOVERY -> 'L';
            case BY_MODEL -> 'B';
        };
    }

    /// The name in the JSON lines: `slow_start`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
