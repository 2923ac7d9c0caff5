package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.arq.Simulation;
import org.wirelab.congestion.CongestionObservation.FastRetransmit;
import org.wirelab.congestion.CongestionObservation.RecoveryEntered;
import org.wirelab.congestion.CongestionObservation.RecoveryLeft;
import org.wirelab.congestion.CongestionObservation.Round;
import org.wirelab.congestion.CongestionObservation.Timeout;

/// The run of the textbooks: 10 Mbit/s, 50 ms, a window that begins with one segment, and the hundredth segment lost.
///
/// Linux, told to do as the textbook says, showed cwnd 97 before the loss, a threshold of 50, and congestion avoidance
/// from 50, 51 up to 89 (notes of the lab's first days).
class TextbookRunTest {

    private static final ControlSettings ONE =
            ControlSettings.RECOMMENDED.withInitialWindow(new InitialWindow.Segments(1));

    private static Simulation.Outcome textbook(Algorithm algorithm) {
        return Runs.over(algorithm, 10_000_000, Duration.ofMillis(50), 3_000)
                .with(ONE)
                .dropping(100)
                .run();
    }

    private static List<Long> segments(List<Round> rounds) {
        return rounds.stream().map(round -> round.windowAfter() / Runs.SMSS).toList();
    }

    @Test
    void slowStartDoublesTheWindowInEachRoundTripUntilTheLoss() {
        List<Round> rounds = textbook(Algorithm.RENO).told(Round.class);
        assertThat(segments(rounds.subList(0, 6))).containsExactly(2L, 4L, 8L, 16L, 32L, 64L);
        assertThat(rounds.subList(0, 6)).allMatch(round -> round.phase() == Phase.SLOW_START && round.limited());
    }

    @Test
    void renoFindsTheLossByThreeDuplicatesAndGoesOnWithHalfTheWindow() {
        Simulation.Outcome outcome = textbook(Algorithm.RENO);
        assertThat(outcome.told(Timeout.class)).isEmpty();
        assertThat(outcome.told(FastRetransmit.class))
                .containsExactly(new FastRetransmit(99L * Runs.SMSS, 3, "third_duplicate_ack"));
        // 99 segments acknowledged: cwnd is 100; a hundred outstanding, and two by limited transmit
        assertThat(outcome.told(RecoveryEntered.class))
                .containsExactly(new RecoveryEntered(
                        Runs.SMSS,
                        102 * Runs.SMSS,
                        2L * Runs.SMSS,
                        100 * Runs.SMSS,
                        50 * Runs.SMSS,
                        201L * Runs.SMSS - 1,
                        "ssthresh = max(FlightSize/2, 2 SMSS) = max(72400, 2896) (RFC 5681 §3.1 (4));"
                                + " cwnd = ssthresh + 3 SMSS = 76744 (RFC 5681 §3.2 steps 2 and 3)"));
        assertThat(outcome.told(RecoveryLeft.class))
                .containsExactly(new RecoveryLeft(Runs.SMSS, 50 * Runs.SMSS, 50 * Runs.SMSS, "full_ack"));
    }

    @Test
    void behindTheLossTheWindowGrowsByASegmentInEachRoundTripAsTheKernelsDid() {
        List<Round> rounds = textbook(Algorithm.RENO).told(Round.class);
        List<Long> behind = segments(rounds.subList(6, rounds.size() - 1));
        for (int i = 0; i < behind.size(); i++) {
            assertThat(behind.get(i)).as("round %d behind the loss", i).isEqualTo(50 + i);
        }
        assertThat(behind.getLast()).isGreaterThanOrEqualTo(89);
        assertThat(rounds.subList(6, rounds.size())).allMatch(round -> round.phase() == Phase.CONGESTION_AVOIDANCE);
    }

    @Test
    void tahoeBeginsWithOneSegmentAgainAndSlowStartsToHalfTheWindow() {
        Simulation.Outcome outcome = textbook(Algorithm.TAHOE);
        assertThat(outcome.told(Timeout.class)).isEmpty();
        assertThat(outcome.told(FastRetransmit.class)).hasSize(1);
        List<Round> rounds = outcome.told(Round.class);
        assertThat(segments(rounds.subList(6, 14))).containsExactly(2L, 4L, 8L, 16L, 32L, 50L, 51L, 52L);
    }

    @Test
    void cubicGoesOnWithSevenTenthsAndApproachesTheOldWindowInAnArc() {
        Simulation.Outcome outcome = textbook(Algorithm.CUBIC);
        assertThat(outcome.told(RecoveryLeft.class))
                .containsExactly(new RecoveryLeft(Runs.SMSS, 70 * Runs.SMSS, 70 * Runs.SMSS, "full_ack"));
        List<Long> windows =
                outcome.told(Round.class).stream().map(Round::windowAfter).toList();
        // concave: each round trip adds less than the one before
        assertThat(windows.get(9) - windows.get(8)).isGreaterThan(windows.get(20) - windows.get(19));
        assertThat(windows.getLast() / Runs.SMSS).isBetween(90L, 100L);
    }

    @Test
    void withoutSecondLossNewRenoIsReno() {
        List<Round> rounds = textbook(Algorithm.NEWRENO).told(Round.class);
        assertThat(segments(rounds)).isEqualTo(segments(textbook(Algorithm.RENO).told(Round.class)));
    }

    /// RFC 5681 §4.3: cwnd MUST be lowered twice, though what arrived out of order makes FlightSize grow meanwhile.
    @Test
    void twoLossesOfOneWindowCostRenoTwoReductionsAndNewRenoOne() {
        Simulation.Outcome reno = losingTwice(Algorithm.RENO);
        assertThat(reno.told(RecoveryEntered.class))
                .extracting(RecoveryEntered::cwndBefore, RecoveryEntered::ssthresh)
                .containsExactly(tuple(100L * Runs.SMSS, 50L * Runs.SMSS), tuple(50L * Runs.SMSS, 25L * Runs.SMSS));
        assertThat(reno.told(RecoveryLeft.class))
                .extracting(RecoveryLeft::cause)
                .containsExactly("partial_ack", "full_ack");
        assertThat(losingTwice(Algorithm.NEWRENO).told(RecoveryLeft.class))
                .containsExactly(new RecoveryLeft(Runs.SMSS, 50 * Runs.SMSS, 50 * Runs.SMSS, "full_ack"));
    }

    private static Simulation.Outcome losingTwice(Algorithm algorithm) {
        return Runs.over(algorithm, 10_000_000, Duration.ofMillis(50), 1_000)
                .with(ONE)
                .dropping(100, 103)
                .run();
    }

    @Test
    void oneLossOfOneRoundCostsOneSegmentSentAgainAndNoByteIsWrong() {
        for (Algorithm each : Algorithm.values()) {
            Runs run = Runs.over(each, 10_000_000, Duration.ofMillis(50), 500)
                    .with(ONE)
                    .dropping(100);
            Simulation.Outcome outcome = run.run();
            assertThat(outcome.delivered()).as(each.label()).isEqualTo(run.data());
            assertThat(outcome.told(CongestionObservation.Finished.class))
                    .as(each.label())
                    .singleElement()
                    .matches(finished -> finished.complete() && finished.retransmissions() == 1);
        }
    }
}
