package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The scan finds what the decoder finds, in any frame.
class PacketScanTest {
    private static final List<LinkType> TYPES = List.of(
            LinkType.ETHERNET,
            LinkType.RAW,
            LinkType.LINUX_SLL,
            LinkType.LINUX_SLL2,
            LinkType.NULL,
            LinkType.LOOP,
            LinkType.IPV4,
            LinkType.IPV6,
            new LinkType(9),
            new LinkType(12),
            new LinkType(147));

    private static final String OPTIONS = "0204 05b4 0402 080a 00000001 00000002 01 030307";
    private static final String SEGMENT = "a22a1b59 ab340cdd 00000005 a012 ffd7 fe30 0000" + OPTIONS;
    private static final String SACKED = "a22a1b59 ab340cdd 00000005 c010 ffd7 fe30 0000"
            + "0101080a 00000001 00000002 0101 0512 00000064 00000096 000000c8 000000fa";

    private final PacketScan scan = new PacketScan();

    @Property
    void anyBytesAreFoundToBeTheSame(@ForAll byte[] bytes) {
        for (LinkType type : TYPES) {
            agree(new CapturedFrame(0, "", type, bytes.length, Octets.of(bytes)));
            agree(new CapturedFrame(0, "", type, bytes.length + 1000, Octets.of(bytes)));
        }
    }

    @Property(tries = 3000)
    void segmentsAreFoundInEveryLinkAndNetworkHeader(@ForAll @From("frames") CapturedFrame frame) {
        agree(frame);
    }

    /// One byte changed, and cut anywhere.
    @Property(tries = 3000)
    void damagedSegmentsAreFoundToBeTheSame(
            @ForAll @From("frames") CapturedFrame frame, @ForAll byte value, @ForAll int where, @ForAll int cut) {
        byte[] bytes = frame.bytes().toArray();
        bytes[Math.floorMod(where, bytes.length)] = value;
        int kept = Math.floorMod(cut, bytes.length + 1);
        agree(new CapturedFrame(0, "", frame.linkType(), bytes.length, Octets.of(Arrays.copyOf(bytes, kept))));
    }

    @Example
    void aSegmentThatWasCutInItsOptionsIsFoundAllTheSame() {
        byte[] bytes = Frames.bytes(Frames.ETHERNET_IPV4, Frames.ipv4(6, 140), SACKED);
        CapturedFrame cut = new CapturedFrame(
                0, "", LinkType.ETHERNET, 14 + 20 + 140, Octets.of(Arrays.copyOf(bytes, 14 + 20 + 20)));

        assertThat(PacketDecoder.decode(cut).transport()).isNull();
        assertThat(scan.scan(cut)).isTrue();
        assertThat(scan.payloadLength()).isEqualTo(140 - 48);
        assertThat(scan.keptPayload()).isZero();
        assertThat(scan.options().sackBlocks()).isZero();
    }

    @Example
    void aFrameThatIsStillToBeCutIntoSegmentsIsAsLongAsItIs() {
        byte[] bytes = Frames.bytes(Frames.ETHERNET_IPV4, Frames.ipv4(6, -20), SEGMENT);

        assertThat(scan.scan(new CapturedFrame(0, "", LinkType.ETHERNET, 62_014, Octets.of(bytes))))
                .isTrue();
        assertThat(scan.payloadLength()).isEqualTo(62_000 - 20 - 40);
        assertThat(scan.keptPayload()).isZero();
    }

    private void agree(CapturedFrame frame) {
        Packet packet = PacketDecoder.decode(frame);
        boolean found = scan.scan(frame);
        assertThat(scan.ip()).isEqualTo(packet.network() != null);
        NetworkHeader network = packet.network();
        if (network != null) {
            assertThat(scan.source()).isEqualTo(network.source());
            assertThat(scan.destination()).isEqualTo(network.destination());
            assertThat(scan.fragment()).isEqualTo(network.isFragment());
            assertThat(scan.protocol()).isEqualTo(network.protocol());
        }
        if (!(packet.transport() instanceof TcpHeader tcp)) {
            // the scan may find more only where options were cut
            if (found)
                assertThat(frame.originalLength()).isGreaterThan(frame.bytes().length());
            return;
        }
        assertThat(found).isTrue();
        assertThat(scan.sourcePort()).isEqualTo(tcp.sourcePort());
        assertThat(scan.destinationPort()).isEqualTo(tcp.destinationPort());
        assertThat(Integer.toUnsignedLong(scan.sequence()))
                .isEqualTo(tcp.sequenceNumber().value());
        assertThat(Integer.toUnsignedLong(scan.acknowledgment()))
                .isEqualTo(tcp.acknowledgmentNumber().value());
        assertThat(scan.flags())
                .isEqualTo(tcp.flags().stream().mapToInt(TcpFlag::bit).sum());
        assertThat(scan.window()).isEqualTo(tcp.window());
        assertThat(scan.payloadLength()).isEqualTo(tcp.payloadLength());
        assertThat(scan.keptPayload()).isEqualTo(tcp.payload().length());
        assertThat(scan.headerLength()).isEqualTo(tcp.header().length());
        optionsAgree(tcp);
    }

    private void optionsAgree(TcpHeader tcp) {
        TcpOptionScan options = scan.options();
        assertThat(options.maximumSegmentSize())
                .isEqualTo(tcp.option(TcpOption.MaximumSegmentSize.class)
                        .map(TcpOption.MaximumSegmentSize::octets)
                        .orElse(-1));
        assertThat(options.windowScale())
                .isEqualTo(tcp.option(TcpOption.WindowScale.class)
                        .map(TcpOption.WindowScale::shift)
                        .orElse(-1));
        assertThat(options.sackPermitted())
                .isEqualTo(tcp.option(TcpOption.SackPermitted.class).isPresent());
        assertThat(options.timestamps())
                .isEqualTo(tcp.option(TcpOption.Timestamps.class).isPresent());
        tcp.option(TcpOption.Timestamps.class).ifPresent(expected -> {
            assertThat(Integer.toUnsignedLong(options.timestampValue())).isEqualTo(expected.value());
            assertThat(Integer.toUnsignedLong(options.timestampEcho())).isEqualTo(expected.echoReply());
        });
        List<TcpOption.Block> blocks = new ArrayList<>();
        for (int i = 0; i < options.sackBlocks(); i++) {
            blocks.add(new TcpOption.Block(
                    SequenceNumber.of(options.sackLeft(i)), SequenceNumber.of(options.sackRight(i))));
        }
        assertThat(blocks)
                .isEqualTo(tcp.option(TcpOption.SelectiveAcknowledgment.class)
                        .map(TcpOption.SelectiveAcknowledgment::blocks)
                        .orElse(List.of()));
    }

    @Provide
    Arbitrary<CapturedFrame> frames() {
        Arbitrary<String> segments = Arbitraries.of(SEGMENT, SACKED, Frames.SYN);
        Arbitrary<Integer> payloads = Arbitraries.integers().between(0, 30);
        return Combinators.combine(
                        segments,
                        payloads,
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 4))
                .as(PacketScanTest::frame);
    }

    private static CapturedFrame frame(String segment, int payload, int link, int network) {
        int length = Frames.bytes(segment).length + payload;
        boolean six = network >= 3;
        String ip = switch (network) {
            case 0 -> Frames.ipv4(6, length);
            case 1 -> "4600 %04x abcd 4000 4006 0000 7f000001 7f000001 01010100".formatted(24 + length);
            case 2 -> "4500 %04x abcd 2000 4006 0000 7f000001 7f000001".formatted(20 + length);
            case 3 -> Frames.ipv6(6, length);
            default -> Frames.ipv6(0, length + 16) + "2c00 000000000000 0600 0000 00000007";
        };
        String type = six ? "86dd" : "0800";
        String[] headers = {
            "000000000000 000000000000" + type,
            "000000000000 000000000000 8100 0005" + type,
            "000000000000 000000000000 88a8 0005 8100 0006" + type,
            "000000000000 000000000000 9100 0005" + type,
            "000000000000 000000000000 00ff aaaa03 000000" + type,
            "0000 0001 0006 000000000000 0000" + type,
            type + "0000 00000001 0001 00 06 0000000000000000",
            "0000 0001 0006 000000000000 0000 8100 0005" + type,
            six ? "0a000000" : "02000000",
            six ? "0000001e" : "00000002",
            "",
            "",
            six ? "ff03 0057" : "ff03 0021",
            "0000 0338 0006 000000000000 0000" + type,
        };
        LinkType[] types = {
            LinkType.ETHERNET,
            LinkType.ETHERNET,
            LinkType.ETHERNET,
            LinkType.ETHERNET,
            LinkType.ETHERNET,
            LinkType.LINUX_SLL,
            LinkType.LINUX_SLL2,
            LinkType.LINUX_SLL,
            LinkType.NULL,
            LinkType.LOOP,
            LinkType.RAW,
            six ? LinkType.IPV6 : LinkType.IPV4,
            new LinkType(9),
            LinkType.LINUX_SLL,
        };
        byte[] bytes = Frames.bytes(headers[link], ip, segment, "00".repeat(payload));
        return new CapturedFrame(0, "", types[link], bytes.length, Octets.of(bytes));
    }
}
