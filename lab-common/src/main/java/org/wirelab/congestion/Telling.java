package org.wirelab.congestion;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.CongestionObservation.Began;
import org.wirelab.congestion.CongestionObservation.FastRetransmit;
import org.wirelab.congestion.CongestionObservation.Finished;
import org.wirelab.congestion.CongestionObservation.PhaseEntered;
import org.wirelab.congestion.CongestionObservation.Prediction;
import org.wirelab.congestion.CongestionObservation.Queued;
import org.wirelab.congestion.CongestionObservation.RecoveryEntered;
import org.wirelab.congestion.CongestionObservation.RecoveryLeft;
import org.wirelab.congestion.CongestionObservation.Round;
import org.wirelab.congestion.CongestionObservation.Shared;
import org.wirelab.congestion.CongestionObservation.Timeout;

/// How an observation of congestion control is told: a title in the field's own words, the sentence's key and what
/// fills its places.
///
/// @param implied whether another observation says this and more
record Telling(String title, String textKey, List<String> arguments, List<String> details, boolean implied) {

    private static final long UNPUNCTUAL_NANOS = 5_000_000;

    static Telling of(Narrated seen) {
        return switch (seen) {
            case Began began ->
                told(
                                began.algorithm() + " (" + began.sender() + ")",
                                "began" + (began.receiverWindow() == null ? "" : ".window"),
                                segments(began.initialWindow(), began.segmentOctets()),
                                String.valueOf(began.segmentOctets()),
                                segments(began.receiverWindow(), began.segmentOctets()))
                        .with(began.settings().isEmpty() ? List.of() : List.of(joined(began.settings())));
            case Round round ->
                told(
                                "round trip " + round.number(),
                                "round",
                                segments(round.windowBefore(), round.segmentOctets()),
                                segments(round.windowAfter(), round.segmentOctets()),
                                millis(round.rttNanos()))
                        .impliedIf(round.phase() != Phase.SLOW_START); // later the plot says it
            case FastRetransmit again ->
                told(
                        "fast retransmit",
                        switch (again.cause()) {
                            case "third_duplicate_ack" -> "third_duplicate";
                            case "later" -> "fast_retransmit.later";
                            default -> "fast_retransmit";
                        },
                        String.valueOf(again.number()),
                        String.valueOf(again.duplicates()),
                        again.cause());
            case RecoveryEntered entered ->
                told(
                                "fast recovery",
                                "recovery_entered" + counted(entered),
                                segments(entered.flight(), entered.segmentOctets()),
                                segments(entered.cwndBefore(), entered.segmentOctets()),
                                segments(entered.ssthresh(), entered.segmentOctets()),
                                segments(entered.limitedTransmit(), entered.segmentOctets()))
                        .with(present(entered.rule()));
            case RecoveryLeft left ->
                told(
                        "fast recovery is over",
                        "recovery_left" + (left.cause() == null ? "" : "." + left.cause()),
                        segments(left.cwndAfter(), left.segmentOctets()),
                        segments(left.ssthresh(), left.segmentOctets()));
            case PhaseEntered entered ->
                told(
                                entered.phase().label().replace('_', ' '),
                                entered.phase().label() + (entered.ssthresh() == null ? ".unbounded" : ""),
                                segments(entered.cwnd(), entered.segmentOctets()),
                                segments(entered.ssthresh(), entered.segmentOctets()))
                        // what led to a recovery says that it begins
                        .impliedIf(entered.phase() == Phase.FAST_RECOVERY || entered.phase() == Phase.LOSS_RECOVERY);
            case Timeout timeout ->
                told(
                        "retransmission timer expired",
                        "timeout"
                                + (timeout.number() == null ? ".unseen" : "")
                                + (timeout.ssthresh() == null ? "" : ".ssthresh"),
                        timeout.number() == null ? "?" : timeout.number().toString(),
                        millis(timeout.timeoutNanos()),
                        segments(timeout.cwndBefore(), timeout.segmentOctets()),
                        segments(timeout.cwndAfter(), timeout.segmentOctets()),
                        segments(timeout.ssthresh(), timeout.segmentOctets()));
            case Finished finished ->
                told(
                        finished.complete() ? "complete" : "not complete",
                        "finished",
                        String.valueOf(finished.octets()),
                        seconds(finished.nanos()),
                        megabits(finished.octets() * 8e9 / Math.max(1, finished.nanos())),
                        String.valueOf(finished.segments()),
                        String.valueOf(finished.retransmissions()));
            case Queued queued ->
                told(
                        "queueing delay",
                        "queued" + (queued.queueNanos() == null ? ".somewhere" : explains(queued) ? "" : ".busy"),
                        millis(queued.leastNanos()),
                        millis(queued.greatestNanos()),
                        millis(queued.greatestNanos() - queued.leastNanos()),
                        queued.queuePackets() == null ? null : String.valueOf(queued.queuePackets()),
                        queued.queueNanos() == null ? null : millis(queued.queueNanos()));
            case Prediction prediction ->
                told(
                        "theory",
                        prediction.formula(),
                        asked(prediction.inputs()),
                        rounded(prediction.inputs().getOrDefault(Theory.RTT_MS, 0.0), 1),
                        megabits(prediction.predicted()),
                        megabits(prediction.measured()),
                        rounded(100 * prediction.difference(), 1));
            case Shared shared ->
                told(
                                "fairness",
                                "shared",
                                rounded(shared.fairness(), 3),
                                rounded(1.0 / Math.max(1, shared.shares().size()), 3),
                                seconds(shared.fromNanos()),
                                seconds(shared.toNanos()))
                        .with(shared.shares().entrySet().stream()
                                .map(share -> share.getKey() + ": " + megabits(share.getValue()) + " Mbit/s")
                                .toList());
        };
    }

    private static Telling told(String title, String key, @Nullable String... arguments) {
        return new Telling(title, "congestion.told." + key, present(arguments), List.of(), false);
    }

    /// Whether the queue is long enough for it; a little more comes of a machine that is never quite on time.
    private static boolean explains(Queued queued) {
        return queued.queueNanos() != null
                && queued.greatestNanos() - queued.leastNanos()
                        <= queued.queueNanos() + queued.queueNanos() / 4 + UNPUNCTUAL_NANOS;
    }

    /// Which part of what was under way does not count in the reduction.
    private static String counted(RecoveryEntered entered) {
        if (entered.beyondWindow()) {
            return ".beyond_window";
        }
        return entered.limitedTransmit() == null || entered.limitedTransmit() == 0 ? "" : ".limited_transmit";
    }

    /// What is absent has no place in its sentence.
    private static List<String> present(@Nullable String... texts) {
        List<String> present = new ArrayList<>();
        for (String text : texts) {
            if (text != null) {
                present.add(text);
            }
        }
        return List.copyOf(present);
    }

    private Telling with(List<String> more) {
        return new Telling(title, textKey, arguments, more, implied);
    }

    private Telling impliedIf(boolean condition) {
        return new Telling(title, textKey, arguments, details, condition);
    }

    private static String joined(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .collect(Collectors.joining("; "));
    }

    /// A window in segments, with a tenth where it is no whole number of them.
    private static @Nullable String segments(@Nullable Long octets, int segmentOctets) {
        return octets == null ? null : rounded(octets / (double) segmentOctets, 1);
    }

    private static String millis(long nanos) {
        return rounded(nanos / 1e6, 1);
    }

    private static String seconds(long nanos) {
        return rounded(nanos / 1e9, 2);
    }

    /// With two decimals, or as many as a smaller one needs to be more than nothing.
    private static String megabits(double bitsPerSecond) {
        double millions = bitsPerSecond / 1e6;
        return rounded(millions, millions > 0 && millions < 0.01 ? 6 : 2);
    }

    /// What the formula is asked about: of how many segments one is lost, or the window in octets.
    private static String asked(Map<String, Double> inputs) {
        Double loss = inputs.get(Theory.LOSS);
        return rounded(loss == null ? inputs.getOrDefault(Theory.WINDOW, 0.0) : 1 / loss, 0);
    }

    private static String rounded(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
