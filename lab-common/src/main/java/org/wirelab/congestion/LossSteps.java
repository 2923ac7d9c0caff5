package org.wirelab.congestion;

import java.util.List;
import org.wirelab.congestion.CongestionObservation.Began;
import org.wirelab.congestion.CongestionObservation.DuplicateAck;
import org.wirelab.congestion.CongestionObservation.FastRetransmit;
import org.wirelab.congestion.CongestionObservation.Finished;
import org.wirelab.congestion.CongestionObservation.RecoveryEntered;
import org.wirelab.congestion.CongestionObservation.RecoveryLeft;
import org.wirelab.congestion.CongestionObservation.Timeout;
import org.wirelab.congestion.CongestionObservation.Window;
import org.wirelab.congestion.KernelObservation.Model;
import org.wirelab.congestion.KernelObservation.Reduction;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.trace.Source;

/// The two sentences of the notes on losses: fast retransmit and fast recovery (RFC 5681 §3.2).
final class LossSteps {

    private static final int THIRD = 3;

    /// How far a threshold may lie from the half that is documented: what was under way is not quite the window.
    private static final double FROM_HALF = 0.4;

    private static final double TO_HALF = 0.6;
    private static final double TO_SEVEN_TENTHS = 0.8;

    private static final Letter<Long> DUPLICATE = Letter.hidden("three duplicates of");
    private static final Letter<Boolean> TIMED_OUT = Letter.hidden("timer expired");
    private static final Letter<Boolean> PROBED = Letter.hidden("probed");
    private static final Letter<Integer> DUPLICATES = Letter.of("duplicate ACKs");
    private static final Letter<String> ALGORITHM = Letter.hidden("algorithm");
    private static final Letter<Long> SEGMENT = Letter.hidden("segment");
    private static final Letter<Boolean> RETRANSMITTED = Letter.hidden("fast retransmit");
    private static final Letter<Long> BEFORE = Letter.of("cwnd before");
    private static final Letter<Long> THRESHOLD = Letter.of("ssthresh");
    private static final Letter<Long> AFTER = Letter.of("cwnd after");

    /// RFC 5681 §3.2: the third duplicate acknowledgment is taken as a loss, without waiting for the timer.
    static final Step<?> FAST_RETRANSMIT = Step.of("congestion.4", DuplicateAck.class, LossSteps::isThird)
            .seenBy(Source.ARQ, Source.TCP_INFO, Source.CAPTURE)
            .let(DUPLICATE, DuplicateAck::number)
            // what only prepares the sentence confirms nothing where the run is cut off
            .check("then it is sent again", (_, _) -> true, DUPLICATES)
            .or(Timeout.class, _ -> true)
            .let(TIMED_OUT, _ -> true)
            .check("then it is sent again", (_, _) -> true, DUPLICATES)
            .or(FastRetransmit.class, LossSteps::isProbe)
            .let(PROBED, _ -> true)
            .check("then it is sent again", (_, _) -> true, DUPLICATES)
            .or(FastRetransmit.class, found -> !isProbe(found))
            .let(DUPLICATES, FastRetransmit::duplicates)
            .check("sent again at the third duplicate ACK", retransmit -> retransmit.duplicates() == THIRD)
            .or(Finished.class, (_, letters) -> letters.has(DUPLICATE))
            .check("sent again at the third duplicate ACK", (_, letters) -> letters.has(DUPLICATES))
            .unobservableWhen(Unseen.class, CongestionFlows::noControl, "congestion.lacking", CongestionFlows::why)
            .unobservableWhen(
                    Unseen.class,
                    (unseen, _) -> unseen.what().equals("wire"),
                    "congestion.lacking",
                    CongestionFlows::why)
            .differsWhen(
                    FastRetransmit.class,
                    (found, _) -> found.cause().equals("rack"),
                    "congestion.4.rack",
                    LossSteps::count)
            .differsWhen(
                    FastRetransmit.class,
                    (found, _) -> found.cause().equals("sack"),
                    "congestion.4.sack",
                    LossSteps::count)
            .differsWhen(
                    FastRetransmit.class,
                    (found, _) -> found.cause().equals("later"),
                    "congestion.4.later",
                    LossSteps::count)
            .differsWhen(Finished.class, (_, letters) -> letters.has(PROBED), "congestion.4.tlp")
            .notApplicableWhen(
                    Finished.class,
                    (finished, letters) -> !letters.has(DUPLICATE) && finished.retransmissions() == 0,
                    "congestion.4.nothing_lost")
            .notApplicableWhen(
                    Finished.class, (_, letters) -> !letters.has(DUPLICATE), "congestion.4.too_few_duplicates")
            .each()
            .until(CongestionObservation.class, seen -> isFastRetransmit(seen) || seen instanceof Finished)
            .unordered();

    /// RFC 5681 §3.2 (2) to (6), RFC 6582 §3.2: half of what was under way, and not one segment.
    static final Step<?> FAST_RECOVERY = Step.of("congestion.5", Began.class, _ -> true)
            .seenBy(Source.ARQ, Source.TCP_INFO)
            .let(SEGMENT, began -> (long) began.segmentOctets())
            .let(ALGORITHM, Began::algorithm)
            .check("fast recovery comes to its end", (_, _) -> true, AFTER)
            .or(FastRetransmit.class, found -> !isProbe(found))
            .let(RETRANSMITTED, _ -> true)
            .or(RecoveryEntered.class, (_, letters) -> !letters.has(THRESHOLD))
            .let(BEFORE, RecoveryEntered::cwndBefore)
            .let(THRESHOLD, RecoveryEntered::ssthresh)
            .check("ssthresh is half of what was under way", LossSteps::halved, SEGMENT)
            .or(RecoveryLeft.class, (_, letters) -> letters.has(THRESHOLD))
            .let(AFTER, RecoveryLeft::cwndAfter)
            .check("cwnd is about ssthresh, and not one segment", LossSteps::aboutThreshold, SEGMENT, THRESHOLD)
            .unobservableWhen(Unseen.class, CongestionFlows::noControl, "congestion.lacking", CongestionFlows::why)
            .unobservableWhen(Unseen.class, LossSteps::unseen, "congestion.lacking", CongestionFlows::why)
            .differsWhen(Window.class, LossSteps::backToOne, "congestion.5.tahoe")
            .differsWhen(Model.class, (_, letters) -> letters.has(RETRANSMITTED), "congestion.5.bbr")
            .differsWhen(RecoveryEntered.class, LossSteps::sevenTenths, "congestion.5.cubic")
            .differsWhen(
                    Reduction.class,
                    (reduction, _) -> !reduction.between().isEmpty(),
                    "congestion.5.prr",
                    LossSteps::steps)
            .notApplicableWhen(Timeout.class, (_, letters) -> letters.has(THRESHOLD), "congestion.5.timeout")
            .notApplicableWhen(
                    Finished.class,
                    (_, letters) -> !letters.has(RETRANSMITTED) && !letters.has(THRESHOLD),
                    "congestion.5.no_fast_retransmit")
            .each()
            .atLeast(3)
            .until(RecoveryLeft.class, _ -> true)
            .unordered();

    private LossSteps() {}

    /// The window at the loss, or, where no recovery shows either, whether anything was sent again before a timer.
    private static boolean unseen(Unseen unseen, Letters letters) {
        return !letters.has(THRESHOLD)
                && (unseen.what().equals("window") || unseen.what().equals("wire"));
    }

    /// True for what tells of a loss, by whatever sign.
    static boolean isLoss(CongestionObservation seen) {
        return isFastRetransmit(seen) || seen instanceof Timeout || seen instanceof RecoveryEntered;
    }

    private static boolean isFastRetransmit(CongestionObservation seen) {
        return seen instanceof FastRetransmit found && !isProbe(found);
    }

    /// RFC 8985 §7: a probe may find that nothing was lost at all.
    private static boolean isProbe(FastRetransmit found) {
        return found.cause().equals("tlp");
    }

    /// RFC 6582 §3.2 (1): duplicates that come of a timeout's own repetitions are no sign of a further loss.
    private static boolean isThird(DuplicateAck ack, Letters letters) {
        return ack.count() == THIRD && !letters.has(TIMED_OUT);
    }

    private static List<String> count(FastRetransmit retransmit) {
        return List.of(Integer.toString(retransmit.duplicates()));
    }

    /// RFC 5681 §3.1 (4): max(FlightSize / 2, 2·SMSS). Kernels take half of the window instead of what is under
    /// way.
    private static boolean halved(RecoveryEntered entered, Letters letters) {
        boolean smallest = letters.find(SEGMENT)
                .filter(segment -> entered.ssthresh() <= 2 * segment)
                .isPresent();
        return smallest
                || isHalf(entered.ssthresh(), entered.flight())
                || isHalf(entered.ssthresh(), entered.cwndBefore());
    }

    private static boolean isHalf(long part, long whole) {
        return part >= FROM_HALF * whole && part <= TO_HALF * whole;
    }

    /// RFC 9438 §4.6: CUBIC multiplies by 0.7.
    private static boolean sevenTenths(RecoveryEntered entered, Letters letters) {
        double part = entered.ssthresh() / (double) entered.cwndBefore();
        return letters.is(ALGORITHM, "cubic")
                && part > TO_HALF
                && part <= TO_SEVEN_TENTHS
                && !letters.has(THRESHOLD)
                && !halved(entered, letters);
    }

    /// RFC 5681 §3.2 (6), RFC 6582 §3.2 (3): the window is ssthresh then, or less where less is under way. The next
    /// acknowledgment may have added a segment before anybody looked.
    private static boolean aboutThreshold(RecoveryLeft left, Letters letters) {
        long segment = letters.get(SEGMENT);
        return left.cwndAfter() <= letters.get(THRESHOLD) + 2 * segment && left.cwndAfter() > segment;
    }

    /// Tahoe: slow start from one segment after every loss.
    private static boolean backToOne(Window window, Letters letters) {
        return !letters.has(THRESHOLD)
                && window.cause().equals("third_duplicate_ack")
                && window.cwnd() <= window.segmentOctets();
    }

    private static List<String> steps(Reduction reduction) {
        int segment = reduction.segmentOctets();
        return List.of(
                CongestionFlows.segments(reduction.before(), segment),
                CongestionFlows.segments(reduction.between().getFirst(), segment),
                CongestionFlows.segments(reduction.after(), segment));
    }
}
