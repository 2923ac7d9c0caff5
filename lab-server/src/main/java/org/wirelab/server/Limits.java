package org.wirelab.server;

import java.time.Duration;

/// What one service gives to strangers, so that a server on a LAN cannot be used up.
///
/// @param connections open at a time; one more is reset at once
/// @param idle a connection without traffic for so long is ended
/// @param bytes how much a connection may send before it is ended
public record Limits(int connections, Duration idle, long bytes) {

    /// Enough for a classroom.
    public static final Limits DEFAULT = new Limits(256, Duration.ofSeconds(60), 4L << 30);

    public Limits {
        if (connections < 1 || idle.isNegative() || idle.isZero() || bytes < 1) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
