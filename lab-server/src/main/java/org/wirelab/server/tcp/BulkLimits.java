package org.wirelab.server.tcp;

import java.time.Duration;

/// What the bulk service gives to strangers, so that a server on a LAN is no generator of load for them.
///
/// @param connections that transfer at a time; one more is refused
/// @param time the longest transfer
public record BulkLimits(int connections, Duration time) {

    /// Long enough to see congestion control at work.
    public static final BulkLimits DEFAULT = new BulkLimits(2, Duration.ofSeconds(60));

    public BulkLimits {
        if (connections < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
