package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The forms in which captures come: compressed, through a pipe, in the dialects of pcap; and what is none.
class CaptureFormsTest {
    private static final List<CaptureBlock.Frame> FRAMES = Damaged.frames(5);
    private static final byte[] PCAPNG = Damaged.pcapng(FRAMES);

    @Test
    void aGzipFileReadsAsWhatItHolds() throws Exception {
        CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(gzip(PCAPNG)));

        assertThat(reader.form()).hasToString("pcapng, little-endian, gzip");
        assertThat(frames(gzip(PCAPNG))).isEqualTo(FRAMES);
    }

    @Test
    void theMembersOfAGzipFileAreOneFileAlsoThroughASlowPipe() throws Exception {
        byte[] two = join(gzip(Arrays.copyOf(PCAPNG, 100)), gzip(Arrays.copyOfRange(PCAPNG, 100, PCAPNG.length)));

        assertThat(frames(two)).isEqualTo(FRAMES);
        assertThat(frames(CaptureFileTest.readAll(new Piecemeal(two)))).isEqualTo(FRAMES);
    }

    @Test
    void allOptionalFieldsOfAGzipHeaderAreSkipped() throws Exception {
        byte[] plain = gzip(PCAPNG);
        byte[] header =
                Frames.bytes("1f8b 08 1e 00000000 00 03", "0300 616263", "6e616d6500", "636f6d6d656e7400", "1234");
        byte[] all = join(header, Arrays.copyOfRange(plain, 10, plain.length));

        assertThat(frames(all)).isEqualTo(FRAMES);
    }

    @Test
    void aGzipFileThatIsCutOffGivesWhatItHoldsAndSaysSo() throws Exception {
        byte[] whole = gzip(PCAPNG);
        for (int length = 30; length < whole.length; length++) {
            List<CaptureBlock> blocks;
            try {
                blocks = CaptureFileTest.readAll(new ByteArrayInputStream(whole, 0, length));
            } catch (CaptureFormatException e) {
                assertThat(e).hasMessageStartingWith("pcapng: the file ends at offset");
                continue;
            }
            List<CaptureBlock.Frame> read = frames(blocks);
            assertThat(read).isEqualTo(FRAMES.subList(0, read.size()));
            assertThat(blocks.getLast())
                    .asString()
                    .contains("gzip: the compressed file ends early, at its offset " + length)
                    .contains("offsets are those of the uncompressed data");
        }
    }

    @Test
    void aGzipFileWhoseChecksumIsWrongSaysSoBehindItsFrames() throws Exception {
        byte[] bytes = gzip(PCAPNG);
        bytes[bytes.length - 8]++;

        List<CaptureBlock> blocks = CaptureFileTest.readAll(new ByteArrayInputStream(bytes));
        assertThat(frames(blocks)).isEqualTo(FRAMES);
        assertThat(blocks.getLast()).asString().contains("the checksum at offset " + (bytes.length - 8));
    }

    @Test
    void whatStandsBehindGzipDataIsReported() throws Exception {
        List<CaptureBlock> blocks = CaptureFileTest.readAll(
                new ByteArrayInputStream(join(gzip(PCAPNG), "garbage".getBytes(StandardCharsets.US_ASCII))));
        assertThat(frames(blocks)).isEqualTo(FRAMES);
        assertThat(blocks.getLast()).asString().contains("is not gzip");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void aBlockOfAPipeIsGivenBeforeTheNextOneComes(boolean pcapng, boolean compressed) throws Exception {
        byte[] file = pcapng ? PCAPNG : Damaged.pcap(FRAMES);
        Piecemeal pipe = new Piecemeal(compressed ? storedGzip(file) : file);
        CaptureReader reader = CaptureReader.open(pipe);
        int frameLength = FRAMES.getFirst().frame().bytes().length();
        int recordLength = pcapng ? 32 + PcapngSection.padded(frameLength) : 16 + frameLength;
        int headers = file.length - FRAMES.size() * recordLength;
        reader.next();
        for (int i = 1; i <= FRAMES.size(); i++) {
            assertThat(reader.next()).isInstanceOf(CaptureBlock.Frame.class);
            // stored gzip data has 15 bytes before what it stores
            assertThat(pipe.given).isEqualTo(headers + i * recordLength + (compressed ? 15 : 0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Alexey Kuznetsov's record: interface, protocol, packet type
        "34cdb2a1, 0200 0400, '', 02000000 0800 00 00",
        // SuSE 6.3's: two processor numbers more
        "34cdb2a1, 0200 0400, '', 02000000 0800 00 00 00000000",
        // Red Hat 6.1's and Nokia's hide behind the usual magic number
        "d4c3b2a1, 0200 0400, '', 02000000 0800 00 00",
        "d4c3b2a1, 0200 0400, '', 00000000",
        "d4c3b2a1, 0200 0400, '', ''",
        // before 2.4 the lengths were sometimes the other way round
        "d4c3b2a1, 0200 0200, swapped, ''",
        "d4c3b2a1, 0200 0300, swapped, ''",
        "d4c3b2a1, 0200 0300, '', ''",
    })
    void theDialectsOfPcapAreTold(String magic, String version, String lengths, String more) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Frames.bytes(magic, version, "00000000 00000000 ffff0000 01000000"));
        String lengthFields = lengths.isEmpty() ? "05000000 09000000" : "09000000 05000000";
        for (int second = 1; second <= 4; second++) {
            file.writeBytes(Frames.bytes("%02x000000 0a000000".formatted(second), lengthFields, more, "0102030405"));
        }

        assertThat(frames(file.toByteArray()))
                .hasSize(4)
                .allSatisfy(block -> {
                    assertThat(block.frame().bytes()).isEqualTo(Frames.octets("0102030405"));
                    assertThat(block.frame().originalLength()).isEqualTo(9);
                })
                .extracting(block -> block.frame().epochNanos())
                .containsExactly(1_000_010_000L, 2_000_010_000L, 3_000_010_000L, 4_000_010_000L);
    }

    @Test
    void anOddRecordThatIsFollowedByAnotherIsNoDamage() throws Exception {
        byte[] file = Frames.bytes(
                "d4c3b2a1 0200 0400 00000000 00000000 04000000 01000000",
                // a program that wrote nanoseconds into a file of microseconds
                "01000000 00ca9a3b 02000000 02000000 0102",
                "02000000 00000000 02000000 02000000 0304");

        assertThat(CaptureFileTest.readAll(new ByteArrayInputStream(file)))
                .hasSize(3)
                .noneMatch(CaptureBlock.Damage.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "28b52ffd 24 @ compressed with zstd: decompress it: zstd -dc FILE | lab read -",
                "04224d18 64 @ compressed with lz4",
                "fd377a58 5a00 @ compressed with xz",
                "736e6f6f70000000 00000002 @ a snoop capture: convert it: editcap -F pcapng FILE NEW.pcapng",
                "54525300 @ neither pcap nor pcapng, it begins with 54525300; if Wireshark opens it, convert it",
                "30303030 20203435 2030300a @ it is text; a hex dump becomes a capture by: text2pcap",
                "7f454c46 02 @ a program (ELF)",
                "1f8b08 0000000000 00 03 03 00 00000000 00000000 @ inside it is nothing",
            })
    void whatIsNoCaptureIsNamedWithTheNextStep(String bytes, String words) {
        assertThatThrownBy(() -> CaptureReader.open(new ByteArrayInputStream(Frames.bytes(bytes))))
                .isInstanceOf(CaptureFormatException.class)
                .hasMessageContaining(words);
    }

    private static List<CaptureBlock.Frame> frames(byte[] file) throws IOException {
        return frames(CaptureFileTest.readAll(new ByteArrayInputStream(file)));
    }

    private static List<CaptureBlock.Frame> frames(List<CaptureBlock> blocks) {
        return Damaged.framesOf(blocks);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /// One stored block (RFC 1951 §3.2.4): each byte can be had as soon as it has come.
    private static byte[] storedGzip(byte[] bytes) {
        byte[] stored = Frames.bytes(
                "1f8b 08 00 00000000 00 ff 01",
                "%04x".formatted(swap(bytes.length)),
                "%04x".formatted(swap(~bytes.length)));
        return join(stored, bytes);
    }

    private static int swap(int length) {
        return Short.toUnsignedInt(Short.reverseBytes((short) length));
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /// A pipe that has one byte at a time, and nothing further until it is asked.
    private static final class Piecemeal extends InputStream {
        private final byte[] bytes;
        private int given;

        Piecemeal(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return given < bytes.length ? bytes[given++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int at, int length) {
            int next = read();
            if (next < 0) return -1;
            target[at] = (byte) next;
            return 1;
        }

        @Override
        public int available() {
            return 0;
        }
    }

    @Test
    void bothByteOrdersNameThemselves() throws Exception {
        byte[] big = CaptureFileTest.pcapng(FRAMES, ByteOrder.BIG_ENDIAN);
        try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(big))) {
            assertThat(reader.form()).hasToString("pcapng, big-endian");
        }
        try (CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(Damaged.pcap(FRAMES)))) {
            assertThat(reader.form()).hasToString("pcap, microseconds, little-endian");
        }
    }
}
