package org.wirelab.flow;

import java.util.ArrayList;
import java.util.HashMap;
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

        private Shift(Entry opened) {
            this.opened = opened;
        }

        private boolean complete(long firstNumber) {
            return opened.number() < firstNumber && dropped().filter(n -> n == 0).isPresent();
        }

        private Optional<Long> dropped() {
            return closed.map(entry -> ((VantageObservation.Closed) entry.observation()).dropped());
        }
    }

    private final List<Shift> shifts = new ArrayList<>();
    private final Map<Vantage, Shift> open = new HashMap<>();
    private final Map<Source, Entry> unavailable = new HashMap<>();

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
            case VantageObservation.Unavailable _ ->
                unavailable.put(entry.vantage().source(), entry);
        }
    }

    /// True while some vantage of this source is watching.
    boolean isOpen(Source source) {
        return open.keySet().stream().anyMatch(vantage -> vantage.source() == source);
    }

    /// What may be said of a step that was not seen: missing, when some vantage that would have seen it was open from
    /// before the conversation's first entry to its end and dropped nothing; otherwise unobservable, and why.
    ///
    /// @param sources who would have seen it
    /// @param firstNumber the conversation's first entry
    /// @param begunBefore the entry that shows that the conversation began before anybody looked
    Absence absence(Set<Source> sources, long firstNumber, Optional<Entry> begunBefore) {
        List<Shift> able = shifts.stream()
                .filter(shift -> sources.contains(shift.opened.vantage().source()))
                .toList();
        if (able.isEmpty()) {
            return nobody(sources);
        }
        if (begunBefore.isPresent()) {
            return Absence.unobservable(Reason.of("reason.late"), List.of(begunBefore.get()));
        }
        Optional<Shift> witness =
                able.stream().filter(shift -> shift.complete(firstNumber)).findFirst();
        if (witness.isPresent()) {
            return Absence.missing(
                    List.of(witness.get().opened, witness.get().closed.orElseThrow()));
        }
        Shift best = able.getFirst();
        if (best.opened.number() > firstNumber) {
            return Absence.unobservable(Reason.of("reason.late"), List.of(best.opened));
        }
        return best.closed
                .map(closed -> Absence.unobservable(
                        Reason.of(
                                "reason.dropped",
                                Long.toString(best.dropped().orElseThrow())),
                        List.of(closed)))
                .orElseGet(() -> Absence.unobservable(Reason.of("reason.cut_off"), List.of(best.opened)));
    }

    private Absence nobody(Set<Source> sources) {
        for (Source source : sources) {
            Entry entry = unavailable.get(source);
            if (entry != null && entry.observation() instanceof VantageObservation.Unavailable(_, String why)) {
                return Absence.unobservable(Reason.of("reason.unavailable", "@source." + source.label(), why), List.of(entry));
            }
        }
        String first = sources.stream().findFirst().map(source -> "@source." + source.label() + ".opens").orElse("");
        return Absence.unobservable(Reason.of("reason.nobody", first), List.of());
    }

    /// What may be said of something that was not seen.
    record Absence(Verdict verdict, List<Entry> evidence) {
        static Absence missing(List<Entry> evidence) {
            return new Absence(new Verdict.Missing(Reason.of("reason.absent")), evidence);
        }

        static Absence unobservable(Reason reason, List<Entry> evidence) {
            return new Absence(new Verdict.Unobservable(reason), evidence);
        }
    }
}
