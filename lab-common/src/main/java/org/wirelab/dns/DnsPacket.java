package org.wirelab.dns;

import java.io.IOException;
import java.util.Optional;
import org.wirelab.trace.Envelope;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.xbill.DNS.DNSInput;
import org.xbill.DNS.Name;

/// The packet of a lookup's message as the wire showed it: the datagram, or the segment that made a stream's message
/// whole.
///
/// @param src where it came from, `127.0.0.1:41514`
/// @param dst where it went
/// @param address the server's address as the DNS knows it; where an address map is used, the packet shows another one
/// @param id the transaction id
/// @param response the QR bit: false for a query
/// @param name the name in the question; empty when there is none
/// @param type the type in the question; empty when there is none
/// @param frame the packet's number in the run's spool, 0 when none was kept
@Kind("dns.packet")
public record DnsPacket(
        String src,
        String dst,
        String address,
        DnsTransport transport,
        int id,
        @Field("qr") boolean response,
        String name,
        @Field("qtype") String type,
        int frame)
        implements DnsObservation, Envelope {

    /// RFC 1035 §4.1.1: where QR stands in the header.
    private static final int QR_IN_THIRD_BYTE = 0x80;

    /// Where a packet went, and what it carried of which kind.
    ///
    /// @param address the server's address as the DNS knows it
    public record Way(String src, String dst, String address, DnsTransport transport) {}

    /// Reads as much of a message as tells it from others. A damaged rest is of no concern here; without a header
    /// there is no message.
    public static Optional<DnsPacket> read(byte[] wire, Way way, int frame) {
        if (wire.length < WireMessage.HEADER) {
            return Optional.empty();
        }
        Optional<Question> question = question(wire);
        return Optional.of(new DnsPacket(
                way.src(),
                way.dst(),
                way.address(),
                way.transport(),
                WireMessage.idOf(wire),
                (wire[2] & QR_IN_THIRD_BYTE) != 0,
                question.map(asked -> asked.name().toString()).orElse(""),
                question.map(Question::typeName).orElse(""),
                frame));
    }

    /// The same message for the engine and the wire.
    @Override
    public Object identity() {
        return new MessageIdentity(response, address, transport, id, name, type);
    }

    private static Optional<Question> question(byte[] wire) {
        try {
            DNSInput input = new DNSInput(wire);
            // RFC 1035 §4.1.1: QDCOUNT follows the id and the flags.
            input.jump(4);
            if (input.readU16() == 0) {
                return Optional.empty();
            }
            input.jump(WireMessage.HEADER);
            Name name = new Name(input);
            return Optional.of(new Question(name, input.readU16()));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
