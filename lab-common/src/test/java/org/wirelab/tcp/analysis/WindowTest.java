package org.wirelab.tcp.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.tcp.analysis.AnalysisFlag.DUPLICATE_ACK;
import static org.wirelab.tcp.analysis.AnalysisFlag.WINDOW_FULL;
import static org.wirelab.tcp.analysis.AnalysisFlag.WINDOW_UPDATE;
import static org.wirelab.tcp.analysis.AnalysisFlag.ZERO_WINDOW;
import static org.wirelab.tcp.analysis.AnalysisFlag.ZERO_WINDOW_PROBE;
import static org.wirelab.tcp.analysis.AnalysisFlag.ZERO_WINDOW_PROBE_ACK;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.tcp.analysis.SegmentScript.Said;

/// Windows: closed, probed, opened, filled.
class WindowTest {
    private static Said last(SegmentScript script) {
        return script.said().getLast();
    }

    @Test
    void aWindowOfZeroIsSaidOfEverySegmentThatHasIt() {
        SegmentScript script = SegmentScript.open(100, 500).server("A", 501, 101, 0, 0);

        assertThat(last(script).flags()).containsExactly(ZERO_WINDOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RA", "FA"})
    void theWindowOfARstOrFinIsNoWordAboutRoom(String flags) {
        assertThat(last(SegmentScript.open(100, 500).server(flags, 501, 101, 0, 0))
                        .flags())
                .isEmpty();
    }

    /// RFC 9293 §3.8.6.1
    @Test
    void oneNewOctetIntoAClosedWindowIsAProbe() {
        List<Said> said = SegmentScript.open(100, 500)
                .server("A", 501, 101, 0, 0)
                .after(200)
                .client("A", 101, 501, 1, 1000)
                .server("A", 501, 101, 0, 0)
                .after(400)
                .client("A", 101, 501, 1, 1000)
                .said();

        assertThat(said.get(4).flags()).containsExactly(ZERO_WINDOW_PROBE);
        assertThat(said.get(4).refersTo()).isEqualTo(4);
        assertThat(said.get(5).flags()).containsExactlyInAnyOrder(ZERO_WINDOW, ZERO_WINDOW_PROBE_ACK);
        assertThat(said.get(5).refersTo()).isEqualTo(5);
        assertThat(said.get(6).flags())
                .as("the octet was not taken, so it is new again")
                .containsExactly(ZERO_WINDOW_PROBE);
    }

    @ParameterizedTest
    @CsvSource({"2,0", "1,10"})
    void moreThanAnOctetOrAnOpenWindowMakeItNoProbe(int length, int window) {
        SegmentScript script =
                SegmentScript.open(100, 500).server("A", 501, 101, 0, window).client("A", 101, 501, length, 1000);

        assertThat(last(script).flags()).doesNotContain(ZERO_WINDOW_PROBE);
    }

    @Test
    void anAnswerThatOpensTheWindowIsAnUpdate() {
        Said said = last(SegmentScript.open(100, 500)
                .server("A", 501, 101, 0, 0)
                .client("A", 101, 501, 1, 1000)
                .server("A", 501, 101, 0, 700));

        assertThat(said.flags()).containsExactly(WINDOW_UPDATE);
        assertThat(said.analyses().getFirst().windowBefore()).isZero();
        assertThat(said.analyses().getFirst().window()).isEqualTo(700);
    }

    @Test
    void theSameWindowIsADuplicateAndAnotherNumberIsNothing() {
        assertThat(last(SegmentScript.open(100, 500).client("A", 101, 501, 0, 1000))
                        .flags())
                .containsExactly(DUPLICATE_ACK);
        assertThat(last(SegmentScript.open(100, 500)
                                .client("A", 101, 501, 10, 1000)
                                .server("A", 501, 111, 0, 700))
                        .flags())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"999,false", "1000,true", "1001,false"})
    void dataUpToTheWindowsEdgeFillIt(int length, boolean full) {
        SegmentScript script = SegmentScript.open(100, 500).client("A", 101, 501, length, 1000);

        assertThat(last(script).flags().contains(WINDOW_FULL)).isEqualTo(full);
    }

    /// RFC 7323 §2.2: the window of a SYN is not scaled, those after it are.
    @Test
    void windowsAreScaledFromTheFirstAckOn() {
        SegmentScript script = new SegmentScript()
                .client("S", 100, 0, 0, 1000, SegmentScript.scale(2))
                .server("SA", 500, 101, 0, 1000, SegmentScript.scale(3))
                .client("A", 101, 501, 0, 1000)
                .server("A", 501, 101, 10, 100)
                .client("A", 101, 511, 400, 1000)
                .client("A", 501, 511, 400, 1000);

        assertThat(script.said().get(4).flags()).isEmpty();
        assertThat(last(script).flags()).containsExactly(WINDOW_FULL);
        assertThat(last(script).analyses().getFirst().window()).isEqualTo(800);
    }

    @Test
    void oneSynWithoutTheOptionMeansNoScale() {
        SegmentScript script = new SegmentScript()
                .client("S", 100, 0, 0, 1000, SegmentScript.scale(2))
                .server("SA", 500, 101, 0, 1000)
                .client("A", 101, 501, 0, 1000)
                .server("A", 501, 101, 10, 100)
                .client("A", 101, 511, 100, 1000)
                .server("A", 511, 201, 1000, 100);

        assertThat(script.said().get(4).flags()).containsExactly(WINDOW_FULL);
        assertThat(last(script).flags()).containsExactly(WINDOW_FULL);
    }

    @Test
    void withoutTheHandshakeNobodyKnowsWhereTheWindowEnds() {
        SegmentScript script = new SegmentScript().server("A", 501, 101, 0, 100).client("A", 101, 501, 100, 1000);

        assertThat(last(script).flags()).isEmpty();
    }
}
