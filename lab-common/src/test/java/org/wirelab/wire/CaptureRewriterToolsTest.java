package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Wireshark's programs read what the rewriter writes, and see the comments where they belong.
class CaptureRewriterToolsTest {
    private static final List<CaptureBlock.Frame> FRAMES = Damaged.frames(5);

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"pcap", "nsecpcap", "pcapng", "modpcap"})
    void tsharkSeesEachFrameAsBeforeAndItsComment(String format) throws Exception {
        Path original = written("original", format);
        Path rewritten = rewrite(original, number -> number % 2 == 0 ? List.of("even", "✓ " + number) : List.of());

        String[] fields = {"frame.time_epoch", "frame.len", "frame.cap_len", "udp.stream", "data.data"};
        assertThat(WiresharkTools.fields(rewritten, fields)).isEqualTo(WiresharkTools.fields(original, fields));
        assertThat(WiresharkTools.fields(rewritten, "frame.comment"))
                .containsExactly("", "even,✓ 2", "", "even,✓ 4", "");
        assertThat(WiresharkTools.run("capinfos", "-c", "-M", rewritten.toString()))
                .contains("Number of packets:   5");
    }

    @Test
    void theInterfacesOfAMergedFileStayAsTheyWere() throws Exception {
        Path raw = folder.resolve("raw.pcap");
        try (PcapWriter writer =
                new PcapWriter(Files.newOutputStream(raw), new PcapFormat(ByteOrder.BIG_ENDIAN, false), LinkType.RAW)) {
            writer.write(new CapturedFrame(
                    1_793_000_000_123_457_000L, "", LinkType.RAW, 60, Frames.octets(Frames.ipv4(6, 40), Frames.SYN)));
        }
        Path merged = folder.resolve("merged.pcapng");
        WiresharkTools.run(
                "mergecap", "-w", merged.toString(), written("one", "pcapng").toString(), raw.toString());
        Path rewritten = rewrite(merged, number -> List.of("frame " + number));

        String[] fields = {
            "frame.time_epoch", "frame.interface_id", "frame.interface_name", "frame.encap_type", "frame.len"
        };
        assertThat(WiresharkTools.fields(rewritten, fields)).isEqualTo(WiresharkTools.fields(merged, fields));
        assertThat(WiresharkTools.fields(rewritten, "frame.comment"))
                .containsExactly("frame 1", "frame 2", "frame 3", "frame 4", "frame 5", "frame 6");
    }

    @Test
    void secretsAndNamesAreKept() throws Exception {
        List<CaptureBlock> blocks = new ArrayList<>();
        blocks.add(new CaptureBlock.Secrets(
                CaptureBlock.Secrets.TLS_KEY_LOG,
                Octets.of("# no secrets\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
        blocks.add(new CaptureBlock.Names(
                List.of(new CaptureBlock.Name(java.net.InetAddress.getByName("127.0.0.1"), List.of("lab.example")))));
        blocks.addAll(FRAMES);
        Path original = folder.resolve("secrets.pcapng");
        Files.write(original, Damaged.pcapng(blocks));
        Path rewritten = rewrite(original, number -> List.of("x"));

        assertThat(WiresharkTools.run("tshark", "-N", "n", "-r", rewritten.toString()))
                .contains("lab.example");
        assertThat(WiresharkTools.run("capinfos", rewritten.toString())).contains("decryption secrets");
    }

    @Test
    void aDamagedFileBecomesOneThatWiresharkReadsToItsEnd() throws Exception {
        byte[] damaged = Arrays.copyOf(Damaged.pcapng(FRAMES), Damaged.pcapng(FRAMES).length - 3);
        damaged[damaged.length - 3 * 92 + 3 + 7] = 0x7f;
        Path original = folder.resolve("damaged.pcapng");
        Files.write(original, damaged);
        Path rewritten = rewrite(original, number -> List.of());

        assertThat(WiresharkTools.fields(rewritten, "frame.number", "frame.comment"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("1|"),
                        second -> assertThat(second).isEqualTo("2|"),
                        third -> assertThat(third).contains("damage in the original was left out here"));
        assertThat(WiresharkTools.run("capinfos", rewritten.toString()))
                .contains("Number of packets:   3")
                .contains("the file ends at offset " + damaged.length);
    }

    @Test
    void aSimplePacketsCommentIsSeenAndItsTimeIsExplained() throws Exception {
        byte[] file = Frames.bytes(
                "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c",
                "00000001 00000014 0065 0000 00000000 00000014",
                "00000003 0000004c 0000003c",
                Frames.ipv4(6, 40),
                Frames.SYN,
                "0000004c");
        Path original = folder.resolve("simple.pcapng");
        Files.write(original, file);
        Path rewritten = rewrite(original, number -> List.of("x"));

        assertThat(WiresharkTools.fields(rewritten, "tcp.srcport", "frame.comment"))
                .singleElement()
                .asString()
                .startsWith("41514|Wirelab: the capture does not say when this packet was seen")
                .endsWith(",x");
    }

    private Path written(String name, String format) throws Exception {
        Path ours = folder.resolve(name + ".ours");
        Files.write(ours, Damaged.pcapng(FRAMES));
        Path theirs = folder.resolve(name + "." + format);
        WiresharkTools.run("editcap", "-F", format, ours.toString(), theirs.toString());
        return theirs;
    }

    private Path rewrite(Path original, CaptureRewriter.Commentary commentary) throws IOException {
        Path rewritten = folder.resolve("rewritten.pcapng");
        CaptureRewriter.rewrite(original, rewritten, commentary);
        return rewritten;
    }
}
