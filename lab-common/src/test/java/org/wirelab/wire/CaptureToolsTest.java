package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Wireshark's own programs as judges: they read what we write, and we read what they write.
class CaptureToolsTest {
    private static final long TIME = 1_793_000_000_123_456_789L;
    private static final List<CapturedFrame> FRAMES = List.of(
            frame(0, LinkType.ETHERNET, Frames.ETHERNET_IPV4, Frames.ipv4(6, 40), Frames.SYN),
            frame(1, LinkType.ETHERNET, Frames.ETHERNET_IPV6, Frames.ipv6(0, 48), "0600 000000000000", Frames.SYN),
            frame(
                    2,
                    LinkType.ETHERNET,
                    "000000000000 000000000000 8100 0005 0800",
                    Frames.ipv4(6, 40),
                    "1b59 a22a fffffff0 ab340cde 9018 0200 0000 0000",
                    "0101 050a fffffff0 00000010 0000 0000 61626364"),
            frame(
                    3,
                    LinkType.ETHERNET,
                    Frames.ETHERNET_IPV4,
                    Frames.ipv4(6, 20),
                    "1b59 a22a 00000001 00000002 5011 ffff 0000 0000"));

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tsharkReadsOurCommentsOnTheirFrames(boolean bigEndian) throws Exception {
        Path file = folder.resolve("comments.pcapng");
        Files.write(
                file,
                CaptureFileTest.pcapng(
                        List.of(
                                new CaptureBlock.Frame(FRAMES.get(0), List.of("✓ tcp.open.1", "클라이언트가 SYN(c)를 보낸다")),
                                new CaptureBlock.Frame(FRAMES.get(1), List.of()),
                                new CaptureBlock.Frame(FRAMES.get(2), List.of("x"))),
                        bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN));

        assertThat(WiresharkTools.fields(
                        file, "frame.number", "frame.comment", "frame.time_epoch", "frame.interface_name"))
                .containsExactly(
                        "1|✓ tcp.open.1,클라이언트가 SYN(c)를 보낸다|1793000000.123456789|lo",
                        "2||1793000000.123456790|lo",
                        "3|x|1793000000.123456791|lo");
        assertThat(WiresharkTools.run("capinfos", "-c", "-M", file.toString())).contains("Number of packets:   3");
    }

    @ParameterizedTest
    @CsvSource({
        "pcap, 1000",
        "nsecpcap, 1",
        "pcapng, 1",
        "modpcap, 1000",
        "nokiapcap, 1000",
        "rh6_1pcap, 1000",
        "suse6_3pcap, 1000"
    })
    void weReadWhatEditcapWrites(String format, long unit) throws Exception {
        Path ours = write(FRAMES);
        Path theirs = folder.resolve("theirs");
        WiresharkTools.run("editcap", "-F", format, ours.toString(), theirs.toString());

        List<CapturedFrame> read = frames(theirs);
        assertThat(read)
                .extracting(CapturedFrame::bytes)
                .isEqualTo(FRAMES.stream().map(CapturedFrame::bytes).toList());
        assertThat(read)
                .extracting(CapturedFrame::epochNanos)
                .isEqualTo(FRAMES.stream()
                        .map(frame -> frame.epochNanos() / unit * unit)
                        .toList());
    }

    @Test
    void weReadSeveralInterfacesOfDifferentLinkTypesAsMergecapWritesThem() throws Exception {
        Path ethernet = write(FRAMES);
        Path raw = folder.resolve("raw.pcap");
        try (PcapWriter writer =
                new PcapWriter(Files.newOutputStream(raw), new PcapFormat(ByteOrder.BIG_ENDIAN, false), LinkType.RAW)) {
            writer.write(frame(9000, LinkType.RAW, Frames.ipv4(6, 40), Frames.SYN));
        }
        Path merged = folder.resolve("merged.pcapng");
        WiresharkTools.run("mergecap", "-w", merged.toString(), ethernet.toString(), raw.toString());

        List<CapturedFrame> read = frames(merged);
        assertThat(read).hasSize(5);
        assertThat(read.getLast().linkType()).isEqualTo(LinkType.RAW);
        assertThat(read.getLast().epochNanos()).isEqualTo((TIME + 9000) / 1000 * 1000);
        assertThat(PacketDecoder.decode(read.getLast()).transport()).isInstanceOf(TcpHeader.class);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void tsharkReadsAllFormsOfPcapThatWeWrite(boolean bigEndian, boolean nanosecond) throws Exception {
        Path file = folder.resolve("ours.pcap");
        PcapFormat format = new PcapFormat(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, nanosecond);
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(file), format, LinkType.ETHERNET)) {
            writer.write(FRAMES.getFirst());
        }

        assertThat(WiresharkTools.fields(file, "frame.time_epoch", "tcp.srcport"))
                .containsExactly("1793000000.123456" + (nanosecond ? "789" : "000") + "|41514");
    }

    @Test
    void tsharkAndWeReadTheSameInEverySegment() throws Exception {
        Path file = write(FRAMES);
        List<String> ours = new ArrayList<>();
        for (CapturedFrame frame : FRAMES) ours.add(fields(PacketDecoder.decode(frame)));

        assertThat(WiresharkTools.fields(
                        file,
                        "tcp.srcport",
                        "tcp.dstport",
                        "tcp.seq_raw",
                        "tcp.ack_raw",
                        "tcp.flags",
                        "tcp.window_size_value",
                        "tcp.len",
                        "tcp.options.mss_val",
                        "tcp.options.wscale.shift",
                        "tcp.options.timestamp.tsval",
                        "tcp.options.sack_le",
                        "ip.ttl",
                        "ipv6.hlim"))
                .isEqualTo(ours);
    }

    @Test
    void tsharkAppliesOurNames() throws Exception {
        Path file = folder.resolve("names.pcapng");
        CaptureBlock names = new CaptureBlock.Names(
                List.of(new CaptureBlock.Name(InetAddress.getByName("127.0.0.1"), List.of("lab.example"))));
        Files.write(
                file,
                CaptureFileTest.pcapng(
                        List.of(names, new CaptureBlock.Frame(FRAMES.getFirst(), List.of())), ByteOrder.LITTLE_ENDIAN));

        assertThat(WiresharkTools.run("tshark", "-N", "n", "-r", file.toString()))
                .contains("lab.example");
    }

    private static String fields(Packet packet) {
        TcpHeader tcp = (TcpHeader) Objects.requireNonNull(packet.transport());
        NetworkHeader network = Objects.requireNonNull(packet.network());
        int flags = tcp.flags().stream().mapToInt(TcpFlag::bit).sum();
        String hops = network instanceof Ipv4 ? network.hopLimit() + "|" : "|" + network.hopLimit();
        return String.join(
                "|",
                String.valueOf(tcp.sourcePort()),
                String.valueOf(tcp.destinationPort()),
                tcp.sequenceNumber().toString(),
                tcp.acknowledgmentNumber().toString(),
                "0x%04x".formatted(flags),
                String.valueOf(tcp.window()),
                String.valueOf(tcp.payloadLength()),
                tcp.option(TcpOption.MaximumSegmentSize.class)
                        .map(mss -> "" + mss.octets())
                        .orElse(""),
                tcp.option(TcpOption.WindowScale.class)
                        .map(scale -> "" + scale.shift())
                        .orElse(""),
                tcp.option(TcpOption.Timestamps.class)
                        .map(clock -> "" + clock.value())
                        .orElse(""),
                tcp.option(TcpOption.SelectiveAcknowledgment.class)
                        .map(sack -> sack.blocks().getFirst().left().toString())
                        .orElse(""),
                hops);
    }

    private static CapturedFrame frame(long nanos, LinkType linkType, String... hex) {
        Octets bytes = Frames.octets(hex);
        return new CapturedFrame(TIME + nanos, "lo", linkType, bytes.length(), bytes);
    }

    private Path write(List<CapturedFrame> frames) throws IOException {
        Path file = folder.resolve("ours.pcapng");
        Files.write(
                file,
                CaptureFileTest.pcapng(
                        frames.stream()
                                .map(frame -> new CaptureBlock.Frame(frame, List.of()))
                                .toList(),
                        ByteOrder.LITTLE_ENDIAN));
        return file;
    }

    private static List<CapturedFrame> frames(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            List<CaptureBlock> blocks = CaptureFileTest.readAll(in);
            assertThat(blocks).noneMatch(CaptureBlock.Damage.class::isInstance);
            return blocks.stream()
                    .filter(CaptureBlock.Frame.class::isInstance)
                    .map(block -> ((CaptureBlock.Frame) block).frame())
                    .toList();
        }
    }
}
