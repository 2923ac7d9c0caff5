package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.wire.Frames.ETHERNET_IPV4;
import static org.wirelab.wire.Frames.ETHERNET_IPV6;
import static org.wirelab.wire.Frames.SYN;
import static org.wirelab.wire.Frames.ipv4;
import static org.wirelab.wire.Frames.ipv6;
import static org.wirelab.wire.Frames.octets;

import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketDecoderTest {
    @Test
    void aSynShowsItsNumbersAndAllOptionsInTheirOrder() {
        Packet packet = PacketDecoder.decode(LinkType.ETHERNET, octets(ETHERNET_IPV4, ipv4(6, 40), SYN));

        TcpHeader tcp = tcp(packet);
        assertThat(packet.malformed()).isNull();
        assertThat(tcp.sourcePort()).isEqualTo(41514);
        assertThat(tcp.destinationPort()).isEqualTo(7001);
        assertThat(tcp.sequenceNumber()).isEqualTo(new SequenceNumber(2_872_315_101L));
        assertThat(tcp.flags()).containsExactly(TcpFlag.SYN);
        assertThat(tcp.window()).isEqualTo(65495);
        assertThat(tcp.payloadLength()).isZero();
        assertThat(tcp.sequenceLength()).isEqualTo(1);
        assertThat(tcp.options())
                .containsExactly(
                        new TcpOption.MaximumSegmentSize(65495),
                        new TcpOption.SackPermitted(),
                        new TcpOption.Timestamps(0x8ae5d4d9L, 0),
                        new TcpOption.NoOperation(),
                        new TcpOption.WindowScale(7));
        assertThat(tcp.header().offset()).isEqualTo(34);
    }

    @Test
    void theIpv4HeaderIsReadAndPaddingBehindThePacketIsNotPayload() throws Exception {
        Packet packet = PacketDecoder.decode(
                LinkType.ETHERNET, octets(ETHERNET_IPV4, ipv4(17, 9), "0035 0036 0009 0000 61", "000000"));

        Ipv4 ip = (Ipv4) Objects.requireNonNull(packet.network());
        assertThat(ip.source()).isEqualTo(InetAddress.getByName("127.0.0.1"));
        assertThat(ip.identification()).isEqualTo(0xabcd);
        assertThat(ip.dontFragment()).isTrue();
        assertThat(ip.isFragment()).isFalse();
        assertThat(ip.hopLimit()).isEqualTo(64);
        UdpHeader udp = (UdpHeader) Objects.requireNonNull(packet.transport());
        assertThat(udp.payload()).isEqualTo(octets("61"));
        assertThat(udp.destinationPort()).isEqualTo(54);
    }

    @Test
    void tcpBehindIpv6ExtensionHeadersIsFound() {
        String hopByHop = "3c00 000000000000";
        String destination = "0601 0000000000000000000000000000";
        Packet packet = PacketDecoder.decode(
                LinkType.ETHERNET, octets(ETHERNET_IPV6, ipv6(0, 24 + 40), hopByHop, destination, SYN));

        Ipv6 ip = (Ipv6) Objects.requireNonNull(packet.network());
        assertThat(ip.extensions()).extracting(Ipv6.Extension::type).containsExactly(0, 60);
        assertThat(ip.source().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(ip.flowLabel()).isEqualTo(0x12345);
        assertThat(tcp(packet).destinationPort()).isEqualTo(7001);
    }

    @Test
    void aLaterFragmentHasNoTransportHeader() {
        String later = "4500 001c abcd 2002 4006 0000 7f000001 7f000001";
        Packet packet = PacketDecoder.decode(LinkType.RAW, octets(later, "0102030405060708"));

        assertThat(packet.malformed()).isNull();
        assertThat(packet.transport()).isNull();
        NetworkHeader ip = Objects.requireNonNull(packet.network());
        assertThat(ip.isFragment()).isTrue();
        assertThat(ip.fragmentOffset()).isEqualTo(16);
    }

    @Test
    void aLaterIpv6FragmentHasNoTransportHeader() {
        Packet packet = PacketDecoder.decode(LinkType.RAW, octets(ipv6(44, 12), "0600 0011 00000001", "01020304"));

        assertThat(packet.malformed()).isNull();
        assertThat(packet.transport()).isNull();
        assertThat(Objects.requireNonNull(packet.network()).fragmentOffset()).isEqualTo(16);
    }

    @Test
    void anIpv4MappedAddressInIpv6StaysAnIpv6Address() {
        String mapped = "60000000 0000 3b40 00000000000000000000ffff7f000001 00000000000000000000ffff7f000001";
        Packet packet = PacketDecoder.decode(LinkType.RAW, octets(mapped));

        assertThat(Objects.requireNonNull(packet.network()).source()).isInstanceOf(java.net.Inet6Address.class);
    }

    @Test
    void vlanTagsLieAroundTheType() {
        Packet packet = PacketDecoder.decode(
                LinkType.ETHERNET, octets("000000000000 000000000000 88a8 0064 8100 6005 0800", ipv4(6, 40), SYN));

        LinkHeader.Ethernet ethernet = (LinkHeader.Ethernet) packet.link();
        assertThat(ethernet.vlanTags())
                .containsExactly(new LinkHeader.VlanTag(0x88a8, 0, 100), new LinkHeader.VlanTag(0x8100, 3, 5));
        assertThat(tcp(packet).sourcePort()).isEqualTo(41514);
    }

    @ParameterizedTest
    @CsvSource({
        "101, ''",
        "228, ''",
        "0, 02000000",
        "0, 00000002",
        "108, 00000002",
        "113, 0000 0304 0006 000000000000 0000 0800",
        "276, 0800 0000 00000001 0304 00 06 0000000000000000",
    })
    void eachLinkTypeLeadsToTheSegment(int linkType, String linkHeader) {
        Packet packet = PacketDecoder.decode(new LinkType(linkType), octets(linkHeader, ipv4(6, 40), SYN));

        assertThat(tcp(packet).destinationPort()).isEqualTo(7001);
    }

    @Test
    void aFrameThatTheCaptureCutStillHasItsLengthOnTheWire() {
        Octets kept = octets(ETHERNET_IPV4, ipv4(6, 1020), "a22a 1b59 00000001 00000002 5018 0200 0000 0000", "616263");
        Packet packet = PacketDecoder.decode(new CapturedFrame(0, "lo", LinkType.ETHERNET, 14 + 20 + 1020, kept));

        assertThat(packet.malformed()).isNull();
        assertThat(tcp(packet).payloadLength()).isEqualTo(1000);
        assertThat(tcp(packet).payload().length()).isEqualTo(3);
    }

    @Test
    void aPacketTooLargeForItsLengthFieldReachesToTheFramesEnd() {
        String large = "4500 0000 0000 4000 4006 0000 7f000001 7f000001";
        Packet packet = PacketDecoder.decode(
                LinkType.RAW, octets(large, "0001 0002 00000001 00000002 5010 0200 0000 0000", "616263"));

        assertThat(tcp(packet).payloadLength()).isEqualTo(3);
    }

    @Test
    void selectiveAcknowledgmentsAndUnknownOptionsAreKept() {
        String segment =
                "0001 0002 00000001 00000002 a010 0200 0000 0000 0101 050a fffffff0 00000010 4d04 abcd 00000000";
        TcpHeader tcp = tcp(PacketDecoder.decode(LinkType.RAW, octets(ipv4(6, 40), segment)));

        assertThat(tcp.option(TcpOption.SelectiveAcknowledgment.class)
                        .orElseThrow()
                        .blocks())
                .containsExactly(new TcpOption.Block(new SequenceNumber(0xfffffff0L), new SequenceNumber(16)));
        TcpOption.Other other = tcp.option(TcpOption.Other.class).orElseThrow();
        assertThat(other).isEqualTo(new TcpOption.Other(77, octets("abcd")));
        assertThat(other.data().offset()).isEqualTo(20 + 20 + 14);
        assertThat(tcp.options()).endsWith(new TcpOption.EndOfOptions());
    }

    @ParameterizedTest
    @CsvSource({
        "0001 0002 00000001 00000002 4010 0200 0000 0000, 32, TCP: data offset 16 is less than 20",
        "0001 0002 00000001 00000002 6010 0200 0000 0000, 20, 'TCP: the header needs 24 bytes, 20 are there'",
        "0001 0002 00000001, 20, 'TCP: the header needs 20 bytes, 8 are there'",
        "0001 0002 00000001 00000002 6010 0200 0000 0000 01020401, 41, 'TCP: option 2 has length 4, but 3 bytes are left'",
        "0001 0002 00000001 00000002 6010 0200 0000 0000 08000000, 40, 'TCP: option 8 has length 0, but 4 bytes are left'",
        "0001 0002 00000001 00000002 6010 0200 0000 0000 01010108, 43, TCP: option 8 has no length",
    })
    void aDamagedSegmentNamesTheOffset(String segment, int offset, String problem) {
        int length = Frames.bytes(segment).length;
        Packet packet = PacketDecoder.decode(LinkType.RAW, octets(ipv4(6, length), segment));

        assertThat(packet.network()).isNotNull();
        assertThat(packet.malformed()).isEqualTo(new Malformed(offset, problem));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0102, 0, 'Ethernet: the header needs 14 bytes, 2 are there'",
        "1, 000000000000 000000000000 0800 65, 14, 'IPv4: the header needs 20 bytes, 1 are there'",
        "228, 6500 0014 0000 0000 4006 0000 7f000001 7f000001, 0, IPv4: the version field says 6",
        "101, 4400 0014 0000 0000 4006 0000 7f000001 7f000001, 0, IPv4: header length 16 is less than 20",
        "101, 4500 0010 0000 0000 4006 0000 7f000001 7f000001, 2, 'IPv4: total length 16 is less than the header''s 20'",
        "101, 4500 0100 0000 0000 4001 0000 7f000001 7f000001, 2, 'IPv4: total length 256, but the frame has 20 bytes'",
        "101, ff, 0, raw IP: version 15 is neither 4 nor 6",
    })
    void aDamagedHeaderNamesTheOffset(int linkType, String frame, int offset, String problem) {
        Packet packet = PacketDecoder.decode(new LinkType(linkType), octets(frame));

        assertThat(packet.malformed()).isEqualTo(new Malformed(offset, problem));
    }

    @Test
    void aBadOptionOfTheOuterHeaderDoesNotHideTheSegment() {
        String withOptions = "4600 0040 0000 4000 4006 0000 7f000001 7f000001 94090000";
        Packet packet = PacketDecoder.decode(LinkType.RAW, octets(withOptions, SYN));

        assertThat(packet.malformed()).isNotNull();
        assertThat(tcp(packet).destinationPort()).isEqualTo(7001);
    }

    private static TcpHeader tcp(Packet packet) {
        return (TcpHeader) Objects.requireNonNull(packet.transport());
    }
}
