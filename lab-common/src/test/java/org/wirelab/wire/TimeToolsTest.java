package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// tshark's time of each frame is ours, to the nanosecond, in every unit that an interface can count in.
///
/// tshark 4.0 multiplies a fraction by 10^9 in 64 bits, so that it is right up to 2^-34 and 10^-10 of a second only;
/// with finer units it overflows, and there is nothing to compare.
class TimeToolsTest {
    private static final long EPOCH = 1_793_000_000L;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "3, 0",
        "6, 0",
        "7, 0",
        "8, 0",
        "9, 0",
        "10, 0",
        "128, 0",
        "138, 0",
        "148, 0",
        "150, 0",
        "158, 0",
        "160, 0",
        "162, 0",
        "6, 3600",
        "9, -1793000000",
        "6, 1000000000",
        "160, -5",
    })
    void inUnitsOfAnInterfaceAndWithItsOffset(int resolution, long offset) throws Exception {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            Path file = folder.resolve("times.pcapng");
            List<Long> units = units(resolution);
            try (var out = Files.newOutputStream(file)) {
                PcapngBody.section(order).endOfOptions().writeTo(out, PcapngReader.SECTION);
                new PcapngBody(order)
                        .u16(LinkType.RAW.number())
                        .u16(0)
                        .u32(0)
                        .option(PcapngOptions.IF_TIME_RESOLUTION, new byte[] {(byte) resolution})
                        .option(PcapngOptions.IF_TIME_OFFSET, offset)
                        .endOfOptions()
                        .writeTo(out, PcapngSection.INTERFACE);
                for (long unit : units) {
                    byte[] packet = Frames.bytes(Frames.ipv4(6, 40), Frames.SYN);
                    new PcapngBody(order)
                            .u32(0)
                            .time(unit)
                            .u32(packet.length)
                            .u32(packet.length)
                            .padded(packet)
                            .writeTo(out, PcapngSection.ENHANCED_PACKET);
                }
            }
            List<String> ours = new ArrayList<>();
            for (CaptureBlock.Frame frame :
                    Damaged.framesOf(CaptureFileTest.readAll(new ByteArrayInputStream(Files.readAllBytes(file))))) {
                long nanos = frame.frame().epochNanos();
                ours.add("%d.%09d".formatted(nanos / 1_000_000_000L, nanos % 1_000_000_000L));
            }
            assertThat(WiresharkTools.fields(file, "frame.time_epoch"))
                    .usingElementComparator((theirs, our) -> padded(theirs).compareTo(padded(our)))
                    .isEqualTo(ours);
        }
    }

    /// tshark shows as many digits as the unit has.
    private static String padded(String time) {
        int point = time.indexOf('.');
        String fraction = point < 0 ? "" : time.substring(point + 1);
        return (point < 0 ? time : time.substring(0, point)) + "." + fraction
                + "0".repeat(Math.max(0, 9 - fraction.length()));
    }

    private static List<Long> units(int resolution) {
        int exponent = resolution & 0x7f;
        long perSecond = resolution < 128 ? Math.round(Math.pow(10, exponent)) : 1L << exponent;
        return List.of(EPOCH * perSecond, EPOCH * perSecond + perSecond / 3, EPOCH * perSecond + perSecond - 1);
    }
}
