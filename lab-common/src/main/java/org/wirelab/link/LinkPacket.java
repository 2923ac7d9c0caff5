package org.wirelab.link;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Field;
import org.wirelab.wire.Ipv4;
import org.wirelab.wire.Ipv6;
import org.wirelab.wire.NetworkHeader;
import org.wirelab.wire.Octets;
import org.wirelab.wire.Packet;
import org.wirelab.wire.SequenceNumber;
import org.wirelab.wire.TcpFlag;
import org.wirelab.wire.TcpHeader;
import org.wirelab.wire.UdpHeader;

/// A packet as the link sees it: what its headers say.
///
/// @param src the sender: `192.0.2.1:41514`, or the bare address where the protocol has no ports
/// @param dst the receiver
/// @param protocol `tcp`, `udp`, `icmp`, `icmpv6`, or the protocol's number
/// @param octets its length with the IP header: what it takes up of the link's rate
/// @param flags TCP's control bits that are set, lowest first: `SYN|ACK`; null for what is no TCP
/// @param sequenceNumber TCP's; null for what is no TCP
/// @param acknowledgmentNumber TCP's; has a meaning only under ACK; null for what is no TCP
/// @param length octets of data behind the transport's header, behind the IP header where there is none known
/// @param head the first octets of a datagram's data in hexadecimal, [#HEAD] of them at most, by which who sent it
///     tells which it was; null for what is no UDP
public record LinkPacket(
        String src,
        String dst,
        String protocol,
        int octets,
        @Nullable String flags,
        @Field("seq") @Nullable SequenceNumber sequenceNumber,
        @Field("ack") @Nullable SequenceNumber acknowledgmentNumber,
        int length,
        @Nullable String head) {

    /// How many octets of a datagram's data a link looks at.
    public static final int HEAD = 32;

    private static final int ICMP = 1;
    private static final int ICMP_V6 = 58;

    /// What a decoded packet's headers say.
    public static LinkPacket of(Packet packet, int octets) {
        NetworkHeader network = packet.network();
        if (network == null) {
            return new LinkPacket("", "", "unknown", octets, null, null, null, 0, null);
        }
        return switch (packet.transport()) {
            case TcpHeader tcp ->
                new LinkPacket(
                        Endpoints.text(network.source(), tcp.sourcePort()),
                        Endpoints.text(network.destination(), tcp.destinationPort()),
                        "tcp",
                        octets,
                        tcp.flags().stream().map(TcpFlag::name).collect(Collectors.joining("|")),
                        tcp.sequenceNumber(),
                        tcp.acknowledgmentNumber(),
                        tcp.payloadLength(),
                        null);
            case UdpHeader udp ->
                udp(
                        Endpoints.text(network.source(), udp.sourcePort()),
                        Endpoints.text(network.destination(), udp.destinationPort()),
                        octets,
                        udp.payloadLength(),
                        udp.payload());
            case null ->
                new LinkPacket(
                        address(Endpoints.text(network.source(), 0)),
                        address(Endpoints.text(network.destination(), 0)),
                        name(network),
                        octets,
                        null,
                        null,
                        null,
                        network.payloadLength(),
                        null);
        };
    }

    /// A datagram that a relay took from a socket: the headers are the ones that the kernel gave it.
    ///
    public static LinkPacket datagram(InetSocketAddress from, InetSocketAddress to, Octets data) {
        return udp(Endpoints.text(from), Endpoints.text(to), datagramOctets(from, data.length()), data.length(), data);
    }

    /// How long the IP packet of a datagram is, its headers without options.
    static int datagramOctets(InetSocketAddress from, int length) {
        int header = from.getAddress().getAddress().length == 4 ? Ipv4.MINIMUM : Ipv6.LENGTH;
        return header + UdpHeader.LENGTH + length;
    }

    private static LinkPacket udp(String src, String dst, int octets, int length, Octets data) {
        String head = HexFormat.of().formatHex(data.first(HEAD).toArray());
        return new LinkPacket(src, dst, "udp", octets, null, null, null, length, head);
    }

    public boolean tcp() {
        return protocol.equals("tcp");
    }

    /// Whether TCP's control bit is set.
    public boolean has(TcpFlag flag) {
        return flags != null && ("|" + flags + "|").contains("|" + flag.name() + "|");
    }

    /// A few words for a person: `FIN ACK`, `ACK 1448 B`, `udp 100 B`.
    public String label() {
        String name = flags == null ? protocol : flags.isEmpty() ? "no flags" : flags.replace('|', ' ');
        return length == 0 ? name : name + " " + length + " B";
    }

    private static String address(String endpoint) {
        return endpoint.substring(0, endpoint.length() - ":0".length());
    }

    private static String name(NetworkHeader network) {
        return switch (network.protocol()) {
            case ICMP -> "icmp";
            case ICMP_V6 -> "icmpv6";
            case NetworkHeader.TCP -> "tcp";
            case NetworkHeader.UDP -> "udp";
            default -> Integer.toString(network.protocol());
        };
    }
}
