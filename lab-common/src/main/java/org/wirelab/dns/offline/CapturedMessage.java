package org.wirelab.dns.offline;

import java.net.InetAddress;
import java.util.Objects;
import org.wirelab.dns.DnsTransport;
import org.wirelab.trace.Endpoints;

/// One DNS message as a capture shows it.
///
/// @param nanos when its packet, or the one that made it whole, was captured: nanoseconds since 1970 UTC
/// @param frame the number of that packet
/// @param bytes of the message, not copied: nobody changes them
record CapturedMessage(long nanos, long frame, Socket from, Socket to, DnsTransport transport, byte[] bytes) {

    /// Where a message comes from or goes to.
    record Socket(InetAddress address, int port) {
        @Override
        public String toString() {
            return Endpoints.text(address, port);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CapturedMessage message && frame == message.frame && bytes == message.bytes;
    }

    @Override
    public int hashCode() {
        return Objects.hash(frame, System.identityHashCode(bytes));
    }
}
