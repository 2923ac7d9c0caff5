package org.wirelab.tcp;

import java.util.List;
import java.util.Optional;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Field;
import org.wirelab.trace.Frame;
import org.wirelab.trace.Kind;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.NetworkHeader;
import org.wirelab.wire.Octets;
import org.wirelab.wire.Packet;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.SequenceNumber;
import org.wirelab.wire.TcpHeader;

/// A router's word that a segment is larger than the next link carries: ICMP *fragmentation needed* (RFC 1191 §3),
/// ICMPv6 *packet too big* (RFC 4443 §3.2).
///
/// @param router who says so
/// @param src the sender of the segment, `192.0.2.1:40000`: the message goes to its host
/// @param dst whom the segment was for
/// @param mtu the largest packet that the next link carries, in octets with the IP header
/// @param sequenceNumber of the segment that was too big, as the message quotes it
/// @param frame the message's number in the run's spool, 0 when none was kept
@Kind("tcp.packet_too_big")
public record PacketTooBig(
        String router,
        String src,
        String dst,
        int mtu,
        @Field("seq") SequenceNumber sequenceNumber,
        int frame) implements TcpObservation, Arrow, Frame {

    private static final int ICMP = 1;
    private static final int DESTINATION_UNREACHABLE = 3;
    private static final int FRAGMENTATION_NEEDED = 4;

    private static final int ICMP_V6 = 58;
    private static final int PACKET_TOO_BIG = 2;

    /// What is quoted of the packet begins here in both.
    private static final int QUOTATION = 8;

    /// The message that this packet is, if it is one about a TCP segment.
    public static Optional<PacketTooBig> of(NetworkHeader network) {
        Octets message = network.payload();
        if (message.length() <= QUOTATION || network.isFragment()) {
            return Optional.empty();
        }
        int type = message.u8(0);
        int code = message.u8(1);
        if (network.protocol() == ICMP && type == DESTINATION_UNREACHABLE && code == FRAGMENTATION_NEEDED) {
            return about(network, message.u16(6), message.from(QUOTATION));
        }
        if (network.protocol() == ICMP_V6 && type == PACKET_TOO_BIG && message.u32(4) <= Integer.MAX_VALUE) {
            return about(network, (int) message.u32(4), message.from(QUOTATION));
        }
        return Optional.empty();
    }

    private static Optional<PacketTooBig> about(NetworkHeader network, int mtu, Octets quotation) {
        Packet quoted = PacketDecoder.decode(LinkType.RAW, quotation);
        if (quoted.network() == null || !(quoted.transport() instanceof TcpHeader tcp)) {
            return Optional.empty();
        }
        return Optional.of(new PacketTooBig(
                Endpoints.text(network.source()),
                Endpoints.text(quoted.network().source(), tcp.sourcePort()),
                Endpoints.text(quoted.network().destination(), tcp.destinationPort()),
                mtu,
                tcp.sequenceNumber(),
                0));
    }

    /// The same, kept in the run's spool under this number.
    public PacketTooBig inFrame(int number) {
        return new PacketTooBig(router, src, dst, mtu, sequenceNumber, number);
    }

    /// True for a segment between the two ends of this conversation.
    public boolean isAbout(Conversation conversation) {
        return conversation.equals(Conversation.between(src, dst))
                || conversation.equals(Conversation.between(dst, src));
    }

    @Override
    public String from() {
        return router;
    }

    @Override
    public String to() {
        return src;
    }

    @Override
    public String label() {
        return "ICMP too big";
    }

    @Override
    public List<String> details() {
        return List.of("mtu " + mtu, "for seq " + sequenceNumber);
    }
}
