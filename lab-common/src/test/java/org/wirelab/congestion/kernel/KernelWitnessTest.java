package org.wirelab.congestion.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.wirelab.congestion.kernel.KernelScript.FIRST;
import static org.wirelab.congestion.kernel.KernelScript.MSS;
import static org.wirelab.congestion.kernel.KernelScript.only;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.congestion.AgreementFlow;
import org.wirelab.congestion.CongestionObservation.Began;
import org.wirelab.congestion.CongestionObservation.DuplicateAck;
import org.wirelab.congestion.CongestionObservation.FastRetransmit;
import org.wirelab.congestion.CongestionObservation.Finished;
import org.wirelab.congestion.CongestionObservation.RecoveryEntered;
import org.wirelab.congestion.CongestionObservation.RecoveryLeft;
import org.wirelab.congestion.CongestionObservation.Retransmission;
import org.wirelab.congestion.CongestionObservation.Round;
import org.wirelab.congestion.CongestionObservation.Timeout;
import org.wirelab.congestion.CongestionObservation.Window;
import org.wirelab.congestion.KernelObservation.Agreement;
import org.wirelab.congestion.KernelObservation.Reduction;
import org.wirelab.congestion.KernelObservation.SlowStartLeft;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.congestion.Phase;
import org.wirelab.trace.Observation;

/// What follows from samples, segments and drops, as scripts.
class KernelWitnessTest {

    private static final KernelSetting DEFAULT =
            new KernelSetting("cubic", Map.of(KernelSetting.SACK, "1", KernelSetting.RECOVERY, "1"));

    /// Slow start from one segment: three round trips.
    private static KernelScript slowStart() {
        return KernelScript.watched()
                .info(0, "open", 1, null, 0, 0)
                .info(1, "open", 1, null, 1, 0)
                .info(51, "open", 2, null, 2, 1)
                .info(101, "open", 4, null, 4, 3)
                .info(151, "open", 8, null, 8, 7);
    }

    /// Segment 5 of 8 is lost and repaired: three duplicates, half the window, in steps.
    private static KernelScript repaired() {
        KernelScript script = KernelScript.watched().info(0, "open", 8, null, 8, 0);
        for (int n = 1; n <= 8; n++) {
            if (n == 5) {
                script.dropped(1, n);
            } else {
                script.data(1, n);
            }
        }
        return script.ack(50, 5)
                .info(50, "open", 8, null, 4, 4)
                .ack(51, 5)
                .ack(52, 5)
                .info(52, "disorder", 8, null, 4, 4)
                .ack(53, 5)
                .data(53, 5)
                .kernelCounts(1)
                .info(54, "recovery", 6, 4L, 4, 4)
                .info(60, "recovery", 5, 4L, 4, 4)
                .ack(103, 9)
                .info(104, "open", 4, 4L, 0, 8);
    }

    @Test
    void aTransferBeginsWithTheWindowOfTheFirstSample() {
        Began began = KernelWitness.began(new KernelSetting("reno", Map.of()), KernelScript.sample(1));

        assertThat(began.sender()).isEqualTo("kernel");
        assertThat(began.algorithm()).isEqualTo("reno");
        assertThat(began.initialWindow()).isEqualTo(MSS);
        assertThat(began.receiverWindow()).isEqualTo(65_535);
    }

    @Test
    void aRoundEndsWithTheSampleThatHasAcknowledgedWhatWasOutstandingAtItsBeginning() {
        List<Round> rounds = only(Round.class, slowStart().textbook());

        assertThat(rounds)
                .extracting(round -> round.windowBefore() / MSS + " to " + round.windowAfter() / MSS)
                .containsExactly("1 to 2", "2 to 4", "4 to 8");
        assertThat(rounds).allMatch(Round::limited).allMatch(round -> round.phase() == Phase.SLOW_START);
    }

    @Test
    void aRoundWhoseEndALateSampleOvershotIsNotTold() {
        List<Observation> concluded = KernelScript.watched()
                .info(1, "open", 1, null, 1, 0)
                .info(160, "open", 6, null, 6, 5)
                .info(210, "open", 12, null, 12, 11)
                .textbook();

        assertThat(only(Round.class, concluded)).extracting(Round::number).containsExactly(2);
    }

    @Test
    void aWindowThatWasMostlyNotFullIsNoLimit() {
        List<Observation> concluded = KernelScript.watched()
                .info(1, "open", 10, null, 3, 0)
                .info(51, "open", 10, null, 3, 3)
                .textbook();

        assertThat(only(Round.class, concluded)).extracting(Round::limited).containsExactly(false);
    }

    @Test
    void thirdDuplicateFastRetransmitAndRecoveryAreReadOffWireAndState() {
        List<Observation> concluded = repaired().textbook();

        assertThat(only(DuplicateAck.class, concluded))
                .containsExactly(
                        new DuplicateAck(FIRST + 4 * MSS, 1),
                        new DuplicateAck(FIRST + 4 * MSS, 2),
                        new DuplicateAck(FIRST + 4 * MSS, 3));
        assertThat(only(FastRetransmit.class, concluded))
                .containsExactly(new FastRetransmit(FIRST + 4 * MSS, 3, "third_duplicate_ack"));
        assertThat(only(RecoveryEntered.class, concluded))
                .containsExactly(new RecoveryEntered(MSS, 4L * MSS, null, 8L * MSS, 4L * MSS, FIRST + 8 * MSS, null));
        assertThat(only(Reduction.class, concluded))
                .containsExactly(new Reduction(MSS, 8L * MSS, List.of(6L * MSS, 5L * MSS), 4L * MSS));
        assertThat(only(RecoveryLeft.class, concluded))
                .containsExactly(new RecoveryLeft(MSS, 4L * MSS, 4L * MSS, null));
    }

    @Test
    void withSelectiveAcknowledgmentsTheSameRepairIsRacks() {
        assertThat(only(FastRetransmit.class, repaired().concluded(DEFAULT, true)))
                .extracting(FastRetransmit::cause)
                .containsExactly("rack");
    }

    @Test
    void linkWireAndKernelThatCountTheSameAgree() {
        assertThat(only(Agreement.class, repaired().textbook()))
                .extracting(Agreement::what, Agreement::counts, Agreement::agree)
                .containsExactly(
                        tuple("losses", Map.of("link", 1L, "wire", 1L), true),
                        tuple("retransmissions", Map.of("link", 1L, "wire", 1L, "tcp_info", 1L), true));
    }

    @Test
    void aSegmentThatArrivedTwiceExplainsWhyMoreWasSentAgainThanLost() {
        List<Observation> concluded = repaired()
                .data(110, 8)
                .kernelCounts(2)
                .info(120, "open", 4, 4L, 0, 8)
                .textbook();

        assertThat(only(Agreement.class, concluded).getLast())
                .extracting(Agreement::agree, Agreement::why)
                .containsExactly(false, "congestion.agreement.spurious");
    }

    @Test
    void whatWasSentAgainAndWasOnTheLinkStillTellsOfAMachineThatHadNoTimeForIt() {
        List<Observation> concluded = repaired()
                .left(110, 8)
                .kernelCounts(2)
                .info(120, "open", 4, 4L, 0, 8)
                .textbook();

        assertThat(only(Agreement.class, concluded))
                .extracting(Agreement::agree, Agreement::why)
                .containsExactly(tuple(false, AgreementFlow.LATE), tuple(false, AgreementFlow.LATE));
    }

    @Test
    void aKernelThatCountsAnotherNumberThanTheWireIsExplainedByNothing() {
        List<Observation> concluded =
                repaired().kernelCounts(3).info(120, "open", 4, 4L, 0, 8).textbook();

        assertThat(only(Agreement.class, concluded).getLast())
                .extracting(Agreement::agree, Agreement::why)
                .containsExactly(false, null);
    }

    @Test
    void aLossThatTheLinkDoesNotKnowIsADisagreement() {
        List<Observation> concluded = repaired().left(110, 9).textbook();

        assertThat(only(Agreement.class, concluded).getFirst())
                .extracting(Agreement::agree, Agreement::why)
                .containsExactly(false, null);
    }

    @Test
    void whereACaptureMissedSomethingNothingIsCounted() {
        KernelScript script = new KernelScript(true, 1).info(0, "open", 1, null, 0, 0);

        List<Observation> concluded = script.textbook();
        assertThat(only(Agreement.class, concluded)).isEmpty();
        assertThat(only(Unseen.class, concluded)).extracting(Unseen::what).containsExactly("counts");
    }

    @Test
    void whereMoreWasSeenThanIsKeptNothingIsCountedAndTheLastSampleStillSaysHowItEnded() {
        List<Observation> concluded = KernelScript.keeping(2)
                .info(0, "open", 1, null, 0, 0)
                .info(1, "open", 1, null, 1, 0)
                .info(51, "open", 2, null, 2, 1)
                .info(101, "open", 4, null, 0, 3)
                .textbook();

        assertThat(only(Agreement.class, concluded)).isEmpty();
        assertThat(only(Unseen.class, concluded)).extracting(Unseen::what).containsExactly("counts");
        assertThat(only(Finished.class, concluded)).hasSize(1);
    }

    @Test
    void aTimeoutIsToldWithWhatItDidToTheWindow() {
        List<Observation> concluded = KernelScript.watched()
                .info(0, "open", 4, null, 4, 0)
                .dropped(1, 1)
                .left(301, 1)
                .kernelCounts(1)
                .info(302, "loss", 1, 2L, 4, 0)
                .textbook();

        assertThat(only(Timeout.class, concluded))
                .containsExactly(new Timeout(FIRST, MSS, 300_000_000, 0, 4L * MSS, MSS, 2L * MSS));
        assertThat(only(Retransmission.class, concluded)).containsExactly(new Retransmission(FIRST, "timeout"));
    }

    @Test
    void aThresholdThatComesWithoutALossIsHyStart() {
        List<Observation> concluded = KernelScript.watched()
                .info(0, "open", 40, null, 40, 0)
                .info(10, "open", 44, 44L, 44, 4)
                .concluded(DEFAULT, true);

        assertThat(only(SlowStartLeft.class, concluded))
                .containsExactly(new SlowStartLeft("hystart", MSS, 44L * MSS, 50_000_000L, 50_000_000L));
    }

    @Test
    void theLastSegmentSentAgainWithoutAnySignIsAProbe() {
        List<Observation> concluded = KernelScript.watched()
                .info(0, "open", 10, null, 1, 0)
                .data(1, 1)
                .data(120, 1)
                .kernelCounts(1)
                .info(121, "open", 10, null, 1, 0)
                .concluded(DEFAULT, true);

        assertThat(only(FastRetransmit.class, concluded))
                .extracting(FastRetransmit::cause)
                .containsExactly("tlp");
        assertThat(only(Agreement.class, concluded).getLast().why()).isEqualTo("congestion.agreement.probe");
    }

    @Test
    void whereNobodySawTheWireWhatWasSentAgainIsSaidToBeUnseen() {
        List<Observation> concluded = new KernelScript(false, 0)
                .info(0, "open", 10, null, 10, 0)
                .kernelCounts(2)
                .info(50, "recovery", 7, 7L, 10, 1)
                .concluded(DEFAULT, true);

        assertThat(only(Unseen.class, concluded)).extracting(Unseen::what).containsExactly("wire", "counts");
        assertThat(only(Agreement.class, concluded)).isEmpty();
    }

    @Test
    void theKernelsSynIsNoOctetOfData() {
        assertThat(only(Finished.class, repaired().textbook()).getFirst().octets())
                .isEqualTo(8L * MSS);
    }

    @Test
    void aWindowIsToldOnceHoweverOftenItIsSampled() {
        List<Observation> concluded = KernelScript.watched()
                .info(0, "open", 2, null, 2, 0)
                .info(1, "open", 2, null, 2, 0)
                .info(2, "open", 2, null, 1, 1)
                .info(3, "open", 3, null, 3, 1)
                .textbook();

        assertThat(only(Window.class, concluded)).extracting(Window::cause).containsExactly("begin", "observed");
    }

    @Test
    void withoutAnySampleNothingFollows() {
        assertThat(KernelScript.watched().data(1, 1).textbook()).isEmpty();
    }

    @Test
    void aWindowThatNoSampleShowedIsNeverTold() {
        List<Observation> concluded = KernelScript.watched()
                .info(0, "open", 8, null, 8, 0)
                .info(50, "recovery", 7, 6L, 4, 6)
                .info(100, "open", 6, 6L, 0, 12)
                .textbook();

        assertThat(only(RecoveryEntered.class, concluded))
                .extracting(RecoveryEntered::cwndBefore)
                .containsExactly(8L * MSS);
        assertThat(only(Unseen.class, concluded))
                .first()
                .isEqualTo(new Unseen("window", "congestion.lacking.window", "50.0"));
        assertThat(only(Reduction.class, concluded)).isEmpty();
    }

    @Test
    void aRoundInWhichSomethingCameInAnotherOrderNeedNotDouble() {
        List<Observation> concluded = KernelScript.watched()
                .info(1, "open", 4, null, 4, 0)
                .info(40, "disorder", 4, null, 4, 0)
                .info(51, "open", 7, null, 7, 4)
                .info(101, "open", 14, null, 14, 11)
                .textbook();

        assertThat(only(Round.class, concluded)).extracting(Round::limited).containsExactly(false, true);
    }

    @Test
    void aTimeoutThatNobodySawOnTheWireHasNoNumber() {
        List<Observation> concluded = new KernelScript(false, 0)
                .info(0, "open", 4, null, 4, 3)
                .info(302, "loss", 1, 2L, 4, 3)
                .textbook();

        assertThat(only(Timeout.class, concluded)).extracting(Timeout::number).containsOnlyNulls();
    }

    @Test
    void aTimeoutBeforeItsRepetitionIsOfWhatTheReceiverWaitsFor() {
        List<Observation> concluded = KernelScript.watched()
                .info(0, "open", 4, null, 4, 0)
                .data(1, 1)
                .data(1, 2)
                .ack(50, 2)
                .info(302, "loss", 1, 2L, 3, 1)
                .textbook();

        assertThat(only(Timeout.class, concluded)).extracting(Timeout::number).containsExactly(FIRST + MSS);
    }

    @Test
    void aSegmentThatPassesAfterMoreThanThreeDuplicatesIsNotSaidToBeSentAtTheThird() {
        KernelScript script = KernelScript.watched().info(0, "open", 8, null, 8, 0);
        script.dropped(1, 1);
        for (int n = 2; n <= 8; n++) {
            script.data(1, n);
        }
        List<Observation> concluded = script.ack(49, 1)
                .ack(50, 1)
                .ack(51, 1)
                .ack(52, 1)
                .ack(53, 1)
                .data(54, 1)
                .kernelCounts(1)
                .info(55, "recovery", 6, 4L, 8, 0)
                .textbook();

        assertThat(only(FastRetransmit.class, concluded)).containsExactly(new FastRetransmit(FIRST, 4, "later"));
    }
}
