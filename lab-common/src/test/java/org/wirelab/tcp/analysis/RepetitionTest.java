package org.wirelab.tcp.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.tcp.analysis.AnalysisFlag.DUPLICATE_ACK;
import static org.wirelab.tcp.analysis.AnalysisFlag.FAST_RETRANSMISSION;
import static org.wirelab.tcp.analysis.AnalysisFlag.LOST_SEGMENT;
import static org.wirelab.tcp.analysis.AnalysisFlag.OUT_OF_ORDER;
import static org.wirelab.tcp.analysis.AnalysisFlag.RETRANSMISSION;
import static org.wirelab.tcp.analysis.AnalysisFlag.SPURIOUS_RETRANSMISSION;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.tcp.analysis.SegmentScript.Said;

/// A segment whose octets were sent before: which kind of repetition it is, and when it is none.
class RepetitionTest {
    /// The fourth frame is the first after the handshake, whose round trip is 10 ms.
    private static Said last(SegmentScript script) {
        return script.said().getLast();
    }

    @Test
    void octetsSentAgainAfterALongTimeAreARetransmissionOfTheirFrame() {
        Said said = last(SegmentScript.open(100, 500)
                .client("PA", 101, 501, 50, 1000)
                .client("PA", 151, 501, 50, 1000)
                .after(200)
                .client("PA", 101, 501, 50, 1000));

        assertThat(said.flags()).containsExactly(RETRANSMISSION);
        assertThat(said.repeats()).isEqualTo(4);
        assertThat(said.analyses().getFirst().expected()).isEqualTo(201);
        assertThat(said.analyses().getFirst().afterNanos()).isEqualTo(201_000_000);
    }

    @Test
    void theLatestSegmentSentAgainAtOnceIsARetransmissionToo() {
        SegmentScript script = SegmentScript.open(100, 500)
                .client("PA", 101, 501, 50, 1000)
                .after(0.1)
                .client("PA", 101, 501, 50, 1000);

        assertThat(last(script).flags()).containsExactly(RETRANSMISSION);
    }

    @Test
    void newOctetsAreNoRetransmission() {
        SegmentScript script =
                SegmentScript.open(100, 500).client("PA", 101, 501, 50, 1000).client("PA", 151, 501, 50, 1000);

        assertThat(last(script).flags()).isEmpty();
    }

    @Test
    void anAckWithoutDataIsNoRetransmissionWhateverItsNumber() {
        SegmentScript script =
                SegmentScript.open(100, 500).client("PA", 101, 501, 50, 1000).client("A", 120, 501, 0, 1000);

        assertThat(last(script).flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S", "FA"})
    void aSynOrFinSentAgainIsARetransmission(String flags) {
        SegmentScript script = flags.equals("S")
                ? new SegmentScript().client("S", 100, 0, 0, 1000).after(1000).client("S", 100, 0, 0, 1000)
                : SegmentScript.open(100, 500)
                        .client("FA", 101, 501, 0, 1000)
                        .after(200)
                        .client("FA", 101, 501, 0, 1000);

        assertThat(last(script).flags()).containsExactly(RETRANSMISSION);
        assertThat(last(script).repeats()).isEqualTo(script.frames().size() - 1);
    }

    /// RFC 5681 §3.2; two duplicates are enough, the third may not have been captured.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void duplicateAcksAskForAFastRetransmission(int duplicates) {
        SegmentScript script = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .client("A", 151, 501, 50, 1000)
                .client("A", 201, 501, 50, 1000)
                .server("A", 501, 151, 0, 1000);
        for (int i = 0; i < duplicates; i++) script.server("A", 501, 151, 0, 1000);
        script.after(19).client("A", 151, 501, 50, 1000);

        if (duplicates >= 2) {
            assertThat(last(script).flags()).containsExactlyInAnyOrder(RETRANSMISSION, FAST_RETRANSMISSION);
            assertThat(last(script).repeats()).isEqualTo(5);
            Analysis fast = last(script).analyses().getLast();
            assertThat(fast.number()).isEqualTo(duplicates);
            assertThat(fast.otherFrame()).isEqualTo(7 + duplicates);
        } else {
            assertThat(last(script).flags()).containsExactly(RETRANSMISSION);
        }
    }

    @Test
    void twentyMillisecondsAfterTheDuplicatesItIsNotFast() {
        SegmentScript script = threeDuplicates().after(20).client("A", 151, 501, 50, 1000);

        assertThat(last(script).flags()).containsExactly(RETRANSMISSION);
    }

    @Test
    void whatTheDuplicatesDidNotAskForIsNotFast() {
        SegmentScript script = threeDuplicates().after(15).client("A", 201, 501, 50, 1000);

        assertThat(last(script).flags()).containsExactly(RETRANSMISSION);
    }

    private static SegmentScript threeDuplicates() {
        return SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .client("A", 151, 501, 50, 1000)
                .client("A", 201, 501, 50, 1000)
                .server("A", 501, 151, 0, 1000)
                .server("A", 501, 151, 0, 1000)
                .server("A", 501, 151, 0, 1000)
                .server("A", 501, 151, 0, 1000);
    }

    @Test
    void whatWasAcknowledgedAlreadyIsRetransmittedSpuriously() {
        Said said = last(SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .server("A", 501, 151, 0, 1000)
                .after(300)
                .client("A", 101, 501, 50, 1000));

        assertThat(said.flags()).containsExactlyInAnyOrder(RETRANSMISSION, SPURIOUS_RETRANSMISSION);
        assertThat(said.repeats()).isEqualTo(4);
        assertThat(said.refersTo()).isEqualTo(5);
    }

    @Test
    void anOctetMoreThanWasAcknowledgedIsNotSpurious() {
        SegmentScript script = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .client("A", 151, 501, 50, 1000)
                .server("A", 501, 151, 0, 1000)
                .after(300)
                .client("A", 101, 501, 51, 1000);

        assertThat(last(script).flags()).containsExactly(RETRANSMISSION);
    }

    @Test
    void aSegmentThatComesWithinARoundTripAfterALaterOneIsOutOfOrder() {
        Said said = last(SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .client("A", 201, 501, 50, 1000)
                .after(9.9)
                .client("A", 151, 501, 50, 1000));

        assertThat(said.flags()).containsExactly(OUT_OF_ORDER);
        assertThat(said.refersTo()).isEqualTo(5);
        assertThat(said.analyses().getFirst().roundTripNanos()).isEqualTo(10_000_000);
    }

    @Test
    void afterARoundTripItIsARetransmission() {
        SegmentScript script = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .client("A", 201, 501, 50, 1000)
                .after(10)
                .client("A", 151, 501, 50, 1000);

        assertThat(last(script).flags()).containsExactly(RETRANSMISSION);
        assertThat(last(script).repeats())
                .as("the capture never saw the original")
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.9, 3.0})
    void withoutAHandshakeThreeMillisecondsDecide(double milliseconds) {
        SegmentScript script = new SegmentScript()
                .client("A", 101, 501, 50, 1000)
                .client("A", 201, 501, 50, 1000)
                .after(milliseconds)
                .client("A", 151, 501, 50, 1000);

        assertThat(last(script).flags()).containsExactly(milliseconds < 3 ? OUT_OF_ORDER : RETRANSMISSION);
    }

    @Test
    void timeThatGoesBackwardsTellsNoOrder() {
        SegmentScript script = SegmentScript.open(100, 500)
                .client("A", 101, 501, 50, 1000)
                .client("A", 201, 501, 50, 1000)
                .after(-5)
                .client("A", 151, 501, 50, 1000);

        assertThat(last(script).flags()).containsExactly(RETRANSMISSION);
    }

    @Test
    void aGapIsALostSegmentAndItsSizeIsKnown() {
        Said said = last(
                SegmentScript.open(100, 500).client("A", 101, 501, 50, 1000).client("A", 201, 501, 50, 1000));

        assertThat(said.flags()).containsExactly(LOST_SEGMENT);
        assertThat(said.analyses().getFirst().expected()).isEqualTo(151);
        assertThat(said.inFlight()).as("what is in the gap may have arrived").isEqualTo(-1);
    }

    @Test
    void aResetFarAheadLeavesNoGap() {
        SegmentScript script = SegmentScript.open(100, 500).client("R", 100_000, 0, 0, 0);

        assertThat(last(script).flags()).isEmpty();
    }

    @Test
    void theFirstSegmentOfACaptureRepeatsNothing() {
        assertThat(last(new SegmentScript().client("A", 101, 501, 50, 1000)).flags())
                .isEmpty();
    }

    @Test
    void theCircleOfNumbersIsNoGapAndNoRepetition() {
        long start = 0xffff_ff00L;
        SegmentScript script = SegmentScript.open(start, 500);
        long next = start + 1;
        for (int i = 0; i < 9; i++, next += 100) script.client("A", next & 0xffff_ffffL, 501, 100, 1000);

        assertThat(script.said()).allSatisfy(said -> assertThat(said.flags()).isEmpty());
        assertThat(last(script).inFlight()).isEqualTo(900);
        assertThat(last(script.after(300).client("A", (next - 100) & 0xffff_ffffL, 501, 100, 1000))
                        .flags())
                .containsExactly(RETRANSMISSION);
    }

    /// A capture that begins exactly at 0, which Wireshark takes for "nothing seen yet".
    @Test
    void zeroIsANumberLikeAnyOther() {
        SegmentScript script = SegmentScript.open(0xffff_ffffL, 500)
                .client("A", 0, 501, 50, 1000)
                .after(200)
                .client("A", 0, 501, 50, 1000)
                .server("A", 501, 50, 0, 1000)
                .server("A", 501, 50, 0, 1000);

        assertThat(script.said().get(4).flags()).containsExactly(RETRANSMISSION);
        assertThat(last(script).flags()).containsExactly(DUPLICATE_ACK);
    }
}
