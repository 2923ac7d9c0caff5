package org.wirelab.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.trace.Entry;

/// How far a step that is to happen has come: open, matched and waiting for a letter, or settled.
final class Occurrence extends Progress {

    /// A repeated step keeps this many matches as evidence: the first ones.
    private static final int MATCHES_KEPT = 64;

    private final List<Event> matches = new ArrayList<>(1);
    private final List<Match> unchecked = new ArrayList<>(1);
    private Optional<Recogniser<?>> recognisedBy = Optional.empty();
    private int count;
    private boolean repetitionOver;

    Occurrence(Step<?> step) {
        super(step);
    }

    @Override
    List<Event> matches() {
        return matches;
    }

    @Override
    boolean take(Entry entry, Event event, Letters known, List<Progress> later) {
        Optional<Verdict> decided = decided(entry, known);
        if (decided.isPresent()) {
            Optional<Match> own = recognise(entry, event, known);
            own.ifPresent(match -> {
                bind(match, known);
                show(match);
            });
            return own.isPresent() ? settle(decided.get()) : settle(decided.get(), event);
        }
        Optional<Match> match = recognise(entry, event, known);
        if (match.isPresent() && take(match.get(), known, later)) {
            return true;
        }
        repetitionOver |= repeats()
                && step().manner()
                        .until()
                        .filter(until -> until.recognises(entry, known))
                        .isPresent();
        return repetitionOver && endRepetition();
    }

    @Override
    boolean reconsider(Letters known) {
        if (settled()) {
            return false;
        }
        for (Match match : List.copyOf(unchecked)) {
            if (match.lacking(known).isPresent()) {
                continue;
            }
            unchecked.remove(match);
            Verdict one = match.judge(known);
            show(match);
            if (!repeats()) {
                return settle(one);
            }
            if (!(one instanceof Verdict.Confirmed)) {
                matches.clear(); // the counterexample alone is the evidence
                return settle(one, match.event());
            }
        }
        return repetitionOver && endRepetition();
    }

    @Override
    void settle(End end, Letters known) {
        if (endRepetition()) {
            return;
        }
        Optional<Letter<?>> lacking = unchecked.stream()
                .flatMap(match -> match.lacking(known).stream())
                .findFirst();
        if (lacking.isPresent()) {
            settle(new Verdict.Unobservable(
                    Reason.of("reason.letter", lacking.get().name())));
            return;
        }
        Watch.Absence absence = end.watch().absence(step(), end.span(), end.begunBefore());
        if (absence.verdict() instanceof Verdict.Missing && end.ended().isPresent()) {
            settle(
                    new Verdict.Missing(Reason.of(end.ends().orElseThrow().key())),
                    end.ended().get());
        } else if (absence.verdict() instanceof Verdict.Missing && !matches.isEmpty()) {
            settle(new Verdict.Missing(tooFew()), absence.evidence());
        } else {
            settle(absence.verdict(), absence.evidence());
        }
    }

    private Reason tooFew() {
        int needed = step().manner().atLeast();
        return Reason.of("reason.too_few", Integer.toString(count), Integer.toString(needed));
    }

    private boolean repeats() {
        return step().manner() instanceof Manner.Repeated;
    }

    /// Ends a repeated step that saw as many matches as it needs, all of them checked. True when that settled it.
    private boolean endRepetition() {
        return repeats()
                && !matches.isEmpty()
                && unchecked.isEmpty()
                && count >= step().manner().atLeast()
                && settle(new Verdict.Confirmed());
    }

    /// The first recogniser that knows the step in this sighting. A step that repeats counts events, not sightings.
    private Optional<Match> recognise(Entry entry, Event event, Letters known) {
        if (repeats() ? repetitionOver : !matches.isEmpty()) {
            return Optional.empty();
        }
        for (Recogniser<?> recogniser : step().recognisers()) {
            if ((!repeats() || event.isFirstSighting(entry, recogniser::admits))
                    && recogniser.recognises(entry, known)) {
                return Optional.of(new Match(entry, event, recogniser));
            }
        }
        return Optional.empty();
    }

    private boolean take(Match match, Letters known, List<Progress> later) {
        bind(match, known);
        Optional<Occurrence> overtaken = later.stream()
                .filter(Occurrence.class::isInstance)
                .map(Occurrence.class::cast)
                .filter(other -> other.cameBefore(match))
                .findFirst();
        if (step().ordered() && !repeats() && overtaken.isPresent()) {
            Occurrence other = overtaken.get();
            return settle(
                    new Verdict.Contradicted(
                            Reason.of("reason.order", other.step().id(), step().id())),
                    other.matches.getFirst());
        }
        unchecked.add(match);
        return reconsider(known);
    }

    private void bind(Match match, Letters known) {
        count++;
        if (matches.size() < MATCHES_KEPT) {
            matches.add(match.event());
        }
        recognisedBy = Optional.of(match.recogniser());
        match.measure(known, repeats());
        match.recogniser().bind(match.entry(), known);
        match.recogniser()
                .shownLetters()
                .forEach(letter -> letters().put(letter.name(), String.valueOf(known.get(letter))));
    }

    /// Only a vantage that both steps listen to can tell which of them came first.
    private boolean cameBefore(Match match) {
        return step().ordered()
                && !repeats()
                && !matches.isEmpty()
                && matches.getFirst() != match.event()
                && matches.getFirst()
                        .precedes(
                                match.event(),
                                vantage -> match.recogniser().admits(vantage)
                                        && recognisedBy.orElseThrow().admits(vantage));
    }

    /// A measured time stands in the finding; those of a repeated step one after the other.
    private void show(Match match) {
        if (count <= MATCHES_KEPT) {
            match.shows()
                    .forEach((letter, value) ->
                            letters().merge(letter.name(), value, (before, one) -> before + ", " + one));
        }
    }
}
