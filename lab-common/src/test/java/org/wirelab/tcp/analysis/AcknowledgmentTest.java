package org.wirelab.tcp.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.tcp.analysis.AnalysisFlag.ACK_LOST_SEGMENT;
import static org.wirelab.tcp.analysis.AnalysisFlag.DUPLICATE_ACK;
import static org.wirelab.tcp.analysis.AnalysisFlag.KEEP_ALIVE;
import static org.wirelab.tcp.analysis.AnalysisFlag.KEEP_ALIVE_ACK;
import static org.wirelab.tcp.analysis.AnalysisFlag.RETRANSMISSION;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.tcp.analysis.SegmentScript.Said;

/// What an acknowledgment says: the same once more, more than was seen, or the answer to a keep-alive.
class AcknowledgmentTest {
    private static Said last(SegmentScript script) {
        return script.said().getLast();
    }

    @Test
    void duplicatesAreNumberedAndNameTheFirst() {
        List<Said> said = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .server("A", 501, 151, 0, 1000)
                .server("A", 501, 151, 0, 1000)
                .server("A", 501, 151, 0, 1000)
                .said();

        assertThat(said.get(4).flags()).isEmpty();
        assertThat(said.get(5).flags()).containsExactly(DUPLICATE_ACK);
        assertThat(said.subList(5, 7)).extracting(Said::duplicateNumber).containsExactly(1, 2);
        assertThat(said.subList(5, 7)).extracting(Said::refersTo).containsExactly(5L, 5L);
    }

    @Test
    void anotherNumberBeginsTheCountAnew() {
        Said said = last(SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .client("A", 151, 501, 50, 1000)
                .server("A", 501, 151, 0, 1000)
                .server("A", 501, 151, 0, 1000)
                .server("A", 501, 201, 0, 1000)
                .server("A", 501, 201, 0, 1000));

        assertThat(said.duplicateNumber()).isEqualTo(1);
        assertThat(said.refersTo()).isEqualTo(8);
    }

    /// RFC 5681 §2: a duplicate has no data, no FIN, and the same window.
    @Test
    void dataFinOrAnotherWindowMakeItNoDuplicate() {
        SegmentScript before = SegmentScript.open(100, 500).client("A", 101, 501, 50, 1000);

        assertThat(last(before.server("A", 501, 101, 10, 1000)).flags()).doesNotContain(DUPLICATE_ACK);
        assertThat(last(before.server("A", 511, 101, 0, 999)).flags()).doesNotContain(DUPLICATE_ACK);
        assertThat(last(before.server("FA", 511, 101, 0, 999)).flags()).doesNotContain(DUPLICATE_ACK);
    }

    @Test
    void whatTheCaptureNeverSawIsAcknowledged() {
        Said said = last(
                SegmentScript.open(100, 500).client("A", 101, 501, 50, 1000).server("A", 501, 201, 0, 1000));

        assertThat(said.flags()).containsExactly(ACK_LOST_SEGMENT);
        assertThat(said.analyses().getFirst().expected()).isEqualTo(151);
    }

    @Test
    void whatTheCaptureSawBehindAGapIsPointedOutOnce() {
        List<Said> said = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .client("A", 201, 501, 50, 1000)
                .server("A", 501, 251, 0, 1000)
                .client("A", 251, 501, 50, 1000)
                .server("A", 501, 301, 0, 1000)
                .said();

        assertThat(said.get(5).flags()).containsExactly(ACK_LOST_SEGMENT);
        assertThat(said.get(7).flags()).isEmpty();
    }

    @Test
    void inACaptureOfOneDirectionNothingIsAcknowledgedUnseen() {
        SegmentScript script = new SegmentScript();
        for (int i = 0; i < 5; i++) script.server("A", 501, 101 + 100 * i, 0, 1000);

        assertThat(script.said()).allSatisfy(said -> assertThat(said.flags()).isEmpty());
    }

    @Test
    void aProbeOfTheOctetBeforeTheNextIsAKeepAliveAndItsAnswerIsToo() {
        List<Said> said = SegmentScript.open(100, 500)
                .after(1000)
                .client("A", 100, 501, 0, 1000)
                .after(10)
                .server("A", 501, 101, 0, 1000)
                .said();

        assertThat(said.get(3).flags()).containsExactly(KEEP_ALIVE);
        assertThat(said.get(3).analyses().getFirst().afterNanos()).isEqualTo(1_010_000_000);
        assertThat(said.get(4).flags()).containsExactly(KEEP_ALIVE_ACK);
        assertThat(said.get(4).rttNanos()).isEqualTo(-1);
    }

    @Test
    void theAnswerRepeatsWhatWasSaidBefore() {
        List<Said> said = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .server("A", 501, 151, 0, 1000)
                .after(1000)
                .client("A", 150, 501, 1, 1000)
                .server("A", 501, 151, 0, 1000)
                .said();

        assertThat(said.get(5).flags()).containsExactly(KEEP_ALIVE);
        assertThat(said.get(5).repeats()).as("the frame of that octet").isEqualTo(4);
        assertThat(said.get(6).flags()).containsExactly(KEEP_ALIVE_ACK);
        assertThat(said.get(6).refersTo()).isEqualTo(6);
    }

    @Test
    void twoOctetsAreNoKeepAlive() {
        SegmentScript script = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .after(1000)
                .client("A", 149, 501, 2, 1000);

        assertThat(last(script).flags()).containsExactly(RETRANSMISSION);
    }

    @Test
    void aFinBeforeTheNextNumberIsNoKeepAlive() {
        SegmentScript script = SegmentScript.open(100, 500)
                .client("FA", 101, 501, 0, 1000)
                .after(1000)
                .client("FA", 101, 501, 0, 1000);

        assertThat(last(script).flags()).containsExactly(RETRANSMISSION);
    }
}
