package org.wirelab.client.dns.lookup;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.dns.DnsPacket;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.MessageStream;
import org.wirelab.dns.walk.Move;
import org.wirelab.net.dns.DepartureListener;
import org.wirelab.trace.Endpoints;
import org.wirelab.wire.NetworkHeader;
import org.wirelab.wire.TcpFlag;
import org.wirelab.wire.TcpHeader;
import org.wirelab.wire.TransportHeader;
import org.wirelab.wire.UdpHeader;

/// The packets of one lookup among all others: those between the socket of one of its queries and the place that this
/// query was sent to. An embedded resolver asks the same servers the same, but from sockets of its own.
///
/// Queries are announced on an event loop, packets come on the capture's thread.
final class OwnPackets implements DepartureListener {

    private final Map<Socket, Query> queries = new HashMap<>();

    /// One query's socket and where it sends.
    private record Socket(DnsTransport transport, int port, InetSocketAddress place) {}

    /// A query under way.
    ///
    /// @param address the server's address as the DNS knows it
    private record Query(String address, MessageStream there, MessageStream back) {}

    /// A packet of the lookup: what it is part of, and which way it goes.
    private record Found(Query query, boolean back) {}

    @Override
    public synchronized void leaves(Move.Ask ask, int localPort, InetSocketAddress place) {
        queries.put(
                new Socket(ask.transport(), localPort, place),
                new Query(ask.observation().address(), new MessageStream(), new MessageStream()));
    }

    /// True for every packet of the lookup, be there a message in it or not.
    synchronized boolean has(NetworkHeader network, TransportHeader header) {
        return find(network, header).isPresent();
    }

    /// The messages of the lookup that this packet carried, or made whole.
    ///
    /// @param frame the packet's number in the run's spool
    synchronized List<DnsPacket> messages(NetworkHeader network, TransportHeader header, int frame) {
        Optional<Found> found = find(network, header);
        if (found.isEmpty()) {
            return List.of();
        }
        Query query = found.get().query();
        DnsPacket.Way way = new DnsPacket.Way(
                Endpoints.text(network.source(), header.sourcePort()),
                Endpoints.text(network.destination(), header.destinationPort()),
                query.address(),
                transport(header));
        return carried(found.get(), header).stream()
                .flatMap(wire -> DnsPacket.read(wire, way, frame).stream())
                .toList();
    }

    private static List<byte[]> carried(Found found, TransportHeader header) {
        return switch (header) {
            case UdpHeader udp -> List.of(udp.payload().toArray());
            case TcpHeader tcp -> {
                MessageStream stream =
                        found.back() ? found.query().back() : found.query().there();
                yield stream.take(
                        tcp.sequenceNumber().value(),
                        tcp.has(TcpFlag.SYN),
                        tcp.payload().toArray());
            }
        };
    }

    private Optional<Found> find(NetworkHeader network, TransportHeader header) {
        InetSocketAddress source = new InetSocketAddress(network.source(), header.sourcePort());
        InetSocketAddress target = new InetSocketAddress(network.destination(), header.destinationPort());
        Query there = queries.get(new Socket(transport(header), header.sourcePort(), target));
        if (there != null) {
            return Optional.of(new Found(there, false));
        }
        Query back = queries.get(new Socket(transport(header), header.destinationPort(), source));
        return Optional.ofNullable(back).map(query -> new Found(query, true));
    }

    private static DnsTransport transport(TransportHeader header) {
        return header instanceof TcpHeader ? DnsTransport.TCP : DnsTransport.UDP;
    }
}
