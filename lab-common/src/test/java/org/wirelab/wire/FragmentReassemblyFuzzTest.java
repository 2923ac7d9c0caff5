package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Objects;

/// Any packets in any order: the reassembly keeps its bounds, and a whole packet is one.
class FragmentReassemblyFuzzTest {
    private static final FragmentReassembly.Bounds SMALL = new FragmentReassembly.Bounds(4, 2000, 1000);

    /// @param bytes packets of raw IP, before each a byte for the time since the one before and two for its length
    @FuzzTest(maxDuration = "1m")
    void noFragmentsBreakTheBounds(byte[] bytes) {
        Octets rest = Octets.of(bytes);
        FragmentReassembly reassembly = new FragmentReassembly(SMALL);
        long now = 0;
        long whole = 0;
        long fragments = 0;
        while (rest.length() > 3) {
            now += rest.u8(0) - 64;
            Octets packet = rest.from(3).first(rest.u16(1));
            rest = rest.from(3 + packet.length());
            CapturedFrame frame = new CapturedFrame(
                    now, "", LinkType.RAW, packet.length() + rest.length() % 2, Octets.of(packet.toArray()));
            NetworkHeader network = PacketDecoder.decode(frame).network();
            if (network == null || !network.isFragment()) continue;
            fragments++;
            if (reassembly.add(network, frame) instanceof FragmentReassembly.Outcome.Whole outcome) {
                whole++;
                assertIsWhole(network, outcome.packet());
            }
            assertThat(reassembly.waiting()).isLessThanOrEqualTo(SMALL.packets());
        }
        FragmentReassembly.Counts counts = reassembly.counts();
        assertThat(counts.whole()).isEqualTo(whole);
        assertThat(counts.whole() + counts.givenUp() + counts.duplicates() + reassembly.waiting())
                .isLessThanOrEqualTo(fragments);
    }

    private static void assertIsWhole(NetworkHeader last, CapturedFrame packet) {
        Packet decoded = PacketDecoder.decode(packet);
        NetworkHeader network = Objects.requireNonNull(decoded.network());
        assertThat(network.source()).isEqualTo(last.source());
        assertThat(network.destination()).isEqualTo(last.destination());
        if (network instanceof Ipv4) assertThat(network.isFragment()).isFalse();
    }
}
