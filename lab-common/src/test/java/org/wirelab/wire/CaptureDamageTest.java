package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Captures with bytes changed, lost and put in: what is whole before and after is read, and one block names the
/// damage.
class CaptureDamageTest {
    private static final List<CaptureBlock.Frame> FRAMES = Damaged.frames(10);
    private static final byte[] PCAP = Damaged.pcap(FRAMES);
    private static final byte[] PCAPNG = Damaged.pcapng(FRAMES);
    private static final int FRAME = FRAMES.getFirst().frame().bytes().length();
    private static final int RECORD = 16 + FRAME;
    private static final int BLOCK = 32 + PcapngSection.padded(FRAME);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8})
    void aPcapRecordWithAnImpossibleLengthIsSkippedAlone(int record) throws Exception {
        int offset = 24 + record * RECORD;
        byte[] file = PCAP.clone();
        file[offset + 11] = 0x7f;

        List<CaptureBlock> blocks = read(file);
        assertThat(Damaged.framesOf(blocks)).isEqualTo(without(record));
        assertThat(Damaged.damagesOf(blocks))
                .containsExactly(new CaptureBlock.Damage(
                        offset, RECORD, "pcap: a record of " + (0x7f000000L + FRAME) + " bytes"));
    }

    @Test
    void aPcapFileThatLostBytesIsReadAgainFromTheNextWholeRecord() throws Exception {
        // the rest of record 2, all of 3 to 5, the header of 6
        byte[] file = cutOut(PCAP, 24 + 2 * RECORD + 20, 300);

        List<CaptureBlock> blocks = read(file);
        List<CaptureBlock.Frame> frames = Damaged.framesOf(blocks);
        assertThat(frames.subList(0, 2)).isEqualTo(FRAMES.subList(0, 2));
        // record 2 has taken what followed the gap for its own; from record 7 on all is whole again
        assertThat(frames.subList(3, frames.size())).isEqualTo(FRAMES.subList(7, 10));
        assertThat(Damaged.damagesOf(blocks)).hasSize(1);
    }

    @Test
    void aPcapFileWithGarbageInItIsReadOnBehindIt() throws Exception {
        byte[] garbage = new byte[100_000];
        new Random(3).nextBytes(garbage);
        int at = 24 + 4 * RECORD;
        byte[] file = putIn(PCAP, at, garbage);

        List<CaptureBlock> blocks = read(file);
        assertThat(Damaged.framesOf(blocks)).isEqualTo(FRAMES);
        assertThat(Damaged.damagesOf(blocks)).singleElement().satisfies(damage -> {
            assertThat(damage.offset()).isEqualTo(at);
            assertThat(damage.skipped()).isEqualTo(garbage.length);
        });
    }

    @Test
    void zerosAreNotTakenForEmptyPackets() throws Exception {
        int at = 24 + 4 * RECORD;
        List<CaptureBlock> blocks = read(putIn(PCAP, at, new byte[4096]));

        // the first header of zeros is a possible record; what follows is found again behind the zeros
        List<CaptureBlock.Frame> frames = Damaged.framesOf(blocks);
        assertThat(frames).endsWith(FRAMES.subList(4, 10).toArray(CaptureBlock.Frame[]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8})
    void aPcapngBlockWithAnImpossibleLengthIsSkippedAlone(int number) throws Exception {
        int offset = firstBlock() + number * BLOCK;
        byte[] file = PCAPNG.clone();
        file[offset + 7] = 0x7f;

        List<CaptureBlock> blocks = read(file);
        assertThat(Damaged.framesOf(blocks)).isEqualTo(without(number));
        assertThat(Damaged.damagesOf(blocks))
                .containsExactly(new CaptureBlock.Damage(
                        offset, BLOCK, "pcapng: a block of " + (0x7f000000L + BLOCK) + " bytes"));
    }

    @Test
    void aPcapngBlockThatClaimsMoreThanTheRestOfTheFileIsSkippedAlone() throws Exception {
        int offset = firstBlock() + 3 * BLOCK;
        byte[] file = PCAPNG.clone();
        file[offset + 6] = 0x0f;

        List<CaptureBlock> blocks = read(file);
        assertThat(Damaged.framesOf(blocks)).isEqualTo(without(3));
        assertThat(Damaged.damagesOf(blocks))
                .singleElement()
                .asString()
                .contains("is longer than the rest of the file; " + BLOCK + " bytes skipped");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 77, 4096, 100_000})
    void aPcapngFileWithGarbageInItIsReadOnBehindIt(int size) throws Exception {
        byte[] garbage = new byte[size];
        new Random(3).nextBytes(garbage);
        int at = firstBlock() + 4 * BLOCK;

        List<CaptureBlock> blocks = read(putIn(PCAPNG, at, garbage));
        assertThat(Damaged.framesOf(blocks)).isEqualTo(FRAMES);
        assertThat(Damaged.damagesOf(blocks)).singleElement().satisfies(damage -> {
            assertThat(damage.offset()).isEqualTo(at);
            assertThat(damage.skipped()).isEqualTo(size);
        });
    }

    @Test
    void aPcapngFileThatLostBytesLosesOnlyTheFramesTheyWereIn() throws Exception {
        // the end of block 2, all of block 3, the beginning of block 4
        byte[] file = cutOut(PCAPNG, firstBlock() + 2 * BLOCK + 30, 2 * BLOCK);

        List<CaptureBlock> blocks = read(file);
        List<CaptureBlock.Frame> expected = new ArrayList<>(FRAMES.subList(0, 2));
        // blocks are alike but for their time and number: half of 2 and half of 4 make a block again
        CaptureBlock.Frame joined = Damaged.framesOf(blocks).get(2);
        expected.add(joined);
        expected.addAll(FRAMES.subList(5, 10));
        assertThat(Damaged.framesOf(blocks)).isEqualTo(expected);

        byte[] uneven = cutOut(PCAPNG, firstBlock() + 2 * BLOCK + 30, 2 * BLOCK - 7);
        expected.remove(2);
        assertThat(Damaged.framesOf(read(uneven))).isEqualTo(expected);
        assertThat(Damaged.damagesOf(read(uneven))).hasSize(1);
    }

    @Test
    void afterDamageASectionInTheOtherByteOrderIsFound() throws Exception {
        byte[] other = CaptureFileTest.pcapng(FRAMES.subList(5, 10), java.nio.ByteOrder.BIG_ENDIAN);
        byte[] first = Damaged.pcapng(FRAMES.subList(0, 5));
        byte[] file = Arrays.copyOf(first, first.length - 10 + other.length);
        System.arraycopy(other, 0, file, first.length - 10, other.length);

        List<CaptureBlock> blocks = read(file);
        assertThat(Damaged.framesOf(blocks)).isEqualTo(without(4));
        assertThat(Damaged.damagesOf(blocks)).hasSize(1);
    }

    @Test
    void aLengthThatIsOnlyClaimedTakesNoMemory() throws Exception {
        byte[] file = Arrays.copyOf(PCAPNG, firstBlock() + 12);
        file[firstBlock() + 4] = 0;
        file[firstBlock() + 7] = 0x01;
        CaptureInput in = new CaptureInput(new ByteArrayInputStream(file));

        assertThat(in.has(1 << 30)).isFalse();
        assertThat(in.windowLength()).isLessThan(1 << 20);
        assertThat(Damaged.damagesOf(read(file))).hasSize(1);
    }

    @Test
    void endlessGarbageIsSkippedInBoundedMemory() throws Exception {
        Endless endless = new Endless(PCAPNG, 200L << 20);
        CaptureReader reader = CaptureReader.open(endless);
        List<CaptureBlock> blocks = new ArrayList<>();
        for (CaptureBlock block = reader.next(); block != null; block = reader.next()) blocks.add(block);

        assertThat(Damaged.framesOf(blocks)).isEqualTo(FRAMES);
        assertThat(Damaged.damagesOf(blocks))
                .singleElement()
                .satisfies(damage -> assertThat(damage.skipped()).isEqualTo(200L << 20));
    }

    private static int firstBlock() {
        return PCAPNG.length - FRAMES.size() * BLOCK;
    }

    private static List<CaptureBlock.Frame> without(int index) {
        List<CaptureBlock.Frame> frames = new ArrayList<>(FRAMES);
        frames.remove(index);
        return frames;
    }

    private static byte[] cutOut(byte[] file, int at, int count) {
        byte[] cut = Arrays.copyOf(file, file.length - count);
        System.arraycopy(file, at + count, cut, at, file.length - at - count);
        return cut;
    }

    private static byte[] putIn(byte[] file, int at, byte[] more) {
        byte[] longer = Arrays.copyOf(file, file.length + more.length);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(file, at, longer, at + more.length, file.length - at);
        return longer;
    }

    private static List<CaptureBlock> read(byte[] file) throws IOException {
        return CaptureFileTest.readAll(new ByteArrayInputStream(file));
    }

    /// A file and then so many bytes that look like the beginnings of blocks.
    private static final class Endless extends InputStream {
        private static final byte[] PATTERN = Frames.bytes("06000000 00000800 06000000 fc0f0000");
        private final InputStream first;
        private long left;

        Endless(byte[] file, long left) {
            first = new ByteArrayInputStream(file);
            this.left = left;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] target, int at, int length) throws IOException {
            int read = first.read(target, at, length);
            if (read > 0 || left == 0) return read;
            int count = (int) Math.min(left, length);
            for (int i = 0; i < count; i++) target[at + i] = PATTERN[i % PATTERN.length];
            left -= count;
            return count;
        }
    }
}
