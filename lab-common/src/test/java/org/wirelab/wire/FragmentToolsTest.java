package org.wirelab.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// tshark and the reassembly find the same segments in the same frames.
class FragmentToolsTest {
    private static final String DATA = "61".repeat(60);

    @TempDir
    Path folder = Path.of("");

    @Test
    void aSegmentIsFoundAtItsLastFragmentAsTsharkFindsIt() throws Exception {
        String segment = (Frames.SYN + DATA).replace(" ", "");
        String first = segment.substring(0, 96);
        String second = segment.substring(96);
        List<String> packets = List.of(
                // in order, in the other order, IPv6, a fragment that waits in vain, a whole packet
                "4500 0044 0001 2000 4006 0000 7f000001 7f000001" + first,
                "4500 0048 0001 0006 4006 0000 7f000001 7f000001" + second,
                "4500 0048 0002 0006 4006 0000 7f000001 7f000001" + second,
                "4500 0044 0002 2000 4006 0000 7f000001 7f000001" + first,
                Frames.ipv6(44, 8 + 48) + "0600 0001 00000009" + first,
                Frames.ipv6(44, 8 + 52) + "0600 0030 00000009" + second,
                "4500 0048 0003 0006 4006 0000 7f000001 7f000001" + second,
                Frames.ipv4(6, 100) + segment);
        List<CaptureBlock.Frame> frames = packets.stream()
                .map(Frames::octets)
                .map(bytes -> new CapturedFrame(1_793_000_000_000_000_000L, "", LinkType.RAW, bytes.length(), bytes))
                .map(frame -> new CaptureBlock.Frame(frame, List.of()))
                .toList();
        Path file = folder.resolve("fragments.pcapng");
        Files.write(file, Damaged.pcapng(frames));

        assertThat(ours(frames))
                .hasSize(4)
                .isEqualTo(WiresharkTools.fields(file, "frame.number", "tcp.srcport", "tcp.seq_raw", "tcp.len").stream()
                        .filter(line -> !line.endsWith("|||"))
                        .toList());
    }

    private static List<String> ours(List<CaptureBlock.Frame> frames) {
        FragmentReassembly reassembly = new FragmentReassembly();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            CapturedFrame frame = frames.get(i).frame();
            NetworkHeader network = PacketDecoder.decode(frame).network();
            if (network != null && network.isFragment()) {
                if (!(reassembly.add(network, frame) instanceof FragmentReassembly.Outcome.Whole whole)) continue;
                frame = whole.packet();
            }
            TcpHeader tcp = (TcpHeader)
                    java.util.Objects.requireNonNull(PacketDecoder.decode(frame).transport());
            lines.add("%d|%d|%s|%d".formatted(i + 1, tcp.sourcePort(), tcp.sequenceNumber(), tcp.payloadLength()));
        }
        return lines;
    }
}
