package org.wirelab.congestion;

import org.wirelab.arq.NumberSpace;
import org.wirelab.arq.Protocol;

/// What a receiver of numbered octets is free to choose.
///
/// @param room of its buffer in octets, at least 1: what waits for its turn, and what the application has not taken yet
/// @param byTaken whether the application is slow: what is delivered takes up room until [org.wirelab.arq.Input.Taken];
///     else it is gone at once
/// @param acknowledgeEvery 1 to acknowledge each segment at once; 2 to delay, as RFC 5681 §4.2 allows: every second
///     full segment at least
/// @param acknowledgeWithin how long a delayed acknowledgment waits at most, in nanoseconds; RFC 5681 §4.2 wants less
///     than 500 ms
public record ReceivingSettings(long room, boolean byTaken, int acknowledgeEvery, long acknowledgeWithin) {

    private static final long MILLISECOND = 1_000_000L;

    /// Four megabytes, each segment acknowledged.
    public static final ReceivingSettings DEFAULT = new ReceivingSettings(4 << 20, false, 1, 200 * MILLISECOND);

    public ReceivingSettings {
        if (room < 1 || room > NumberSpace.OF_32_BITS.longestWindow(Protocol.CUMULATIVE)) {
            throw new IllegalArgumentException("a receiver has room for 1 to "
                    + NumberSpace.OF_32_BITS.longestWindow(Protocol.CUMULATIVE) + " octets, not " + room);
        }
        if (acknowledgeEvery < 1
                || acknowledgeEvery > 2
                || acknowledgeWithin < 1
                || acknowledgeWithin > 500 * MILLISECOND) {
            throw new IllegalArgumentException("every first or second segment is acknowledged, within 500 ms: "
                    + acknowledgeEvery + ", " + acknowledgeWithin + " ns");
        }
    }

    public ReceivingSettings withRoom(long octets) {
        return new ReceivingSettings(octets, byTaken, acknowledgeEvery, acknowledgeWithin);
    }

    /// With an application that says when it has taken something.
    public ReceivingSettings taking() {
        return new ReceivingSettings(room, true, acknowledgeEvery, acknowledgeWithin);
    }

    /// Every second full segment is acknowledged, or what came first after 200 ms.
    public ReceivingSettings delayed() {
        return new ReceivingSettings(room, byTaken, 2, acknowledgeWithin);
    }
}
