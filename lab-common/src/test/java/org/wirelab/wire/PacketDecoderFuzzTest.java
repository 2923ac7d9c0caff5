package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Any bytes at all: the decoder neither throws nor claims what is not there.
class PacketDecoderFuzzTest {
    private static final List<LinkType> TYPES = List.of(
            LinkType.ETHERNET,
            LinkType.RAW,
            LinkType.LINUX_SLL,
            LinkType.LINUX_SLL2,
            LinkType.NULL,
            LinkType.LOOP,
            LinkType.IPV4,
            LinkType.IPV6,
            new LinkType(147));

    private static final String SEGMENT = Frames.ipv4(6, 40) + Frames.SYN;
    private static final String SEGMENT6 = Frames.ipv6(0, 48) + "0600 000000000000" + Frames.SYN;

    @FuzzTest(maxDuration = "1m")
    void noBytesMakeTheDecoderThrow(byte[] bytes) {
        decodeAsEverything(bytes);
    }

    @Property
    void noRandomBytesMakeTheDecoderThrow(@ForAll byte[] bytes) {
        decodeAsEverything(bytes);
    }

    @Property
    void noDamagedSegmentMakesTheDecoderThrow(@ForAll @From("damaged") byte[] bytes) {
        decodeAsEverything(bytes);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        Arbitrary<byte[]> whole = Arbitraries.of(SEGMENT, SEGMENT6).map(Frames::bytes);
        Arbitrary<Integer> position = Arbitraries.integers().between(0, 100);
        return whole.flatMap(frame -> position.tuple2()
                .flatMap(where -> Arbitraries.bytes().map(value -> {
                    byte[] copy = Arrays.copyOf(frame, Math.min(frame.length, 20 + where.get2()));
                    copy[where.get1() % copy.length] = value;
                    return copy;
                })));
    }

    private static void decodeAsEverything(byte[] bytes) {
        for (LinkType type : TYPES) {
            for (int cut : new int[] {0, 1000}) {
                Packet packet =
                        PacketDecoder.decode(new CapturedFrame(0, "", type, bytes.length + cut, Octets.of(bytes)));
                readEverything(packet, bytes.length);
            }
        }
    }

    private static void readEverything(Packet packet, int frameLength) {
        assertThat(packet.toString()).isNotEmpty();
        if (packet.malformed() != null) {
            assertThat(packet.malformed().offset()).isBetween(0, frameLength);
        }
        if (packet.network() != null) {
            NetworkHeader network = packet.network();
            assertThat(network.source()).isNotNull();
            assertThat(network.destination()).isNotNull();
            assertThat(network.isFragment() || network.fragmentOffset() == 0).isTrue();
            assertThat(network.payloadLength())
                    .isGreaterThanOrEqualTo(network.payload().length());
        }
        if (packet.transport() != null) {
            TransportHeader transport = packet.transport();
            assertThat(transport.sourcePort()).isBetween(0, 65535);
            assertThat(transport.payloadLength())
                    .isGreaterThanOrEqualTo(transport.payload().length());
            if (transport instanceof TcpHeader tcp) {
                assertThat(tcp.sequenceNumber().plus(tcp.sequenceLength())).isNotNull();
                assertThat(tcp.flags()).hasSizeLessThanOrEqualTo(8);
            }
        }
    }
}
