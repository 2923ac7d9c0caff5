package org.wirelab.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/// Captures for the tests that damage them.
final class Damaged {
    private static final long TIME = 1_793_000_000_123_456_000L;

    private Damaged() {}

    /// Frames of 60 bytes, a millisecond apart, of an interface without a name.
    static List<CaptureBlock.Frame> frames(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    byte[] bytes = Frames.bytes(
                            Frames.ETHERNET_IPV4,
                            Frames.ipv4(17, 26),
                            "0035 0036 001a %04x".formatted(i),
                            "61".repeat(18));
                    CapturedFrame frame = new CapturedFrame(
                            TIME + i * 1_000_000L, "", LinkType.ETHERNET, bytes.length, Octets.of(bytes));
                    return new CaptureBlock.Frame(frame, List.of());
                })
                .toList();
    }

    static byte[] pcapng(List<? extends CaptureBlock> blocks) {
        try {
            return CaptureFileTest.pcapng(blocks, ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] pcap(List<CaptureBlock.Frame> frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PcapFormat format = new PcapFormat(ByteOrder.LITTLE_ENDIAN, false);
        try (PcapWriter writer = new PcapWriter(out, format, LinkType.ETHERNET)) {
            for (CaptureBlock.Frame frame : frames) writer.write(frame.frame());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static List<CaptureBlock.Frame> framesOf(List<CaptureBlock> blocks) {
        return blocks.stream()
                .filter(CaptureBlock.Frame.class::isInstance)
                .map(CaptureBlock.Frame.class::cast)
                .toList();
    }

    static List<CaptureBlock.Damage> damagesOf(List<CaptureBlock> blocks) {
        return blocks.stream()
                .filter(CaptureBlock.Damage.class::isInstance)
                .map(CaptureBlock.Damage.class::cast)
                .toList();
    }
}
