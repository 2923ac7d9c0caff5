package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Any bytes at all as a capture file: a reason or blocks, never a crash or a hang; and what was written is read
/// again.
class CaptureFileFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void noBytesMakeTheReaderFail(byte[] bytes) throws IOException {
        readWhatCanBeRead(bytes);
    }

    @Property(tries = 300)
    void framesComeBackAsTheyWereWritten(
            @ForAll @From("frames") List<CaptureBlock.Frame> frames, @ForAll boolean bigEndian) throws IOException {
        byte[] file = CaptureFileTest.pcapng(frames, bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        assertThat(CaptureFileTest.readAll(new ByteArrayInputStream(file)).stream()
                        .filter(CaptureBlock.Frame.class::isInstance))
                .isEqualTo(frames);
    }

    @Property(tries = 200)
    void framesComeBackFromPcapAndFromThatWrittenAgain(
            @ForAll @From("frames") List<CaptureBlock.Frame> any, @ForAll boolean bigEndian) throws IOException {
        ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        List<CaptureBlock.Frame> frames =
                any.stream().map(CaptureFileFuzzTest::asInPcap).toList();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(file, new PcapFormat(order, true), LinkType.ETHERNET)) {
            for (CaptureBlock.Frame frame : frames) writer.write(frame.frame());
        }
        assertThat(Damaged.framesOf(CaptureFileTest.readAll(new ByteArrayInputStream(file.toByteArray()))))
                .isEqualTo(frames);

        ByteArrayOutputStream again = new ByteArrayOutputStream();
        CaptureRewriter.rewrite(new ByteArrayInputStream(file.toByteArray()), again, number -> List.of());
        assertThat(Damaged.framesOf(CaptureFileTest.readAll(new ByteArrayInputStream(again.toByteArray()))))
                .isEqualTo(frames);
    }

    /// What a pcap file can hold: one link type, no names, no comments, 32 bits of seconds.
    private static CaptureBlock.Frame asInPcap(CaptureBlock.Frame block) {
        CapturedFrame frame = block.frame();
        long time = frame.epochNanos() % (1_000_000_000L << 32);
        return new CaptureBlock.Frame(
                new CapturedFrame(time, "", LinkType.ETHERNET, frame.originalLength(), frame.bytes()), List.of());
    }

    @Property(tries = 300)
    void aFileThatIsCutAnywhereGivesItsWholeFrames(
            @ForAll @From("frames") List<CaptureBlock.Frame> frames, @ForAll @IntRange(min = 28, max = 4000) int length)
            throws IOException {
        byte[] file = CaptureFileTest.pcapng(frames, ByteOrder.LITTLE_ENDIAN);
        List<CaptureBlock> read =
                CaptureFileTest.readAll(new ByteArrayInputStream(file, 0, Math.min(file.length, Math.max(length, 48))));
        List<CaptureBlock> whole =
                read.stream().filter(CaptureBlock.Frame.class::isInstance).toList();
        assertThat(frames.subList(0, whole.size())).isEqualTo(whole);
    }

    @Property(tries = 300)
    void aFileWithOneWrongByteIsReadWithoutFailing(
            @ForAll @From("frames") List<CaptureBlock.Frame> frames,
            @ForAll @IntRange(min = 0, max = 4000) int position,
            @ForAll byte value)
            throws IOException {
        byte[] file = CaptureFileTest.pcapng(frames, ByteOrder.LITTLE_ENDIAN);
        file[position % file.length] = value;
        readWhatCanBeRead(file);
    }

    @Provide
    Arbitrary<List<CaptureBlock.Frame>> frames() {
        Arbitrary<Long> time = Arbitraries.longs().greaterOrEqual(0);
        Arbitrary<String> interfaces = Arbitraries.of("lo", "eth0", "");
        Arbitrary<Integer> links = Arbitraries.of(0, 1, 101, 65535);
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(100);
        Arbitrary<List<String>> comments =
                Arbitraries.of("x", "tcp.open.1 ✓", "확인", "").list().ofMaxSize(3);
        Arbitrary<Integer> cut = Arbitraries.integers().between(0, 1000);
        return Combinators.combine(time, interfaces, links, bytes, comments, cut)
                .as((t, i, l, b, c, more) -> new CaptureBlock.Frame(
                        new CapturedFrame(t, i, new LinkType(l), b.length + more, Octets.of(b)), c))
                .list()
                .ofMaxSize(6);
    }

    private static void readWhatCanBeRead(byte[] bytes) throws IOException {
        List<CaptureBlock> blocks;
        try {
            blocks = CaptureFileTest.readAll(new ByteArrayInputStream(bytes));
        } catch (CaptureFormatException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return;
        }
        assertThat(blocks).hasSizeLessThanOrEqualTo(Math.max(1, bytes.length));
        // what was read is fit to be written
        CaptureFileTest.pcapng(blocks, ByteOrder.BIG_ENDIAN);
    }
}
