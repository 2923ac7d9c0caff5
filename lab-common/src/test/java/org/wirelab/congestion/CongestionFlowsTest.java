package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wirelab.congestion.Phase.CONGESTION_AVOIDANCE;
import static org.wirelab.congestion.Phase.FAST_RECOVERY;
import static org.wirelab.congestion.Phase.SLOW_START;
import static org.wirelab.congestion.Tale.MILLI;
import static org.wirelab.congestion.Tale.SEGMENT;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.congestion.CongestionObservation.DuplicateAck;
import org.wirelab.congestion.CongestionObservation.FastRetransmit;
import org.wirelab.congestion.CongestionObservation.RecoveryEntered;
import org.wirelab.congestion.CongestionObservation.RecoveryLeft;
import org.wirelab.congestion.CongestionObservation.Timeout;
import org.wirelab.congestion.KernelObservation.Agreement;
import org.wirelab.congestion.KernelObservation.Model;
import org.wirelab.congestion.KernelObservation.Reduction;
import org.wirelab.congestion.KernelObservation.SlowStartLeft;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.flow.Judge;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// The five sentences, held against what senders do and against what they must not do.
class CongestionFlowsTest {

    private static final int LOST = 100 * SEGMENT;

    /// A Reno sender on a slow link: slow start from one segment, a queue, a loss, its repair.
    private static Tale reno() {
        Tale tale = new Tale()
                .began("reno", 1)
                .window(1, 1000, SLOW_START, "begin")
                .round(SLOW_START, 1, 2, 50)
                .round(SLOW_START, 2, 4, 50)
                .round(SLOW_START, 4, 8, 51)
                .round(SLOW_START, 48, 96, 70);
        return thirdDuplicate(tale);
    }

    private static Tale thirdDuplicate(Tale tale) {
        return tale.says(new DuplicateAck(LOST, 1))
                .says(new DuplicateAck(LOST, 2))
                .says(new DuplicateAck(LOST, 3));
    }

    private static Tale recovered(Tale tale, int before, int after) {
        return tale.says(new FastRetransmit(LOST, 3, "third_duplicate_ack"))
                .says(new RecoveryEntered(
                        SEGMENT,
                        (long) before * SEGMENT,
                        null,
                        (long) before * SEGMENT,
                        (long) after * SEGMENT,
                        LOST,
                        null))
                .window(after + 3, 1000, FAST_RECOVERY, "third_duplicate_ack")
                .says(new RecoveryLeft(SEGMENT, (long) after * SEGMENT, (long) after * SEGMENT, null));
    }

    @Test
    void renoDoesAsDocumentedAndMindsNoDelay() {
        Tale tale = recovered(reno(), 96, 48)
                .round(CONGESTION_AVOIDANCE, 48, 49, 60)
                .finished(1);

        assertThat(tale.judged().values())
                .extracting(finding -> finding.step() + " " + finding.verdict().label())
                .containsExactly(
                        "congestion.1 confirmed",
                        "congestion.2 confirmed",
                        "congestion.3 differs",
                        "congestion.4 confirmed",
                        "congestion.5 confirmed");
    }

    @Test
    void withoutAWindowOfItsOwnBeingTheSmallerTheReceiverIsTheLimit() {
        Tale tale = new Tale()
                .began("reno", 3)
                .window(3, 2, SLOW_START, "begin")
                .round(SLOW_START, 3, 3, 50)
                .finished(0);

        assertThat(tale.verdict("congestion.1")).isEqualTo("not_applicable congestion.1.receiver_was_the_limit");
    }

    @Test
    void tenSegmentsAtFirstDifferAndTheyDoubleAllTheSame() {
        Tale tale = new Tale().began("cubic", 10).round(SLOW_START, 10, 20, 50).finished(0);

        assertThat(tale.verdict("congestion.2")).isEqualTo("differs congestion.2.initial_window");
    }

    @Test
    void tenSegmentsThatDoNotDoubleContradictTheSentence() {
        Tale tale = new Tale().began("cubic", 10).round(SLOW_START, 10, 11, 50).finished(0);

        assertThat(tale.verdict("congestion.2")).isEqualTo("contradicted reason.check");
    }

    @Test
    void halfAsMuchAgainIsTheReceiversDelayedAcknowledgment() {
        Tale tale = new Tale()
                .began("reno", 1)
                .round(SLOW_START, 1, 2, 50)
                .round(SLOW_START, 2, 3, 50)
                .finished(0);

        assertThat(tale.verdict("congestion.2")).isEqualTo("differs congestion.2.delayed_ack");
    }

    @Test
    void aWindowThatGrowsByOneInSlowStartContradictsTheSentence() {
        Tale tale = new Tale().began("reno", 4).round(SLOW_START, 4, 5, 50).finished(0);

        assertThat(tale.verdict("congestion.2")).isEqualTo("contradicted reason.check");
    }

    @Test
    void aLossInTheFirstRoundTripLeavesNothingToDouble() {
        Tale tale = thirdDuplicate(new Tale().began("reno", 4))
                .says(new Timeout(0L, SEGMENT, 1_000_000_000, 0, SEGMENT, SEGMENT, null));

        assertThat(tale.verdict("congestion.2")).isEqualTo("not_applicable congestion.2.too_short");
    }

    @Test
    void whoSendsLessBeforeAnyLossWhenItTakesLongerDoesAsTheNotesSay() {
        Tale tale = new Tale()
                .began("vegas", 2)
                .round(SLOW_START, 2, 4, 50)
                .round(CONGESTION_AVOIDANCE, 4, 3, 80)
                .finished(0);

        assertThat(tale.verdict("congestion.3")).isEqualTo("confirmed");
    }

    @Test
    void aWindowThatALossMadeSmallerSaysNothingOfDelay() {
        Tale tale = new Tale()
                .began("reno", 2)
                .round(SLOW_START, 2, 4, 50)
                .says(new RecoveryEntered(SEGMENT, 4 * SEGMENT, null, 4 * SEGMENT, 2 * SEGMENT, LOST, null))
                .round(CONGESTION_AVOIDANCE, 4, 2, 80)
                .finished(1);

        assertThat(tale.verdict("congestion.3")).isEqualTo("not_applicable congestion.3.no_delay");
    }

    @Test
    void slowStartThatEndsByDelayAndAModelDifferInTheirOwnWays() {
        assertThat(new Tale()
                        .began("cubic", 10)
                        .round(SLOW_START, 10, 20, 50)
                        .says(new SlowStartLeft("hystart", SEGMENT, 40 * SEGMENT, 50 * MILLI, 57 * MILLI))
                        .verdict("congestion.3"))
                .isEqualTo("differs congestion.3.hystart");
        assertThat(new Tale()
                        .began("bbr", 10)
                        .round(SLOW_START, 10, 20, 50)
                        .says(new Model(10_000_000, 50 * MILLI, 1.25, 2))
                        .verdict("congestion.3"))
                .isEqualTo("differs congestion.3.model");
    }

    @Test
    void threeDuplicatesWithoutAFastRetransmitContradictTheSentence() {
        assertThat(reno().finished(1).verdict("congestion.4")).isEqualTo("contradicted reason.check");
    }

    @Test
    void sentAgainBeforeTheThirdDuplicateByCountContradictsTheSentence() {
        Tale tale = new Tale().began("reno", 1).says(new FastRetransmit(LOST, 2, "third_duplicate_ack"));

        assertThat(tale.verdict("congestion.4")).isEqualTo("contradicted reason.check");
    }

    @Test
    void sentAgainByTimeOrByBlocksDiffers() {
        for (String cause : List.of("rack", "sack", "later")) {
            assertThat(new Tale()
                            .began("cubic", 10)
                            .says(new FastRetransmit(LOST, 1, cause))
                            .verdict("congestion.4"))
                    .isEqualTo("differs congestion.4." + cause);
        }
    }

    @Test
    void aProbeAloneIsNoFastRetransmitAndARealOneBehindItCounts() {
        Tale probed = new Tale().began("cubic", 10).says(new FastRetransmit(LOST, 0, "tlp"));

        assertThat(probed.finished(1).verdict("congestion.4")).isEqualTo("differs congestion.4.tlp");
        assertThat(new Tale()
                        .began("cubic", 10)
                        .says(new FastRetransmit(LOST, 0, "tlp"))
                        .says(new FastRetransmit(LOST, 3, "rack"))
                        .verdict("congestion.4"))
                .isEqualTo("differs congestion.4.rack");
    }

    @Test
    void whereOnlyTheTimerHelpedThereWereTooFewDuplicates() {
        Tale tale = new Tale()
                .began("reno", 2)
                .says(new DuplicateAck(LOST, 1))
                .says(new Timeout((long) LOST, SEGMENT, 1_000_000_000, 0, 2 * SEGMENT, SEGMENT, null))
                .finished(1);

        assertThat(tale.verdict("congestion.4")).isEqualTo("not_applicable congestion.4.too_few_duplicates");
        assertThat(tale.verdict("congestion.5")).isEqualTo("not_applicable congestion.5.no_fast_retransmit");
    }

    @Test
    void whereNobodySeesTheSegmentsTheFastRetransmitIsUnobservable() {
        Tale tale = new Tale()
                .began("cubic", 10)
                .says(new Unseen("wire", "congestion.4.nothing_lost", ""))
                .finished(1);

        assertThat(tale.verdict("congestion.4")).isEqualTo("unobservable congestion.lacking");
    }

    @Test
    void aControlThatThisKernelLacksLeavesEverySentenceUnobservable() {
        Tale tale = new Tale().says(new Unseen("control", "congestion.4.nothing_lost", "bbr"));

        assertThat(tale.judged().values())
                .extracting(finding -> finding.verdict().label())
                .containsExactly("unobservable", "unobservable", "unobservable", "unobservable", "unobservable");
    }

    @Test
    void tahoeCubicAndPrrRecoverInTheirOwnWays() {
        assertThat(reno().says(new FastRetransmit(LOST, 3, "third_duplicate_ack"))
                        .window(1, 1000, SLOW_START, "third_duplicate_ack")
                        .verdict("congestion.5"))
                .isEqualTo("differs congestion.5.tahoe");
        Tale cubic = thirdDuplicate(new Tale().began("cubic", 10));
        assertThat(recovered(cubic, 100, 70).verdict("congestion.5")).isEqualTo("differs congestion.5.cubic");
        assertThat(reno().says(new FastRetransmit(LOST, 3, "third_duplicate_ack"))
                        .says(new RecoveryEntered(SEGMENT, 96 * SEGMENT, null, 96 * SEGMENT, 48 * SEGMENT, LOST, null))
                        .says(new Reduction(SEGMENT, 96 * SEGMENT, List.of(80L * SEGMENT), 48 * SEGMENT))
                        .verdict("congestion.5"))
                .isEqualTo("differs congestion.5.prr");
    }

    @Test
    void sevenTenthsOfRenoContradictTheSentence() {
        assertThat(recovered(reno(), 100, 70).verdict("congestion.5")).isEqualTo("contradicted reason.check");
    }

    @Test
    void aThresholdOfATenthContradictsTheSentence() {
        assertThat(recovered(reno(), 100, 10).verdict("congestion.5")).isEqualTo("contradicted reason.check");
    }

    @Test
    void aRecoveryThatEndsAtOneSegmentContradictsTheSentence() {
        Tale tale = reno().says(new FastRetransmit(LOST, 3, "third_duplicate_ack"))
                .says(new RecoveryEntered(SEGMENT, 96 * SEGMENT, null, 96 * SEGMENT, 48 * SEGMENT, LOST, null))
                .says(new RecoveryLeft(SEGMENT, SEGMENT, 48 * SEGMENT, null));

        assertThat(tale.verdict("congestion.5")).isEqualTo("contradicted reason.check");
    }

    @Test
    void whatIsCutOffConfirmsNothingThatItHasNotReached() {
        assertThat(new Tale()
                        .began("reno", 1)
                        .round(SLOW_START, 1, 2, 50)
                        .round(SLOW_START, 2, 4, 80)
                        .verdict("congestion.3"))
                .isEqualTo("unobservable reason.letter");
        assertThat(thirdDuplicate(new Tale().began("reno", 1)).verdict("congestion.4"))
                .isEqualTo("unobservable reason.letter");
        assertThat(new Tale()
                        .began("reno", 1)
                        .says(new FastRetransmit(LOST, 3, "third_duplicate_ack"))
                        .says(new RecoveryEntered(SEGMENT, 96 * SEGMENT, null, 96 * SEGMENT, 48 * SEGMENT, LOST, null))
                        .verdict("congestion.5"))
                .isEqualTo("unobservable reason.letter");
    }

    @Test
    void aWindowThatGrowsInALongerRoundTripAfterALossIsNotSaidToHaveMetNone() {
        Tale tale = new Tale()
                .began("reno", 2)
                .round(SLOW_START, 2, 4, 50)
                .says(new RecoveryEntered(SEGMENT, 4 * SEGMENT, null, 4 * SEGMENT, 2 * SEGMENT, LOST, null))
                .round(CONGESTION_AVOIDANCE, 2, 3, 80)
                .finished(1);

        assertThat(tale.verdict("congestion.3")).isEqualTo("differs congestion.3.grew_after_loss");
    }

    @Test
    void withoutTheWireNobodyKnowsWhetherThereWasAFastRetransmit() {
        Tale tale = new Tale()
                .began("reno", 1)
                .says(new Unseen("wire", "congestion.4.nothing_lost", ""))
                .finished(3);

        assertThat(tale.verdict("congestion.5")).isEqualTo("unobservable congestion.lacking");
    }

    @Test
    void aWindowThatNobodySawAtTheLossIsNotHeldAgainstItsHalf() {
        Tale tale = recovered(reno().says(new Unseen("window", "congestion.lacking.window", "40")), 38, 30);

        assertThat(tale.verdict("congestion.5")).isEqualTo("unobservable congestion.lacking");
    }

    @Test
    void bbrIsToldByItsModelHoweverEarlyARoundTripIsOver() {
        Tale tale = new Tale()
                .began("bbr", 10)
                .round(Phase.BY_MODEL, 10, 20, 50)
                .says(new Model(10_000_000, 50 * MILLI, 2.89, 2.89))
                .finished(0);

        assertThat(tale.verdict("congestion.2")).isEqualTo("differs congestion.2.model");
    }

    @Test
    void countsAskForNoWindow() {
        WrittenTrace trace = new WrittenTrace();
        Vantage kernel = new Vantage(Source.TCP_INFO, Side.CLIENT);
        Conversation transfer = Conversation.between("192.0.2.1:40001", "192.0.2.2:7001");
        Judge judge = new Judge(AgreementFlow.FLOW, transfer);
        judge.on(trace.opened(kernel));
        judge.on(trace.seen(kernel, transfer, new Unseen("window", "congestion.lacking.window", "40")));
        judge.on(trace.seen(kernel, transfer, new Agreement("losses", Map.of("link", 1L, "wire", 1L), true, null)));
        judge.on(trace.closed(kernel, 0));
        judge.close();

        assertThat(judge.findings().getFirst().verdict().label()).isEqualTo("confirmed");
    }
}
