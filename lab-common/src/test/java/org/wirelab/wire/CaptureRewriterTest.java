package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureRewriterTest {
    // a section with a length, an interface with options this lab does not know, a secret, a name, a custom block, a
    // block of an unknown type, a packet with comment, flags and hash, statistics
    private static final String SECTION = "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 0000000000000168 0000001c";
    private static final String INTERFACE =
            "00000001 00000030 0001 0000 00000040 0002 0004 65746830 0003 0003 61626300 0009 0001 06000000 00000000 00000030";
    private static final String SECRETS = "0000000a 00000018 544c534b 00000003 61620a00 00000018";
    private static final String NAMES = "00000004 0000001c 0001 0006 7f000001 6100 0000 00000000 0000001c";
    private static final String CUSTOM = "00000bad 00000014 00007ed9 01020304 00000014";
    private static final String UNKNOWN = "80000abc 00000010 cafebabe 00000010";
    private static final String PACKET =
            "00000000 00000000 0000000a 00000003 00000009 01020300 0001 0001 78000000 0002 0004 00000001 0003 0005 0201020304000000";
    private static final String STATISTICS =
            "00000005 00000024 00000000 00000000 0000000b 0004 0008 0000000000000007 00000024";
    private static final String SIMPLE = "00000003 00000014 00000005 01020304 00000014";
    private static final String OLD =
            "00000002 00000024 0000 0007 00000000 0000000a 00000003 00000009 01020300 00000024";

    @Test
    void withoutCommentsAllIsByteForByteAsItWas() throws Exception {
        byte[] file = Frames.bytes(
                SECTION, INTERFACE, SECRETS, NAMES, CUSTOM, UNKNOWN, packet(PACKET, true), SIMPLE, OLD, STATISTICS);
        byte[] expected = file.clone();
        // but for the section's length, which comments would change
        Arrays.fill(expected, 16, 24, (byte) 0xff);

        assertThat(rewrite(file, number -> List.of())).isEqualTo(expected);
    }

    @Test
    void aCommentIsAddedBehindTheOptionsThatAreThere() throws Exception {
        byte[] file = Frames.bytes(SECTION, INTERFACE, packet(PACKET, true), CUSTOM);

        byte[] expected = Frames.bytes(
                SECTION.replace("0000000000000168", "ffffffffffffffff"),
                INTERFACE,
                packet(PACKET + "0001 0003 61626300 0001 0002 ceb10000", true),
                CUSTOM);
        assertThat(rewrite(file, number -> List.of("abc", "α"))).isEqualTo(expected);
        // a list without its end gets one
        byte[] endless = Frames.bytes(SECTION, INTERFACE, packet(PACKET, false), CUSTOM);
        assertThat(rewrite(endless, number -> List.of("abc", "α"))).isEqualTo(expected);
    }

    @Test
    void anOldPacketKeepsItsFormAndItsDropCount() throws Exception {
        byte[] written = rewrite(Frames.bytes(SECTION, INTERFACE, OLD), number -> List.of("abc"));

        assertThat(Octets.of(written, 28 + 48, written.length - 28 - 48))
                .isEqualTo(Frames.octets(
                        "00000002 00000030 0000 0007 00000000 0000000a 00000003 00000009 01020300",
                        "0001 0003 61626300 00000000 00000030"));
    }

    @Test
    void aSimplePacketWithACommentBecomesAnEnhancedOneThatSaysThatItHasNoTime() throws Exception {
        byte[] written = rewrite(
                Frames.bytes(SECTION, INTERFACE, SIMPLE, SIMPLE), number -> number == 2 ? List.of("x") : List.of());

        List<CaptureBlock.Frame> frames = Damaged.framesOf(read(written));
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0).comments()).isEmpty();
        assertThat(frames.get(1).frame()).isEqualTo(frames.get(0).frame());
        assertThat(frames.get(1).comments()).hasSize(2).endsWith("x");
        assertThat(frames.get(1).comments().getFirst()).contains("does not say when");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void framesAreCountedAsTheReaderGivesThemOverAllSections(boolean bigEndianFirst) throws Exception {
        List<CaptureBlock.Frame> frames = Damaged.frames(6);
        ByteOrder first = bigEndianFirst ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteOrder second = bigEndianFirst ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(CaptureFileTest.pcapng(frames.subList(0, 4), first));
        file.writeBytes(CaptureFileTest.pcapng(frames.subList(4, 6), second));

        assertThat(Damaged.framesOf(read(rewrite(file.toByteArray(), number -> List.of("frame " + number)))))
                .isEqualTo(commented(frames));
    }

    @Test
    void aPcapFileBecomesASectionWithItsInterfaceAtItsResolution() throws Exception {
        for (boolean nanosecond : new boolean[] {true, false}) {
            List<CaptureBlock.Frame> frames = Damaged.frames(3);
            ByteArrayOutputStream pcap = new ByteArrayOutputStream();
            PcapFormat format = new PcapFormat(ByteOrder.BIG_ENDIAN, nanosecond);
            try (PcapWriter writer = new PcapWriter(pcap, format, LinkType.ETHERNET)) {
                for (CaptureBlock.Frame frame : frames) writer.write(frame.frame());
            }
            byte[] written = rewrite(pcap.toByteArray(), number -> List.of("frame " + number));

            assertThat(Damaged.framesOf(read(written))).isEqualTo(commented(frames));
            assertThat(read(written).getFirst()).isEqualTo(new CaptureBlock.Interface("", LinkType.ETHERNET, 262_144));
        }
    }

    @Test
    void damageIsLeftOutAndToldOnTheNextFrame() throws Exception {
        List<CaptureBlock.Frame> frames = Damaged.frames(4);
        byte[] file = Damaged.pcapng(frames);
        int block = 32 + frames.getFirst().frame().bytes().length();
        file[file.length - 2 * block + 7] = 0x7f;
        List<CaptureBlock.Frame> expected = Damaged.framesOf(read(file));
        byte[] written = rewrite(file, number -> List.of());

        List<CaptureBlock> blocks = read(written);
        assertThat(Damaged.damagesOf(blocks)).isEmpty();
        assertThat(Damaged.framesOf(blocks))
                .extracting(CaptureBlock.Frame::frame)
                .isEqualTo(expected.stream().map(CaptureBlock.Frame::frame).toList());
        assertThat(Damaged.framesOf(blocks).stream().flatMap(frame -> frame.comments().stream()))
                .singleElement()
                .asString()
                .contains("Wirelab: damage in the original was left out here: offset ");
    }

    @Test
    void damageBehindTheLastFrameIsToldByASectionOfItsOwn() throws Exception {
        for (byte[] file : List.of(Damaged.pcapng(Damaged.frames(3)), Damaged.pcap(Damaged.frames(3)))) {
            byte[] written = rewrite(Arrays.copyOf(file, file.length - 5), number -> List.of());

            assertThat(Damaged.framesOf(read(written))).hasSize(2);
            assertThat(new String(written, java.nio.charset.StandardCharsets.UTF_8))
                    .contains("damage in the original was left out here");
            assertThat(Damaged.damagesOf(read(written))).isEmpty();
        }
    }

    @Test
    void aFileWhoseFirstSectionHeaderIsDamagedGetsOne() throws Exception {
        byte[] file = Frames.bytes(SECTION, INTERFACE, OLD);
        file[27]++;
        byte[] written = rewrite(file, number -> List.of());

        assertThat(Damaged.framesOf(read(written))).hasSize(1);
        assertThat(Damaged.damagesOf(read(written))).isEmpty();
    }

    @Test
    void commentsThatDoNotFitAreCutOrLeftOut() throws Exception {
        byte[] file = Damaged.pcapng(Damaged.frames(1));
        byte[] written = rewrite(file, number -> java.util.Collections.nCopies(400, "가".repeat(30_000)));

        CaptureBlock.Frame frame = Damaged.framesOf(read(written)).getFirst();
        assertThat(frame.comments()).hasSizeBetween(200, 300).containsOnly("가".repeat(0xfffc / 3));
    }

    private static List<CaptureBlock.Frame> commented(List<CaptureBlock.Frame> frames) {
        List<CaptureBlock.Frame> commented = new ArrayList<>();
        for (CaptureBlock.Frame frame : frames) {
            commented.add(new CaptureBlock.Frame(frame.frame(), List.of("frame " + (commented.size() + 1))));
        }
        return commented;
    }

    private static String packet(String body, boolean withEnd) {
        String whole = body + (withEnd ? "00000000" : "");
        String length = "%08x".formatted(Frames.bytes(whole).length + 12);
        return "00000006" + length + whole + length;
    }

    private static byte[] rewrite(byte[] file, CaptureRewriter.Commentary commentary) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CaptureRewriter.rewrite(new ByteArrayInputStream(file), out, commentary);
        return out.toByteArray();
    }

    private static List<CaptureBlock> read(byte[] file) throws IOException {
        return CaptureFileTest.readAll(new ByteArrayInputStream(file));
    }
}
