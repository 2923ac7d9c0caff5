package org.wirelab.tcp.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.Octets;

/// tshark as the judge: the same flags, numbers and times for every segment, but for what
/// docs/reference/tcp-analysis.md lists.
class TsharkAgreementTest {
    /// What Wireshark's count of duplicate ACKs below zero may change (docs: "A count below zero").
    private static final Set<AnalysisFlag> KINDS_OF_REPETITION =
            EnumSet.of(AnalysisFlag.RETRANSMISSION, AnalysisFlag.FAST_RETRANSMISSION, AnalysisFlag.OUT_OF_ORDER);

    @TempDir
    Path folder = Path.of("");

    @Test
    void everySegmentOfRandomConversationsHasTheFlagsThatTsharkGivesIt() throws Exception {
        SegmentScript script = RandomConversations.of(400, 20_261_122);
        List<Tshark.Said> judge = tshark(script.frames());
        List<SegmentScript.Said> lab = script.said();

        assertThat(lab).hasSameSizeAs(judge).hasSizeGreaterThan(5000);
        List<String> disagreements = new ArrayList<>();
        Set<Long> reused = new HashSet<>();
        for (int i = 0; i < judge.size(); i++) {
            Tshark.Said theirs = judge.get(i);
            SegmentScript.Said ours = lab.get(i);
            if (theirs.flags().contains(AnalysisFlag.REUSED_PORTS)) reused.add(theirs.stream());
            // the server goes on with the numbers of the connection before: Wireshark then gives no octets in flight
            boolean flightDiffers = theirs.inFlight() != ours.inFlight() && !reused.contains(theirs.stream());
            if (flightDiffers || disagree(theirs, ours)) {
                disagreements.add(theirs + "\n   " + ours);
            }
        }
        assertThat(disagreements).isEmpty();
        assertThat(EnumSet.copyOf(
                        judge.stream().flatMap(said -> said.flags().stream()).toList()))
                .containsExactlyInAnyOrder(AnalysisFlag.values());
    }

    private static boolean disagree(Tshark.Said theirs, SegmentScript.Said ours) {
        Set<AnalysisFlag> different = EnumSet.noneOf(AnalysisFlag.class);
        for (AnalysisFlag flag : AnalysisFlag.values()) {
            if (theirs.flags().contains(flag) != ours.flags().contains(flag)) different.add(flag);
        }
        boolean documented = ours.duplicatesHeard() < 0
                && theirs.flags().contains(AnalysisFlag.FAST_RETRANSMISSION)
                && KINDS_OF_REPETITION.containsAll(different);
        return (!different.isEmpty() && !documented)
                || theirs.stream() != ours.stream()
                || theirs.rttNanos() != ours.rttNanos()
                || theirs.ackedFrame() != ours.ackedFrame()
                || (ours.duplicateNumber() > 0
                        && (theirs.duplicateNumber() != ours.duplicateNumber()
                                || theirs.duplicateFrame() != ours.refersTo()));
    }

    /// A frame that the network card is to cut into segments says 0 for its length; one that the capture cut is as
    /// long as its header says.
    @Test
    void lengthsAreThoseOnTheWire() throws Exception {
        SegmentScript script = SegmentScript.open(100, 500)
                .client("A", 101, 501, 900, 1000)
                .client("A", 1001, 501, 10, 1000)
                .server("A", 501, 1011, 0, 1000);
        List<CapturedFrame> frames = new ArrayList<>(script.frames());
        byte[] offloaded = frames.get(3).bytes().toArray();
        offloaded[2] = 0;
        offloaded[3] = 0;
        frames.set(3, frame(frames.get(3), offloaded, offloaded.length));
        byte[] cut = Arrays.copyOf(frames.get(4).bytes().toArray(), 40);
        frames.set(4, frame(frames.get(4), cut, 50));

        List<SegmentScript.Said> lab = SegmentScript.said(new TcpAnalyzer(), frames);
        List<Tshark.Said> judge = tshark(frames);
        assertThat(lab)
                .extracting(SegmentScript.Said::flags)
                .isEqualTo(judge.stream().map(Tshark.Said::flags).toList());
        assertThat(lab)
                .extracting(SegmentScript.Said::inFlight)
                .isEqualTo(judge.stream().map(Tshark.Said::inFlight).toList());
        assertThat(lab.get(4).flags()).isEmpty();
        assertThat(lab.get(4).inFlight()).isEqualTo(910);
    }

    private static CapturedFrame frame(CapturedFrame like, byte[] bytes, int originalLength) {
        return new CapturedFrame(like.epochNanos(), "", LinkType.RAW, originalLength, Octets.of(bytes));
    }

    private List<Tshark.Said> tshark(List<CapturedFrame> frames) throws Exception {
        Path file = folder.resolve("capture.pcap");
        Files.write(file, SegmentScript.pcap(frames));
        return Tshark.read(file);
    }
}
