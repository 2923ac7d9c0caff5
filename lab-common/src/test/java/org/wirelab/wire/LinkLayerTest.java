package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The headers in which an IP packet may come, and those in which none does.
class LinkLayerTest {
    private static final String ADDRESSES = "000000000001 000000000002 ";

    @ParameterizedTest
    @CsvSource({
        "1, 0800",
        "1, 8100 0005 0800",
        "1, 88a8 0064 8100 0005 0800",
        "1, 9100 0064 8100 0005 0800",
        // IEEE 802.3 with a length: SNAP, and LLC alone
        "1, 0044 aaaa03 000000 0800",
        "1, 0044 060603",
        "1, 8100 0005 0044 aaaa03 000000 0800",
    })
    void ethernetInItsForms(int type, String typeField) {
        assertSegmentIsFound(type, ADDRESSES + typeField);
    }

    @ParameterizedTest
    @CsvSource({
        "113, 0000 0001 0006 000000000001 0000 0800",
        "113, 0000 0001 0006 000000000001 0000 8100 0005 0800",
        "113, 0000 0001 0006 000000000001 0000 0004 aaaa03 000000 0800",
        "276, 0800 0000 00000002 0001 00 06 000000000001 0000",
        "276, 8100 0000 00000002 0001 00 06 000000000001 0000 0005 0800",
    })
    void linuxCookedInItsForms(int type, String header) {
        assertSegmentIsFound(type, header);
    }

    @ParameterizedTest
    @CsvSource({"0, 00000002", "0, 02000000", "108, 00000002", "108, 02000000"})
    void loopbackInBothByteOrders(int type, String header) {
        assertSegmentIsFound(type, header);
    }

    @ParameterizedTest
    @CsvSource({"12, ''", "14, ''", "101, ''", "228, ''"})
    void rawIpOfAllNumbers(int type, String header) {
        assertSegmentIsFound(type, header);
    }

    @ParameterizedTest
    @CsvSource({"9, 0021", "9, 21", "9, ff03 0021", "50, ff03 0021"})
    void pppWithAndWithoutItsHdlcBytes(int type, String header) {
        assertSegmentIsFound(type, header);
    }

    @ParameterizedTest
    @CsvSource({
        // the spanning tree's LLC; SNAP of another organization; ARP
        "1, 000000000001 000000000002 0026 424203 0000",
        "1, 000000000001 000000000002 0026 aaaa03 00000c 2000 4500",
        "1, 000000000001 000000000002 0806 0001",
        // an LLC header that is cut off
        "1, 000000000001 000000000002 0026 aaaa",
        // netlink: a number that looks like IPv4's is a family there
        "113, 0000 0338 0006 000000000001 0000 0800 45000014",
        "276, 0800 0000 00000002 0338 00 06 000000000001 0000 45000014",
        // LCP
        "9, ff03 c021 01",
        "0, 00000011 45",
    })
    void whatIsNotIpIsNotTakenForIt(int type, String frame) {
        Packet packet = PacketDecoder.decode(new LinkType(type), Frames.octets(frame));

        assertThat(packet.network()).isNull();
        assertThat(packet.malformed()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0000000000010000000000020",
        "1, 000000000001 000000000002 8100 00",
        "9, ff0300",
        "9, ff03",
        "113, 0000"
    })
    void aHeaderThatIsCutOffIsNamed(int type, String hex) {
        String even = hex.replace(" ", "");
        Packet packet =
                PacketDecoder.decode(new LinkType(type), Frames.octets(even.substring(0, even.length() / 2 * 2)));

        assertThat(packet.malformed()).asString().containsPattern("(the header|a VLAN tag) needs \\d+ bytes");
        assertThat(packet.link()).isInstanceOf(LinkHeader.Undecoded.class);
    }

    private static void assertSegmentIsFound(int type, String header) {
        Packet packet =
                PacketDecoder.decode(new LinkType(type), Frames.octets(header, Frames.ipv4(6, 40), Frames.SYN, "0000"));

        assertThat(packet.malformed()).isNull();
        assertThat(packet.link().protocol()).isEqualTo(LinkHeader.IPV4);
        assertThat(packet.link().header().length()).isEqualTo(Frames.bytes(header).length);
        assertThat(packet.transport()).isInstanceOfSatisfying(TcpHeader.class, tcp -> {
            assertThat(tcp.sourcePort()).isEqualTo(41514);
            assertThat(tcp.payloadLength()).isZero();
        });
    }
}
