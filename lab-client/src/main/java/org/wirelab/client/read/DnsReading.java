package org.wirelab.client.read;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.MessageStream;
import org.wirelab.dns.offline.CapturedDns;
import org.wirelab.dns.offline.DnsCount;
import org.wirelab.tcp.analysis.AnalysedConnection;
import org.wirelab.tcp.analysis.PacketAnalysis;
import org.wirelab.wire.PacketScan;

/// The DNS of a capture that is being read: datagrams and streams of port 53. All other packets cost a look at their
/// ports.
final class DnsReading {

    /// So many connections are put together at a time; the oldest is let go when there are more.
    private static final int MOST_STREAMS = 2_000;

    private final CapturedDns.Audience audience;
    private final Map<Long, Streams> streams = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Streams> eldest) {
            return size() > MOST_STREAMS;
        }
    };

    /// Both directions of a connection.
    private record Streams(MessageStream there, MessageStream back) {}

    /// Made when the first packet of port 53 comes: most captures have none.
    private @Nullable CapturedDns dns;

    DnsReading(CapturedDns.Audience audience) {
        this.audience = audience;
    }

    /// The DNS in numbers, so far.
    DnsCount count() {
        return dns == null ? new DnsCount() : dns.count();
    }

    /// A datagram.
    void datagram(PacketScan scan, long epochNanos, long frame) {
        // what the capture cut is not there to be read, and no fault of its sender
        if (isDns(scan) && scan.keptPayload() == scan.payloadLength()) {
            message(scan, epochNanos, frame, DnsTransport.UDP, scan.payload());
        }
    }

    /// A segment.
    void segment(PacketScan scan, PacketAnalysis analysis, long epochNanos) {
        if (!isDns(scan) || scan.fragment() || scan.keptPayload() != scan.payloadLength()) {
            return;
        }
        AnalysedConnection connection = analysis.connection();
        Streams both = streams.computeIfAbsent(
                connection.number(), _ -> new Streams(new MessageStream(), new MessageStream()));
        boolean there = analysis.sender() == connection.initiator();
        for (byte[] bytes : (there ? both.there() : both.back()).take(scan.sequence(), scan.syn(), scan.payload())) {
            message(scan, epochNanos, analysis.frame(), DnsTransport.TCP, bytes);
        }
    }

    /// Nothing more comes of a connection.
    void closed(AnalysedConnection connection) {
        streams.remove(connection.number());
    }

    /// Nothing more comes at all.
    void end() {
        if (dns != null) {
            dns.end();
        }
    }

    private void message(PacketScan scan, long epochNanos, long frame, DnsTransport transport, byte[] bytes) {
        if (dns == null) {
            dns = new CapturedDns(audience);
        }
        dns.message(
                epochNanos,
                frame,
                scan.source(),
                scan.sourcePort(),
                scan.destination(),
                scan.destinationPort(),
                transport,
                bytes);
    }

    private static boolean isDns(PacketScan scan) {
        return scan.sourcePort() == CapturedDns.PORT || scan.destinationPort() == CapturedDns.PORT;
    }
}
