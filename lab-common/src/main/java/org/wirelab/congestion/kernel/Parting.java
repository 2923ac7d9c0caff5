package org.wirelab.congestion.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.congestion.CongestionObservation;
import org.wirelab.congestion.CongestionObservation.RecoveryEntered;
import org.wirelab.congestion.CongestionObservation.RecoveryLeft;
import org.wirelab.congestion.CongestionObservation.Round;
import org.wirelab.congestion.KernelObservation.Parted;
import org.wirelab.congestion.KernelObservation.Row;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;

/// Holds the windows of two senders against each other, round trip by round trip: where they part, and why.
public final class Parting implements Consumer<Entry> {

    private static final String SLOW_START = "congestion.parting.slow_start";
    private static final String LOSS = "congestion.parting.loss";
    private static final String AFTER = "congestion.parting.after";

    /// Windows of less than one segment's difference are the same: one counts octets, the other segments.
    private static final double SAME = 1;

    /// So much of a difference may have come about while the recovery ended, and is carried on with the rest.
    private static final double DRIFT = 2;

    private static final int ROUNDS_AFTER = 6;

    private final Map<Conversation, Course> courses = new HashMap<>();

    @Override
    public synchronized void accept(Entry entry) {
        if (entry.observation() instanceof CongestionObservation seen) {
            courses.computeIfAbsent(entry.conversation(), _ -> new Course()).add(entry, seen);
        }
    }

    /// The comparison; empty where one of the two has told nothing.
    public synchronized Optional<Parted> of(Conversation lab, Conversation kernel) {
        Course one = courses.get(lab);
        Course other = courses.get(kernel);
        return one == null || other == null ? Optional.empty() : Optional.of(new Parted(rows(one, other)));
    }

    private static List<Row> rows(Course lab, Course kernel) {
        List<Row> rows = new ArrayList<>();
        int last = Math.min(lastOf(lab.slowStart()), lastOf(kernel.slowStart()));
        for (int number = 1; number <= last; number++) {
            rows.add(slowStart(number, lab, kernel));
        }
        if (lab.entered().isPresent() && kernel.entered().isPresent()) {
            loss(rows, lab, kernel, lab.entered().get(), kernel.entered().get());
        }
        double carried =
                difference(lab.left().map(Parting::after), kernel.left().map(Parting::after));
        int rounds = Math.min(ROUNDS_AFTER, Math.min(lastOf(lab.after()), lastOf(kernel.after())));
        for (int number = 1; number <= rounds; number++) {
            rows.add(after(
                    number,
                    window(lab.after().get(number)),
                    window(kernel.after().get(number)),
                    carried));
        }
        return rows;
    }

    private static int lastOf(NavigableMap<Integer, Round> rounds) {
        return rounds.isEmpty() ? 0 : rounds.lastKey();
    }

    private static Row after(int number, @Nullable Double lab, @Nullable Double kernel, double carried) {
        String why = null;
        if (lab != null && kernel != null && !same(lab, kernel)) {
            boolean grown = Math.abs(carried) < SAME || Math.abs(lab - kernel - carried) > DRIFT;
            why = grown ? "congestion.parting.avoidance" : "congestion.parting.carried";
        }
        return new Row(AFTER, "round +" + number, lab, kernel, why, List.of());
    }

    private static Row slowStart(int number, Course lab, Course kernel) {
        Double one = window(lab.slowStart().get(number));
        Double other = window(kernel.slowStart().get(number));
        String why = null;
        if (one != null && other != null && !same(one, other)) {
            Round previous = kernel.slowStart().get(number - 1);
            why = number == 1
                    ? "congestion.parting.initial_window"
                    : previous != null && !previous.limited()
                            ? "congestion.parting.not_full"
                            : "congestion.parting.acknowledged";
        }
        return new Row(SLOW_START, "round " + number, one, other, why, List.of());
    }

    private static void loss(List<Row> rows, Course lab, Course kernel, RecoveryEntered own, RecoveryEntered theirs) {
        rows.add(row("cwnd before", before(own), before(theirs), "congestion.parting.peak"));
        double half = own.ssthresh() / (double) own.segmentOctets();
        double otherHalf = theirs.ssthresh() / (double) theirs.segmentOctets();
        rows.add(new Row(
                LOSS,
                "ssthresh",
                half,
                otherHalf,
                same(half, otherHalf) ? null : "congestion.parting.half",
                List.of(rounded(own.reduced() / (double) own.segmentOctets()), rounded(before(theirs)))));
        Double inflated = lab.largestInRecovery().orElse(null);
        Double reduced = kernel.largestInRecovery().orElse(null);
        boolean parted = inflated != null && reduced != null && !same(inflated, reduced);
        rows.add(new Row(
                LOSS, "largest then", inflated, reduced, parted ? "congestion.parting.recovery" : null, List.of()));
        if (lab.left().isPresent() && kernel.left().isPresent()) {
            rows.add(row(
                    "cwnd after", after(lab.left().get()), after(kernel.left().get()), "congestion.parting.follows"));
        }
    }

    private static Row row(String name, double lab, double kernel, String why) {
        return new Row(LOSS, name, lab, kernel, same(lab, kernel) ? null : why, List.of());
    }

    private static boolean same(double one, double other) {
        return Math.abs(one - other) < SAME;
    }

    private static double difference(Optional<Double> one, Optional<Double> other) {
        return one.isPresent() && other.isPresent() ? one.get() - other.get() : 0;
    }

    private static @Nullable Double window(@Nullable Round round) {
        return round == null ? null : before(round);
    }

    private static double before(Round round) {
        return round.windowBefore() / (double) round.segmentOctets();
    }

    private static double before(RecoveryEntered entered) {
        return entered.cwndBefore() / (double) entered.segmentOctets();
    }

    private static double after(RecoveryLeft left) {
        return left.cwndAfter() / (double) left.segmentOctets();
    }

    private static String rounded(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
