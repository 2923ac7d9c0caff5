package org.wirelab.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Note;
import org.wirelab.trace.Observation;

/// How far one step of one conversation has come: open, matched and waiting for a letter, or settled.
final class Progress {

    /// A repeated step keeps this many matches as evidence: the first ones.
    private static final int MATCHES_KEPT = 64;

    private final Step<?> step;
    private final List<Event> matches = new ArrayList<>(1);
    private final List<Match> unchecked = new ArrayList<>(1);
    private final Map<String, String> letters = new LinkedHashMap<>();
    private final List<Event> alsoShows = new ArrayList<>(0);
    private Optional<Verdict> verdict = Optional.empty();
    private int count;
    private boolean repetitionOver;

    /// An event that shows the step, and what recognised it.
    private record Match(Event event, Recogniser<?> recogniser) {}

    Progress(Step<?> step) {
        this.step = step;
    }

    Step<?> step() {
        return step;
    }

    boolean settled() {
        return verdict.isPresent();
    }

    boolean matched() {
        return !matches.isEmpty();
    }

    Optional<Verdict> verdict() {
        return verdict;
    }

    Map<String, String> letters() {
        return letters;
    }

    Optional<Event> firstMatch() {
        return matches.stream().findFirst();
    }

    /// How many events have matched.
    int count() {
        return count;
    }

    /// Takes one more event. True when that settled the step.
    boolean on(Event event, Letters known, List<Progress> later) {
        if (settled()) {
            return false;
        }
        Observation observation = event.observation();
        for (Decider<?> decider : step.deciders()) {
            if (decider.settles(observation, known)) {
                boolean itsOwn = takes(event) && matchBeside(event, known);
                return itsOwn ? settle(decider.verdictOn(observation)) : settle(decider.verdictOn(observation), event);
            }
        }
        if (takes(event)) {
            for (Recogniser<?> recogniser : step.recognisers()) {
                if (recogniser.recognises(observation, known)) {
                    if (match(new Match(event, recogniser), known, later)) {
                        return true;
                    }
                    break;
                }
            }
        }
        repetitionOver |= step.repetition()
                .flatMap(Step.Repetition::until)
                .filter(until -> until.recognises(observation, known))
                .isPresent();
        return repetitionOver && endRepetition();
    }

    /// Checks the matches whose letters are known by now. True when that settled the step.
    boolean reconsider(Letters known) {
        if (settled()) {
            return false;
        }
        for (Match match : List.copyOf(unchecked)) {
            if (match.recogniser().lacking(known).isPresent()) {
                continue;
            }
            unchecked.remove(match);
            Verdict one = judge(match, known);
            if (!repeats()) {
                return settle(one);
            }
            if (one instanceof Verdict.Contradicted) {
                matches.clear(); // the counterexample alone is the evidence
                return settle(one, match.event());
            }
        }
        return repetitionOver && endRepetition();
    }

    /// The letter without which a match could not be checked.
    Optional<Letter<?>> lacking(Letters known) {
        return unchecked.stream()
                .flatMap(match -> match.recogniser().lacking(known).stream())
                .findFirst();
    }

    /// Ends a repeated step that saw as many matches as it needs, all of them checked. True when that settled it.
    boolean endRepetition() {
        return matched()
                && unchecked.isEmpty()
                && step.repetition()
                        .filter(repeats -> count >= repeats.atLeast())
                        .isPresent()
                && settle(new Verdict.Confirmed());
    }

    /// Settles the step; these events, beside what it matched, are why. Always true.
    boolean settle(Verdict settled, Event... because) {
        verdict = Optional.of(settled);
        alsoShows.addAll(List.of(because));
        return true;
    }

    List<Long> evidence() {
        List<Long> numbers = new ArrayList<>();
        matches.forEach(event -> numbers.addAll(event.numbers()));
        alsoShows.forEach(event -> numbers.addAll(event.numbers()));
        return numbers;
    }

    private boolean repeats() {
        return step.repetition().isPresent();
    }

    /// A step that repeats counts events, not their sightings.
    private boolean takes(Event event) {
        return repeats() ? !repetitionOver && event.seenOnce() : !matched();
    }

    private boolean match(Match match, Letters known, List<Progress> later) {
        Event event = match.event();
        bind(match, known);
        Optional<Progress> overtaken =
                later.stream().filter(other -> cameBefore(other, event)).findFirst();
        if (step.ordered() && !repeats() && overtaken.isPresent()) {
            return settle(
                    new Verdict.Contradicted(
                            Reason.of("reason.order", overtaken.get().step.id(), step.id())),
                    overtaken.get().matches.getFirst());
        }
        unchecked.add(match);
        return reconsider(known);
    }

    /// What settles a step otherwise than as documented may be its own event all the same, and defines its letters.
    private boolean matchBeside(Event event, Letters known) {
        for (Recogniser<?> recogniser : step.recognisers()) {
            if (recogniser.recognises(event.observation(), known)) {
                bind(new Match(event, recogniser), known);
                return true;
            }
        }
        return false;
    }

    private void bind(Match match, Letters known) {
        count++;
        if (matches.size() < MATCHES_KEPT) {
            matches.add(match.event());
        }
        match.recogniser().bind(match.event().observation(), known);
        match.recogniser().lets().stream()
                .map(Recogniser.Let::letter)
                .filter(Letter::shown)
                .forEach(letter -> letters.put(letter.name(), String.valueOf(known.get(letter))));
    }

    private static boolean cameBefore(Progress other, Event event) {
        return other.step.ordered()
                && !other.repeats()
                && other.firstMatch()
                        .filter(match -> match != event && match.precedes(event))
                        .isPresent();
    }

    private static Verdict judge(Match match, Letters known) {
        Observation observation = match.event().observation();
        return match.recogniser()
                .failing(observation, known)
                .<Verdict>map(check -> new Verdict.Contradicted(
                        Reason.of("reason.check", check.formula(), describe(observation, check.needs(), known))))
                .orElseGet(Verdict.Confirmed::new);
    }

    /// What was seen instead, in the observation's own words, and the letters that it was compared with.
    private static String describe(Observation observation, List<Letter<?>> needs, Letters known) {
        List<String> words = new ArrayList<>();
        if (observation instanceof Arrow arrow) {
            words.add(arrow.label());
            words.addAll(arrow.details());
        } else if (observation instanceof Note note) {
            words.add(note.title());
            words.addAll(note.details());
        } else {
            words.add(observation.toString());
        }
        needs.forEach(letter -> words.add(letter.name() + " = " + known.get(letter)));
        return String.join(", ", words);
    }
}
