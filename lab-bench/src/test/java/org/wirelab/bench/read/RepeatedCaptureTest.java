package org.wirelab.bench.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.wire.CaptureBlock;
import org.wirelab.wire.CaptureReader;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.Octets;
import org.wirelab.wire.PcapFormat;
import org.wirelab.wire.PcapWriter;

class RepeatedCaptureTest {
    private static final int CLIENT = 0xc000_0201;
    private static final int SERVER = 0xc000_0202;
    private static final int SOURCE = 26;
    private static final int DESTINATION = 30;

    @TempDir
    private Path folder;

    @Test
    void timeGoesOnFromOneRepetitionToTheNext() throws IOException {
        List<CapturedFrame> frames = repeated(3);

        assertThat(frames).hasSize(6);
        assertThat(frames).extracting(CapturedFrame::epochNanos).isSorted();
        assertThat(frames.get(2).epochNanos() - frames.get(0).epochNanos()).isEqualTo(3_000_000_000L);
    }

    @Test
    void eachRepetitionHasAClientOfItsOwnInBothDirections() throws IOException {
        List<CapturedFrame> frames = repeated(2);

        assertThat(frames)
                .extracting(RepeatedCaptureTest::ends)
                .containsExactly(
                        "192.0.2.1 > 192.0.2.2",
                        "192.0.2.2 > 192.0.2.1",
                        "198.18.1.1 > 192.0.2.2",
                        "192.0.2.2 > 198.18.1.1");
    }

    @Test
    void theIpChecksumsHoldAfterwards() throws IOException {
        for (CapturedFrame frame : repeated(12)) {
            assertThat(onesComplementSum(frame.bytes())).isEqualTo(0xffff);
        }
    }

    @Test
    void whatIsNoSuchFileIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "a text that is long enough to be the header of a file");

        assertThatIOException()
                .isThrownBy(() -> RepeatedCapture.write(text, folder.resolve("out"), 2, CLIENT))
                .withMessageContaining("pcap");
    }

    /// Two packets, 2.5 s from one to the other, there and back, so many times.
    private List<CapturedFrame> repeated(int times) throws IOException {
        Path one = folder.resolve("one.pcap");
        try (var out = Files.newOutputStream(one);
                PcapWriter writer =
                        new PcapWriter(out, new PcapFormat(ByteOrder.LITTLE_ENDIAN, false), LinkType.ETHERNET)) {
            writer.write(frame(250_000_000L, CLIENT, SERVER));
            writer.write(frame(2_750_000_000L, SERVER, CLIENT));
        }
        Path many = folder.resolve("many.pcap");
        assertThat(RepeatedCapture.write(one, many, times, CLIENT)).isEqualTo(2L * times);
        List<CapturedFrame> frames = new ArrayList<>();
        try (var in = Files.newInputStream(many)) {
            CaptureReader reader = CaptureReader.open(in);
            for (CaptureBlock block = reader.next(); block != null; block = reader.next()) {
                if (block instanceof CaptureBlock.Frame(CapturedFrame frame, var comments)) {
                    frames.add(frame);
                }
            }
        }
        return frames;
    }

    private static CapturedFrame frame(long epochNanos, int source, int destination) {
        ByteBuffer bytes = ByteBuffer.allocate(34);
        bytes.putShort(12, (short) 0x0800)
                .put(14, (byte) 0x45)
                .putShort(16, (short) 20)
                .put(22, (byte) 64);
        bytes.putInt(SOURCE, source).putInt(DESTINATION, destination);
        bytes.putShort(24, (short) ~onesComplementSum(Octets.of(bytes.array())));
        return new CapturedFrame(epochNanos, "", LinkType.ETHERNET, 34, Octets.of(bytes.array()));
    }

    /// Over the IPv4 header; all ones where its checksum holds (RFC 1071).
    private static int onesComplementSum(Octets frame) {
        int sum = 0;
        for (int at = 14; at < 34; at += 2) {
            sum += frame.u16(at);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }

    private static String ends(CapturedFrame frame) {
        return address(frame.bytes(), SOURCE) + " > " + address(frame.bytes(), DESTINATION);
    }

    private static String address(Octets frame, int at) {
        return frame.u8(at) + "." + frame.u8(at + 1) + "." + frame.u8(at + 2) + "." + frame.u8(at + 3);
    }
}
