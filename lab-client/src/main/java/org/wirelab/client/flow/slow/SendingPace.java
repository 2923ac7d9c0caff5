package org.wirelab.client.flow.slow;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;
import org.wirelab.wire.Ipv4;
import org.wirelab.wire.Ipv6;

/// When a sender that does not wait sends: one packet behind the other, as the link takes them.
///
/// Of turns that came late only a few are made up for at once: the link's queue is not what is shown here.
final class SendingPace {

    private static final double BITS_NANOS = 8e9;

    private static final long MADE_UP_FOR = 5_000_000;

    private final long bitsPerSecond;
    private long due;

    /// @param now when the first packet is due, in nanoseconds
    SendingPace(long bitsPerSecond, long now) {
        this.bitsPerSecond = bitsPerSecond;
        this.due = now;
    }

    /// Octets of the IP header of what is sent to this address, without options.
    static int ipHeader(InetSocketAddress to) {
        return to.getAddress() instanceof Inet6Address ? Ipv6.LENGTH : Ipv4.MINIMUM;
    }

    /// When the next packet is due.
    long due() {
        return due;
    }

    /// A packet of so many octets, headers included, has been sent.
    void sent(int octets, long now) {
        due = Math.max(due, now - MADE_UP_FOR) + Math.round(octets * BITS_NANOS / bitsPerSecond);
    }

    /// Waits until the next packet is due.
    void await() throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException("while sending");
            }
        }
    }
}
