package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wirelab.wire.FragmentReassembly.Bounds;
import org.wirelab.wire.FragmentReassembly.Counts;
import org.wirelab.wire.FragmentReassembly.Outcome;
import org.wirelab.wire.FragmentReassembly.Overlap;

class FragmentReassemblyTest {
    private static final long SECOND = 1_000_000_000L;
    private static final byte[] SEGMENT = Frames.bytes(Frames.SYN, "61".repeat(60));

    private final FragmentReassembly reassembly = new FragmentReassembly();

    @Test
    void aSegmentInFragmentsIsWholeAtTheLastOne() {
        assertThat(add(0, ipv4(7, 0, 48))).isInstanceOf(Outcome.Incomplete.class);
        Outcome.Whole whole = (Outcome.Whole) add(5, ipv4(7, 48, 100));

        assertThat(whole.fragments()).isEqualTo(2);
        assertThat(whole.overlap()).isEqualTo(Overlap.NONE);
        assertThat(whole.packet().epochNanos()).isEqualTo(5);
        assertIsTheSegment(whole.packet());
        Ipv4 ip = (Ipv4) network(whole.packet());
        assertThat(ip.totalLength()).isEqualTo(120);
        assertThat(reassembly.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0));
        assertThat(reassembly.waiting()).isZero();
    }

    @Test
    void theHeaderOfTheWholePacketHasARightChecksum() {
        add(0, ipv4(7, 0, 48));
        Outcome.Whole whole = (Outcome.Whole) add(0, ipv4(7, 48, 100));

        byte[] header = ((Ipv4) network(whole.packet())).header().toArray();
        int sum = 0;
        for (int i = 0; i < header.length; i += 2) sum += (header[i] & 0xff) << 8 | (header[i + 1] & 0xff);
        // RFC 1071 §1: the sum of all words, the checksum among them, is all ones
        assertThat((sum & 0xffff) + (sum >> 16)).isEqualTo(0xffff);
    }

    @Test
    void ipv6FragmentsLeaveTheirFragmentHeaderBehind() {
        String hopByHop = "2c00 010400000000";
        Octets first = Octets.of(Frames.bytes(
                Frames.ipv6(0, 8 + 8 + 8 + 40), hopByHop, "3c00 0001 00000009", "0600 010400000000", Frames.SYN));
        Octets last = Octets.of(Frames.bytes(Frames.ipv6(44, 8 + 60), "3c00 0030 00000009", "61".repeat(60)));
        add(0, last);
        Outcome.Whole whole = (Outcome.Whole) add(1, first);

        Ipv6 ip = (Ipv6) network(whole.packet());
        assertThat(ip.extensions()).extracting(Ipv6.Extension::type).containsExactly(0, 60);
        assertThat(ip.header().u16(4)).isEqualTo(8 + 8 + 100);
        assertIsTheSegment(whole.packet());
    }

    @Property(tries = 200)
    void fragmentsMakeTheirPacketInAnyOrder(
            @ForAll @IntRange(min = 1, max = 12) int pieces, @ForAll long seed, @ForAll boolean withDuplicate) {
        Random random = new Random(seed);
        List<Octets> fragments = new ArrayList<>();
        int from = 0;
        while (from < SEGMENT.length) {
            int to = Math.min(SEGMENT.length, from + 8 * (1 + random.nextInt(pieces)));
            fragments.add(ipv4(1, from, to));
            from = to;
        }
        if (fragments.size() < 2) return;
        Collections.shuffle(fragments, random);
        if (withDuplicate) fragments.add(1, fragments.getFirst());
        Outcome last = new Outcome.Incomplete();
        FragmentReassembly fresh = new FragmentReassembly();
        for (Octets fragment : fragments) {
            assertThat(last).isInstanceOf(Outcome.Incomplete.class);
            last = add(fresh, 0, fragment);
        }
        assertIsTheSegment(((Outcome.Whole) last).packet());
        assertThat(fresh.counts()).isEqualTo(new Counts(1, 0, 0, 0, 0, withDuplicate ? 1 : 0));
    }

    @Test
    void whatTheCaptureCutOffIsMissingFromTheWholePacketToo() {
        Octets first = ipv4(7, 0, 48);
        Octets kept = first.first(20 + 44);
        reassembly.add(
                Objects.requireNonNull(
                        PacketDecoder.decode(frame(0, kept, first.length())).network()),
                frame(0, kept, first.length()));
        Outcome.Whole whole = (Outcome.Whole) add(0, ipv4(7, 48, 100));

        assertThat(whole.packet().originalLength()).isEqualTo(120);
        assertThat(whole.packet().bytes().length()).isEqualTo(20 + 44);
        TcpHeader tcp = (TcpHeader)
                Objects.requireNonNull(PacketDecoder.decode(whole.packet()).transport());
        assertThat(tcp.payloadLength()).isEqualTo(60);
        assertThat(tcp.payload().length()).isEqualTo(4);
    }

    @Test
    void ofOverlappingIpv4FragmentsTheLaterCountsAndTheOverlapIsReported() {
        add(0, ipv4(7, 0, 56));
        assertThat(add(0, ipv4(7, 48, 100))).isInstanceOfSatisfying(Outcome.Whole.class, whole -> {
            assertThat(whole.overlap()).isEqualTo(Overlap.SAME);
            assertIsTheSegment(whole.packet());
        });

        byte[] changed = ipv4(8, 48, 100).toArray();
        changed[20] = 'X';
        add(0, ipv4(8, 0, 56));
        assertThat(add(0, Octets.of(changed))).isInstanceOfSatisfying(Outcome.Whole.class, whole -> {
            assertThat(whole.overlap()).isEqualTo(Overlap.DIFFERENT);
            assertThat(whole.packet().bytes().u8(20 + 48)).isEqualTo('X');
        });
        assertThat(reassembly.counts().overlapping()).isEqualTo(2);
    }

    @Test
    void overlappingIpv6FragmentsAreGivenUp() {
        add(0, ipv6(0, 56, true));
        assertThat(add(0, ipv6(48, 100, false))).isEqualTo(new Outcome.Refused("fragments of an IPv6 packet overlap"));
        assertThat(reassembly.counts()).isEqualTo(new Counts(0, 1, 0, 0, 1, 0));
        assertThat(reassembly.waiting()).isZero();
    }

    @Test
    void whatCannotBeRightIsRefused() {
        assertThat(add(0, raw("4500 0018 0001 2000 4006 0000 7f000001 7f000001 01020304")))
                .isEqualTo(new Outcome.Refused("a fragment that is not the last has 4 bytes"));
        assertThat(add(0, raw("4500 0024 0001 1fff 4006 0000 7f000001 7f000001", "00".repeat(16))))
                .isEqualTo(new Outcome.Refused("a fragment ends beyond the longest packet"));
        add(0, ipv4(2, 48, 100));
        assertThat(add(0, raw("4500 0024 0002 0006 4006 0000 7f000001 7f000001", "00".repeat(16))))
                .isEqualTo(new Outcome.Refused("two last fragments end at different places"));
        add(0, ipv4(3, 48, 100));
        assertThat(add(0, raw("4500 0024 0003 2010 4006 0000 7f000001 7f000001", "00".repeat(16))))
                .isEqualTo(new Outcome.Refused("a fragment lies beyond the last one"));
        assertThat(reassembly.counts().refused()).isEqualTo(4);
        assertThat(reassembly.counts().givenUp()).isEqualTo(4);
    }

    @Test
    void aPacketWhoseFragmentsDoNotComeInTimeIsGivenUp() {
        add(0, ipv4(7, 0, 48));
        add(59 * SECOND, ipv4(8, 0, 48));
        add(61 * SECOND, ipv4(9, 0, 48));
        assertThat(reassembly.counts()).isEqualTo(new Counts(0, 0, 1, 0, 0, 0));
        // its number may be used again: the new fragment does not meet the old one
        assertThat(add(61 * SECOND, ipv4(7, 48, 100))).isInstanceOf(Outcome.Incomplete.class);
    }

    @Test
    void moreThanIsHeldCrowdsTheOldestOut() {
        FragmentReassembly small = new FragmentReassembly(new Bounds(3, 1 << 20, SECOND));
        for (int id = 0; id < 10; id++) add(small, 0, ipv4(id, 0, 48));
        assertThat(small.waiting()).isEqualTo(3);
        assertThat(small.counts().crowdedOut()).isEqualTo(7);
        assertThat(add(small, 0, ipv4(9, 48, 100))).isInstanceOf(Outcome.Whole.class);

        FragmentReassembly narrow = new FragmentReassembly(new Bounds(100, 400, SECOND));
        for (int id = 0; id < 10; id++) add(narrow, 0, ipv4(id, 0, 48));
        assertThat(narrow.waiting()).isEqualTo(2);
    }

    @Test
    void packetsOfOtherAddressesAndProtocolsAreOthers() {
        add(0, ipv4(7, 0, 48));
        byte[] other = ipv4(7, 48, 100).toArray();
        other[9] = 17;
        assertThat(add(0, Octets.of(other))).isInstanceOf(Outcome.Incomplete.class);
        other[9] = 6;
        other[15] = 2;
        assertThat(add(0, Octets.of(other))).isInstanceOf(Outcome.Incomplete.class);
    }

    private Outcome add(long nanos, Octets packet) {
        return add(reassembly, nanos, packet);
    }

    private static Outcome add(FragmentReassembly to, long nanos, Octets packet) {
        CapturedFrame frame = frame(nanos, packet, packet.length());
        NetworkHeader network = network(frame);
        assertThat(network.isFragment()).isTrue();
        return to.add(network, frame);
    }

    private static CapturedFrame frame(long nanos, Octets packet, int originalLength) {
        return new CapturedFrame(nanos, "eth0", LinkType.RAW, originalLength, packet);
    }

    private static NetworkHeader network(CapturedFrame frame) {
        return Objects.requireNonNull(PacketDecoder.decode(frame).network());
    }

    private static void assertIsTheSegment(CapturedFrame packet) {
        Packet decoded = PacketDecoder.decode(packet);
        assertThat(decoded.malformed()).isNull();
        assertThat(Objects.requireNonNull(decoded.network()).isFragment()).isFalse();
        TcpHeader tcp = (TcpHeader) Objects.requireNonNull(decoded.transport());
        assertThat(tcp.header()).isEqualTo(Octets.of(SEGMENT, 0, 40));
        assertThat(tcp.payload()).isEqualTo(Octets.of(SEGMENT, 40, 60));
    }

    private static Octets raw(String... hex) {
        return Octets.of(Frames.bytes(hex));
    }

    /// The bytes of the segment from one place to another as a fragment.
    private static Octets ipv4(int identification, int from, int to) {
        int flags = (to < SEGMENT.length ? 0x2000 : 0) | from / 8;
        String header =
                "4500 %04x %04x %04x 4006 0000 7f000001 7f000001".formatted(20 + to - from, identification, flags);
        return withPart(Frames.bytes(header), from, to);
    }

    private static Octets ipv6(int from, int to, boolean more) {
        String header = Frames.ipv6(44, 8 + to - from) + "0600 %04x 00000009".formatted(from | (more ? 1 : 0));
        return withPart(Frames.bytes(header), from, to);
    }

    private static Octets withPart(byte[] header, int from, int to) {
        byte[] packet = Arrays.copyOf(header, header.length + to - from);
        System.arraycopy(SEGMENT, from, packet, header.length, to - from);
        return Octets.of(packet);
    }
}
