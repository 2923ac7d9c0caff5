package org.wirelab.wire;

import org.jspecify.annotations.Nullable;

/// Decoding of a frame, layer by layer: link, network, transport.
public final class PacketDecoder {
    private PacketDecoder() {}

    public static Packet decode(CapturedFrame frame) {
        return decode(frame.linkType(), frame.bytes(), frame.originalLength());
    }

    /// Decodes a frame that was kept as a whole; with `LinkType.RAW`, an IP packet such as a saved SYN.
    public static Packet decode(LinkType type, Octets frame) {
        return decode(type, frame, frame.length());
    }

    /// @param originalLength bytes on the wire, at least the frame's length
    private static Packet decode(LinkType type, Octets frame, int originalLength) {
        Problems problems = new Problems(originalLength - frame.length());
        LinkHeader link = LinkDecoder.decode(type, frame, problems);
        Octets rest = frame.from(link.header().length());
        NetworkHeader network = switch (link.protocol()) {
            case LinkHeader.IPV4 -> NetworkDecoder.ipv4(rest, problems);
            case LinkHeader.IPV6 -> NetworkDecoder.ipv6(rest, problems);
            default -> null;
        };
        TransportHeader transport = network == null ? null : transport(network, problems);
        return new Packet(link, network, transport, problems.first());
    }

    private static @Nullable TransportHeader transport(NetworkHeader network, Problems problems) {
        // only the first fragment begins with the transport's header
        if (network.fragmentOffset() > 0) return null;
        return switch (network.protocol()) {
            case NetworkHeader.TCP -> TransportDecoder.tcp(network, problems);
            case NetworkHeader.UDP -> TransportDecoder.udp(network, problems);
            default -> null;
        };
    }
}
