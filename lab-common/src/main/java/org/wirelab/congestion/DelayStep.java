package org.wirelab.congestion;

import java.util.List;
import org.wirelab.congestion.CongestionObservation.Finished;
import org.wirelab.congestion.CongestionObservation.Round;
import org.wirelab.congestion.KernelObservation.Model;
import org.wirelab.congestion.KernelObservation.SlowStartLeft;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.trace.Source;

/// The sentence of the notes on delay. Reno and CUBIC do not obey it: their window grows while the queue does, and only
/// a loss makes it smaller (RFC 5681 §3.1, RFC 9438 §4).
final class DelayStep {

    /// A round trip counts as delayed when it takes a quarter longer than the shortest before it.
    private static final double DELAYED = 1.25;

    private static final Letter<Long> BASE = Letter.hidden("shortest round trip");
    private static final Letter<Boolean> LOSS = Letter.hidden("loss");
    private static final Letter<String> LONGER = Letter.of("round trip");
    private static final Letter<String> GROWTH = Letter.of("cwnd in it");
    private static final Letter<String> FALL = Letter.of("a smaller cwnd without a loss");

    static final Step<?> ON_DELAY_SENDS_LESS = Step.of("congestion.3", Round.class, DelayStep::isShortest)
            .seenBy(Source.ARQ, Source.TCP_INFO)
            .let(BASE, Round::rttNanos)
            // what only prepares the sentence confirms nothing where the run is cut off
            .check("cwnd falls in a longer round trip, without a loss", (_, _) -> true, FALL)
            .or(Round.class, (round, letters) -> !letters.has(GROWTH) && grewAllTheSame(round, letters))
            .let(LONGER, round -> CongestionFlows.millis(round.rttNanos()) + " ms")
            .let(GROWTH, round -> round.windowBefore() + " → " + round.windowAfter())
            .or(CongestionObservation.class, (seen, letters) -> !letters.has(LOSS) && LossSteps.isLoss(seen))
            .let(LOSS, _ -> true)
            .or(Round.class, DelayStep::fellWithoutLoss)
            .let(FALL, round -> round.windowBefore() + " → " + round.windowAfter())
            .unobservableWhen(Unseen.class, CongestionFlows::noControl, "congestion.lacking", CongestionFlows::why)
            .differsWhen(Model.class, (_, _) -> true, "congestion.3.model", CongestionFlows::modelled)
            .differsWhen(
                    SlowStartLeft.class,
                    (left, _) -> left.cause().equals("hystart"),
                    "congestion.3.hystart",
                    DelayStep::figures)
            .differsWhen(
                    CongestionObservation.class,
                    (seen, letters) -> letters.has(GROWTH) && LossSteps.isLoss(seen),
                    "congestion.3.loss_based")
            .differsWhen(
                    Finished.class,
                    (_, letters) -> letters.has(GROWTH) && letters.has(LOSS),
                    "congestion.3.grew_after_loss")
            .differsWhen(Finished.class, (_, letters) -> letters.has(GROWTH), "congestion.3.never_smaller")
            .notApplicableWhen(Finished.class, (_, _) -> true, "congestion.3.no_delay")
            .each()
            .atLeast(2)
            .until(Round.class, DelayStep::fellWithoutLoss)
            .unordered();

    private DelayStep() {}

    private static boolean isShortest(Round round, Letters letters) {
        return letters.find(BASE).filter(base -> base <= round.rttNanos()).isEmpty();
    }

    private static boolean delayed(Round round, Letters letters) {
        return letters.find(BASE)
                .filter(base -> round.rttNanos() >= DELAYED * base)
                .isPresent();
    }

    /// The window that a loss has halved is smaller too: that says nothing of delay.
    private static boolean fellWithoutLoss(Round round, Letters letters) {
        return delayed(round, letters) && !letters.has(LOSS) && round.windowAfter() < round.windowBefore();
    }

    private static boolean grewAllTheSame(Round round, Letters letters) {
        boolean growing = round.phase() == Phase.SLOW_START || round.phase() == Phase.CONGESTION_AVOIDANCE;
        return growing && delayed(round, letters) && round.windowAfter() > round.windowBefore();
    }

    private static List<String> figures(SlowStartLeft left) {
        return List.of(
                CongestionFlows.segments(left.cwnd(), left.segmentOctets()),
                left.baseNanos() == null ? "?" : CongestionFlows.millis(left.baseNanos()),
                left.rttNanos() == null ? "?" : CongestionFlows.millis(left.rttNanos()));
    }
}
