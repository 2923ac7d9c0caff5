package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureFileTest {
    private static final long TIME = 1_793_000_000_123_456_789L;
    private static final CapturedFrame FRAME =
            new CapturedFrame(TIME, "lo", LinkType.ETHERNET, 90, Frames.octets("000102030405060708090a0b0c0d0e"));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyKindOfBlockIsReadAsItWasWritten(boolean bigEndian) throws Exception {
        List<CaptureBlock> blocks = List.of(
                new CaptureBlock.Interface("lo", LinkType.ETHERNET, 0),
                new CaptureBlock.Secrets(
                        CaptureBlock.Secrets.TLS_KEY_LOG,
                        Octets.of("CLIENT_RANDOM 00 11\n".getBytes(StandardCharsets.UTF_8))),
                new CaptureBlock.Frame(FRAME, List.of("✓ tcp.open.1", "클라이언트가 SYN을 보낸다")),
                new CaptureBlock.Interface("any", LinkType.LINUX_SLL2, 96),
                new CaptureBlock.Frame(
                        new CapturedFrame(TIME + 1, "any", LinkType.LINUX_SLL2, 3, Frames.octets("010203")), List.of()),
                new CaptureBlock.Names(List.of(
                        new CaptureBlock.Name(InetAddress.getByName("198.41.0.4"), List.of("a.root-servers.net", "a")),
                        new CaptureBlock.Name(
                                InetAddress.getByName("2001:503:ba3e::2:30"), List.of("a.root-servers.net")))),
                new CaptureBlock.Statistics("lo", TIME + 2, OptionalLong.of(7), OptionalLong.of(2)));

        byte[] file = pcapng(blocks, bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);

        assertThat(readAll(new ByteArrayInputStream(file))).isEqualTo(blocks);
        assertThat(readAll(new Trickle(file))).isEqualTo(blocks);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void theFourFormsOfPcapAreReadAsTheyWereWritten(boolean bigEndian, boolean nanosecond) throws Exception {
        PcapFormat format = new PcapFormat(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, nanosecond);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(out, format, LinkType.ETHERNET)) {
            writer.write(FRAME);
        }

        long time = nanosecond ? TIME : TIME / 1000 * 1000;
        assertThat(readAll(new Trickle(out.toByteArray())))
                .containsExactly(
                        new CaptureBlock.Interface("", LinkType.ETHERNET, 262_144),
                        new CaptureBlock.Frame(
                                new CapturedFrame(time, "", LinkType.ETHERNET, 90, FRAME.bytes()), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        // microseconds are meant where the file does not say
        "'', 00000000 000f4241, 1000001000",
        "0900 0100 06000000, 00000000 000f4241, 1000001000",
        "0900 0100 09000000, 00000001 00000000, 4294967296",
        "0900 0100 00000000, 00000000 00000002, 2000000000",
        "0900 0100 0c000000, 00000000 000007d1, 2",
        // 2^-10 seconds
        "0900 0100 8a000000, 00000000 00000600, 1500000000",
        // 2^-40 seconds
        "0900 0100 a8000000, 00000180 00000000, 1500000000",
        "0900 0100 ff000000, 00000180 00000000, 0",
        "0e00 0800 ffffffffffffffff, 00000000 000f4240, 0",
    })
    void theTimeStampsUnitIsTheInterfaces(String option, String time, long epochNanos) throws Exception {
        String section = "0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000";
        int length = 20 + Frames.bytes(option).length;
        String size = "%02x000000".formatted(length);
        String packet = "06000000 20000000 00000000" + swapped(time) + "00000000 05000000 20000000";
        byte[] file = Frames.bytes(section, "01000000", size, "0100 0000 00000000", option, size, packet);

        CaptureBlock.Frame block =
                (CaptureBlock.Frame) readAll(new ByteArrayInputStream(file)).getLast();
        assertThat(block.frame().epochNanos()).isEqualTo(epochNanos);
        assertThat(block.frame().originalLength()).isEqualTo(5);
    }

    @Test
    void aSimplePacketIsOfTheFirstInterfaceAndHasNoTime() throws Exception {
        byte[] file = Frames.bytes(
                "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c",
                "00000001 00000014 0065 0000 00000002 00000014",
                "00000003 00000014 00000005 01020000 00000014");

        assertThat(readAll(new ByteArrayInputStream(file)).getLast())
                .isEqualTo(new CaptureBlock.Frame(
                        new CapturedFrame(0, "", LinkType.RAW, 5, Frames.octets("0102")), List.of()));
    }

    @Test
    void aSecondSectionInTheOtherByteOrderHasInterfacesOfItsOwn() throws Exception {
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        CaptureBlock.Frame other = new CaptureBlock.Frame(
                new CapturedFrame(TIME, "eth0", LinkType.RAW, 2, Frames.octets("4500")), List.of("zweite"));
        two.write(pcapng(List.of(new CaptureBlock.Frame(FRAME, List.of())), ByteOrder.LITTLE_ENDIAN));
        two.write(pcapng(List.of(other), ByteOrder.BIG_ENDIAN));

        assertThat(readAll(new ByteArrayInputStream(two.toByteArray())))
                .containsExactly(
                        new CaptureBlock.Interface("lo", LinkType.ETHERNET, 0),
                        new CaptureBlock.Frame(FRAME, List.of()),
                        new CaptureBlock.Interface("eth0", LinkType.RAW, 0),
                        other);
    }

    @Test
    void aCommentTooLongForItsFieldIsCutBetweenCharacters() throws Exception {
        String comment = "가".repeat(30_000);
        byte[] file = pcapng(List.of(new CaptureBlock.Frame(FRAME, List.of(comment))), ByteOrder.LITTLE_ENDIAN);

        CaptureBlock.Frame block =
                (CaptureBlock.Frame) readAll(new ByteArrayInputStream(file)).getLast();
        assertThat(block.comments()).containsExactly("가".repeat(0xfffc / 3));
    }

    @Test
    void aFrameOfAnUndescribedInterfaceIsDamageAndTheNextFrameIsRead() throws Exception {
        byte[] file = Frames.bytes(
                "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c",
                "00000001 00000014 0065 0000 00000000 00000014",
                "00000006 00000020 00000007 00000000 00000000 00000000 00000000 00000020",
                "00000003 00000010 00000000 00000010");

        assertThat(readAll(new ByteArrayInputStream(file)))
                .hasSize(3)
                .contains(new CaptureBlock.Damage(48, 32, "pcapng: interface 7 has not been described"));
    }

    @Test
    void aTruncatedFileGivesWhatIsWholeAndNamesTheOffset() throws Exception {
        CaptureBlock.Frame block = new CaptureBlock.Frame(FRAME, List.of("x"));
        byte[] file = pcapng(List.of(block, block), ByteOrder.LITTLE_ENDIAN);
        byte[] cut = Arrays.copyOf(file, file.length - 3);

        List<CaptureBlock> blocks = readAll(new ByteArrayInputStream(cut));
        assertThat(blocks).hasSize(3).contains(block);
        assertThat(blocks.getLast())
                .isInstanceOfSatisfying(
                        CaptureBlock.Damage.class,
                        damage -> assertThat(damage.problem())
                                .isEqualTo("pcapng: the file ends at offset " + cut.length + ", within this block"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'not a capture file: it is empty'",
        "0a0d, 'not a capture file: it has 2 bytes'",
        "7f454c46 00, not a capture file: it is a program (ELF)",
        "d4c3b2a1 0200, 'pcap: the file ends at offset 6, within its header'",
        "0a0d0d0a 1c000000 00000000 00000000, pcapng: offset 0: no byte-order magic in the section header",
        "0a0d0d0a ffffff7f 4d3c2b1a 00000000, pcapng: offset 0: a section header of 2147483647 bytes",
    })
    void whatIsNoCaptureFileIsRefusedWithTheReason(String bytes, String reason) {
        assertThatThrownBy(() -> CaptureReader.open(new ByteArrayInputStream(Frames.bytes(bytes))))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessage(reason);
    }

    static byte[] pcapng(List<? extends CaptureBlock> blocks, ByteOrder order) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapngWriter writer = new PcapngWriter(out, order)) {
            for (CaptureBlock block : blocks) writer.write(block);
        }
        return out.toByteArray();
    }

    static List<CaptureBlock> readAll(InputStream in) throws IOException {
        CaptureReader reader = CaptureReader.open(in);
        List<CaptureBlock> blocks = new ArrayList<>();
        for (CaptureBlock block = reader.next(); block != null; block = reader.next()) blocks.add(block);
        return blocks;
    }

    /// Two 32-bit numbers, each turned to little-endian.
    private static String swapped(String numbers) {
        StringBuilder out = new StringBuilder();
        for (String number : numbers.split(" ")) {
            out.append("%08x".formatted(Integer.reverseBytes(Integer.parseUnsignedInt(number, 16))));
        }
        return out.toString();
    }

    /// A pipe that delivers one byte at a time.
    private static final class Trickle extends ByteArrayInputStream {
        Trickle(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] target, int at, int length) {
            return super.read(target, at, Math.min(1, length));
        }
    }
}
