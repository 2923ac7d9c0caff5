package org.wirelab.server.arq;

import java.time.Duration;

/// What the ARQ service gives to strangers.
///
/// @param transfers at a time; one more is refused
/// @param perSource of these to one source, which is an IPv4 address or an IPv6 /64
/// @param idle a transfer without a frame for so long is given up
/// @param life how long a transfer may last at all
/// @param octets how many a transfer may have
/// @param memory octets that the window of one transfer may take: a larger window is granted as far as this goes
/// @param told how many observations of one transfer are recorded; those after them are counted, and told as missed
public record ArqLimits(
        int transfers, int perSource, Duration idle, Duration life, long octets, int memory, long told) {

    /// Enough for a classroom.
    public static final ArqLimits DEFAULT =
            new ArqLimits(64, 8, Duration.ofSeconds(30), Duration.ofMinutes(10), 4L << 30, 4 << 20, 4L << 20);

    public ArqLimits {
        if (transfers < 1
                || perSource < 1
                || idle.isNegative()
                || idle.isZero()
                || life.compareTo(idle) < 0
                || octets < 1
                || memory < 1
                || told < 1) {
            throw new IllegalArgumentException("limits are positive, and a life is no shorter than a silence");
        }
    }
}
