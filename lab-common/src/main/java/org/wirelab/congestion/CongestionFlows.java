package org.wirelab.congestion;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.CongestionObservation.Began;
import org.wirelab.congestion.CongestionObservation.Finished;
import org.wirelab.congestion.CongestionObservation.Round;
import org.wirelab.congestion.CongestionObservation.Window;
import org.wirelab.congestion.KernelObservation.Model;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.trace.Source;

/// What the notes say of congestion control, as data: the five sentences of `congestion`, whoever sends.
///
/// The lab's own sender says what it decides; for the kernel's, a witness reads it off TCP_INFO and the wire. The
/// third sentence stands in [DelayStep], the last two, on losses, in [LossSteps].
public final class CongestionFlows {

    /// RFC 5681 §3.1: segments of up to 1,095 octets may be four at first, longer ones three or two.
    private static final int LARGEST_CLASSIC_WINDOW = 4;

    private static final Letter<Long> RWND = Letter.of("rwnd");
    private static final Letter<Long> SMALLER = Letter.of("cwnd");
    private static final Letter<String> INITIAL = Letter.of("IW");
    /// A kernel counts the segments that an acknowledgment is for: a delayed one makes its window grow by two.
    private static final Letter<String> SENDER = Letter.hidden("sender");

    private static final Letter<Boolean> WIDE = Letter.hidden("more than the classic initial window");
    private static final Letter<String> GROWTH = Letter.of("cwnd in a round trip");

    /// RFC 5681 §3.1: the smaller of the two windows limits what is under way.
    private static final Step<?> MINDS_THE_NETWORK = Step.of("congestion.1", Window.class, CongestionFlows::isSmaller)
            .seenBy(Source.ARQ, Source.TCP_INFO)
            .let(SMALLER, Window::cwnd)
            .let(RWND, window -> Objects.requireNonNull(window.receiverWindow()))
            .or(Round.class, CongestionFlows::limitedByIt)
            .unobservableWhen(Unseen.class, CongestionFlows::noControl, "congestion.lacking", CongestionFlows::why)
            .differsWhen(Model.class, (_, _) -> true, "congestion.1.model", CongestionFlows::modelled)
            .notApplicableWhen(
                    Finished.class, (_, letters) -> !letters.has(SMALLER), "congestion.1.receiver_was_the_limit")
            .notApplicableWhen(Finished.class, (_, _) -> true, "congestion.1.never_full")
            .each()
            .atLeast(2)
            .until(Round.class, CongestionFlows::limitedByIt)
            .unordered();

    /// RFC 5681 §3.1: an initial window of two to four segments, then one segment more for each that is
    /// acknowledged.
    private static final Step<?> SLOW_START = Step.of("congestion.2", Began.class, _ -> true)
            .seenBy(Source.ARQ, Source.TCP_INFO)
            .let(INITIAL, began -> segments(began.initialWindow(), began.segmentOctets()))
            .let(SENDER, Began::sender)
            .let(WIDE, began -> began.initialWindow() > LARGEST_CLASSIC_WINDOW * (long) began.segmentOctets())
            .or(Round.class, CongestionFlows::undisturbedSlowStart)
            .let(GROWTH, round -> round.windowBefore() + " → " + round.windowAfter())
            .check("cwnd doubles in the round trip", round -> Growth.of(round) == Growth.DOUBLED)
            .unobservableWhen(Unseen.class, CongestionFlows::noControl, "congestion.lacking", CongestionFlows::why)
            .differsWhen(
                    Model.class,
                    (_, letters) -> letters.has(INITIAL),
                    "congestion.2.model",
                    model -> List.of(oneDigit(model.pacingGain())))
            .differsWhen(
                    Round.class,
                    (round, letters) -> undisturbedSlowStart(round, letters)
                            && letters.is(WIDE, true)
                            && Growth.of(round) == Growth.DOUBLED,
                    "congestion.2.initial_window")
            .differsWhen(
                    CongestionObservation.class,
                    (seen, letters) -> endsSlowStart(seen) && letters.is(WIDE, true) && !letters.has(GROWTH),
                    "congestion.2.initial_window_alone")
            .differsWhen(
                    Round.class,
                    (round, letters) -> undisturbedSlowStart(round, letters)
                            && letters.is(SENDER, "lab")
                            && Growth.of(round) == Growth.HALF_AS_MUCH_AGAIN,
                    "congestion.2.delayed_ack",
                    round -> List.of(Long.toString(round.windowBefore()), Long.toString(round.windowAfter())))
            .notApplicableWhen(
                    CongestionObservation.class,
                    (seen, letters) -> !letters.has(GROWTH) && endsSlowStart(seen),
                    "congestion.2.too_short")
            .each()
            .atLeast(2)
            .until(CongestionObservation.class, seen -> endsSlowStart(seen))
            .unordered();

    /// The flow `congestion`.
    public static final Flow CONTROL = Flow.of(
            "congestion",
            MINDS_THE_NETWORK,
            SLOW_START,
            DelayStep.ON_DELAY_SENDS_LESS,
            LossSteps.FAST_RETRANSMIT,
            LossSteps.FAST_RECOVERY);

    /// Every flow of congestion control, with what the kernel's has to agree in.
    public static final List<Flow> ALL = List.of(CONTROL, AgreementFlow.FLOW);

    private CongestionFlows() {}

    private static boolean isSmaller(Window window, Letters letters) {
        return !letters.has(SMALLER) && window.receiverWindow() != null && window.cwnd() < window.receiverWindow();
    }

    private static boolean limitedByIt(Round round, Letters letters) {
        return round.limited()
                && letters.find(RWND)
                        .filter(rwnd -> round.windowBefore() < rwnd)
                        .isPresent();
    }

    private static boolean undisturbedSlowStart(Round round, Letters letters) {
        return letters.has(INITIAL) && round.phase() == Phase.SLOW_START && round.limited();
    }

    private static boolean endsSlowStart(CongestionObservation seen) {
        return LossSteps.isLoss(seen)
                || seen instanceof Finished
                || (seen instanceof Round round
                        && round.phase() != Phase.SLOW_START
                        && round.phase() != Phase.BY_MODEL); // a model has no slow start that could end
    }

    static List<String> modelled(Model model) {
        return List.of(millions(model.bitsPerSecond()), millis(model.minRttNanos()), oneDigit(model.windowGain()));
    }

    static boolean noControl(Unseen unseen, Letters letters) {
        return unseen.what().equals("control");
    }

    static List<String> why(Unseen unseen) {
        return List.of("@" + unseen.why() + "|" + unseen.detail());
    }

    static String segments(long octets, int segmentOctets) {
        double segments = octets / (double) segmentOctets;
        return segments == Math.rint(segments) ? Long.toString((long) segments) : oneDigit(segments);
    }

    /// A window in segments; a question mark where nobody told it.
    static String window(@Nullable Double segments) {
        return segments == null ? "?" : oneDigit(segments);
    }

    static String millis(long nanos) {
        return oneDigit(nanos / 1e6);
    }

    static String millions(long value) {
        return oneDigit(value / 1e6);
    }

    static String oneDigit(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }

    /// By how much a window grew in a round trip.
    private enum Growth {
        DOUBLED,
        HALF_AS_MUCH_AGAIN,
        OTHERWISE;

        static Growth of(Round round) {
            double ratio = round.windowAfter() / (double) round.windowBefore();
            return ratio >= 1.8 && ratio <= 2.2
                    ? DOUBLED
                    : ratio >= 1.3 && ratio < 1.8 ? HALF_AS_MUCH_AGAIN : OTHERWISE;
        }
    }
}
