package org.wirelab.link;

import java.util.HexFormat;
import java.util.function.Predicate;
import org.wirelab.wire.TcpFlag;

/// Which packets a rule looks at, by what their headers say.
///
/// @param words what it says of itself in the trace: `SYN`
/// @param test true for a packet that the rule looks at
public record PacketMatch(String words, Predicate<LinkPacket> test) {

    /// Every packet.
    public static final PacketMatch ANY = new PacketMatch("any packet", _ -> true);

    public static final PacketMatch TCP = new PacketMatch("TCP", LinkPacket::tcp);
    public static final PacketMatch UDP =
            new PacketMatch("UDP", packet -> packet.protocol().equals("udp"));

    /// What routers and hosts say about packets that did not arrive, `fragmentation needed` among it.
    public static final PacketMatch ICMP =
            new PacketMatch("ICMP", packet -> packet.protocol().startsWith("icmp"));

    /// The first segment of a handshake: SYN without ACK.
    public static final PacketMatch SYN =
            new PacketMatch("SYN", packet -> packet.has(TcpFlag.SYN) && !packet.has(TcpFlag.ACK));

    public static final PacketMatch SYN_ACK =
            new PacketMatch("SYN ACK", packet -> packet.has(TcpFlag.SYN) && packet.has(TcpFlag.ACK));

    public static final PacketMatch FIN = new PacketMatch("FIN", packet -> packet.has(TcpFlag.FIN));
    public static final PacketMatch RST = new PacketMatch("RST", packet -> packet.has(TcpFlag.RST));

    /// A segment with octets of data.
    public static final PacketMatch DATA = new PacketMatch("TCP data", packet -> packet.tcp() && packet.length() > 0);

    /// A segment that acknowledges and does nothing else.
    public static final PacketMatch BARE_ACK =
            new PacketMatch("bare ACK", packet -> "ACK".equals(packet.flags()) && packet.length() == 0);

    /// Datagrams whose data has these octets at this place, both counted from 0 and within [LinkPacket#HEAD].
    ///
    /// @param words what it says of itself in the trace, such as `frame 7`
    public static PacketMatch datagram(String words, int at, byte[] octets) {
        if (at < 0 || octets.length == 0 || at + octets.length > LinkPacket.HEAD) {
            throw new IllegalArgumentException("a link looks at the first " + LinkPacket.HEAD + " octets of data");
        }
        String hex = HexFormat.of().formatHex(octets);
        return new PacketMatch(
                words, packet -> packet.head() != null && packet.head().startsWith(hex, 2 * at));
    }

    /// The same packets in other words.
    public PacketMatch called(String newWords) {
        return new PacketMatch(newWords, test);
    }

    /// Packets that both match.
    public PacketMatch and(PacketMatch other) {
        return new PacketMatch(words + " and " + other.words, test.and(other.test));
    }

    /// Packets that do not match.
    public PacketMatch not() {
        return new PacketMatch("not " + words, test.negate());
    }

    /// Packets whose sender or receiver is this endpoint or address, as in [LinkPacket].
    public static PacketMatch party(String party) {
        return new PacketMatch(
                "of " + party,
                packet -> packet.src().equals(party) || packet.dst().equals(party));
    }

    @Override
    public String toString() {
        return words;
    }
}
