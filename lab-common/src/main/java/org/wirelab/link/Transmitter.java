package org.wirelab.link;

import java.util.ArrayDeque;

/// The interface that puts packets on the link one after the other, at its rate, and the queue before it.
final class Transmitter {
    private static final long BITS_PER_OCTET = 8;
    private static final long NANOS = 1_000_000_000L;

    /// A packet whose sending has not begun, or may not have.
    private record Waiting(long begin, int octets) {}

    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long queuedOctets;
    private long free;

    /// Whether there is room for one packet more.
    boolean hasRoom(LinkSettings settings, int octets, long now) {
        while (!queue.isEmpty() && queue.getFirst().begin() <= now) {
            queuedOctets -= queue.removeFirst().octets();
        }
        // one that is sent at once does not wait
        return free <= now
                || (queue.size() < settings.queuePackets() && queuedOctets + octets <= settings.queueOctets());
    }

    /// Takes a packet.
    ///
    /// @return when its last bit has been sent
    long send(LinkSettings settings, int octets, long now) {
        long begin = Math.max(now, free);
        if (begin > now) {
            queue.addLast(new Waiting(begin, octets));
            queuedOctets += octets;
        }
        if (settings.bitsPerSecond() > 0) {
            // rounded up: never faster than the rate
            free = begin + Math.ceilDiv(octets * BITS_PER_OCTET * NANOS, settings.bitsPerSecond());
        } else {
            free = begin;
        }
        return free;
    }
}
