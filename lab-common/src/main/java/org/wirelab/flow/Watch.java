package org.wirelab.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// Who watched one conversation, and whether what they did not see did not happen.
final class Watch {

    /// One vantage's time of watching.
    private static final class Shift {
        private final Entry opened;
        private Optional<Entry> closed = Optional.empty();
        private Optional<Entry> left = Optional.empty();

        private Shift(Entry opened) {
            this.opened = opened;
        }

        private boolean covers(Span conversation) {
            return !conversation.beganBefore(opened)
                    && closed.filter(conversation::endedBy).isPresent()
                    && dropped().filter(n -> n == 0).isPresent();
        }

        private boolean wasOver(Span conversation) {
            return closed.filter(conversation::beganAfter).isPresent();
        }

        private Optional<Long> dropped() {
            return closed.map(entry -> ((VantageObservation.Closed) entry.observation()).dropped());
        }
    }

    private final List<Shift> shifts = new ArrayList<>();
    private final Map<Vantage, Shift> open = new HashMap<>();
    private final Map<Vantage, Entry> unavailable = new LinkedHashMap<>();

    /// Takes the word of a vantage about itself.
    void on(Entry entry, VantageObservation observation) {
        switch (observation) {
            case VantageObservation.Opened _ -> {
                Shift shift = new Shift(entry);
                shifts.add(shift);
                open.put(entry.vantage(), shift);
            }
            case VantageObservation.Closed _ ->
                Optional.ofNullable(open.remove(entry.vantage())).ifPresent(shift -> shift.closed = Optional.of(entry));
            case VantageObservation.Left _ ->
                Optional.ofNullable(open.remove(entry.vantage())).ifPresent(shift -> shift.left = Optional.of(entry));
            case VantageObservation.Unavailable _ -> unavailable.put(entry.vantage(), entry);
        }
    }

    /// True while some vantage of these sources is watching.
    boolean isOpen(Set<Source> sources) {
        return open.keySet().stream().anyMatch(vantage -> sources.contains(vantage.source()));
    }

    /// What may be said of a step that was not seen: missing, when some vantage that would have seen it was open
    /// from before the conversation's first entry to its end and dropped nothing; otherwise unobservable, and why.
    ///
    /// @param conversation how long it lasted
    /// @param begunBefore the entry that shows that the conversation began before anybody looked
    Absence absence(Step<?> step, Span conversation, Optional<Entry> begunBefore) {
        List<Shift> able = shifts.stream()
                .filter(shift -> step.wouldBeSeenBy(shift.opened.vantage()))
                .filter(shift -> !shift.wasOver(conversation))
                .toList();
        if (able.isEmpty()) {
            return nobody(step);
        }
        if (begunBefore.isPresent()) {
            return Absence.unobservable(Reason.of("reason.late"), begunBefore.get());
        }
        Optional<Shift> witness =
                able.stream().filter(shift -> shift.covers(conversation)).findFirst();
        return witness.map(shift -> Absence.missing(shift.opened, shift.closed.orElseThrow()))
                .orElseGet(() -> blindness(able.getFirst(), conversation));
    }

    /// Why what a vantage did not see may have happened all the same.
    private static Absence blindness(Shift shift, Span conversation) {
        if (conversation.beganBefore(shift.opened)) {
            return Absence.unobservable(Reason.of("reason.late"), shift.opened);
        }
        if (shift.left.isPresent() && shift.left.get().observation() instanceof VantageObservation.Left why) {
            return Absence.unobservable(Reason.of(why.reason(), why.detail()), shift.left.get());
        }
        if (shift.closed.isEmpty()) {
            return Absence.unobservable(Reason.of("reason.cut_off"), shift.opened);
        }
        Entry closed = shift.closed.get();
        long dropped = shift.dropped().orElseThrow();
        return dropped > 0
                ? Absence.unobservable(Reason.of("reason.dropped", Long.toString(dropped)), closed)
                : Absence.unobservable(Reason.of("reason.left"), closed);
    }

    private Absence nobody(Step<?> step) {
        for (Entry entry : unavailable.values()) {
            if (step.wouldBeSeenBy(entry.vantage())
                    && entry.observation() instanceof VantageObservation.Unavailable why) {
                String inWords = "@" + why.reason() + "|" + why.detail();
                String source = entry.vantage().source().label();
                return Absence.unobservable(Reason.of("reason.unavailable", "@source." + source, inWords), entry);
            }
        }
        if (step.wouldSeeKey().isPresent()) {
            return Absence.unobservable(Reason.of(step.wouldSeeKey().get()));
        }
        return step.sources().stream()
                .findFirst()
                .map(source -> Reason.of("reason.nobody", "@source." + source.label() + ".opens"))
                .map(Absence::unobservable)
                .orElseGet(() -> Absence.unobservable(Reason.of("reason.unseen")));
    }

    /// What may be said of something that was not seen.
    record Absence(Verdict verdict, List<Entry> evidence) {
        static Absence missing(Entry opened, Entry closed) {
            return new Absence(new Verdict.Missing(Reason.of("reason.absent")), List.of(opened, closed));
        }

        static Absence unobservable(Reason reason, Entry... evidence) {
            return new Absence(new Verdict.Unobservable(reason), List.of(evidence));
        }
    }
}
