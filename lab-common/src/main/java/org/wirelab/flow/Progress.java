package org.wirelab.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.trace.Arrow;
import org.wirelab.trace.Observation;

/// How far one step of one conversation has come: open, matched and waiting for a letter, or settled.
final class Progress {

    /// A repeated step keeps this many matches as evidence: the first ones.
    private static final int MATCHES_KEPT = 64;

    private final Step<?> step;
    private final List<Event> matches = new ArrayList<>(1);
    private final Map<String, String> letters = new LinkedHashMap<>();
    private final List<Event> alsoShows = new ArrayList<>(0);
    private Optional<Recogniser<?>> matchedBy = Optional.empty();
    private Optional<Verdict> verdict = Optional.empty();
    private int count;

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

    /// Takes one more event. True when that settled the step.
    boolean on(Event event, Letters known, List<Progress> later) {
        if (settled()) {
            return false;
        }
        Observation observation = event.observation();
        for (Decider<?> decider : step.deciders()) {
            if (decider.settles(observation, known)) {
                boolean itsOwn = matchable() && matchBeside(event, known);
                return itsOwn
                        ? settle(decider.verdictOn(observation))
                        : settle(decider.verdictOn(observation), event);
            }
        }
        if (matchable()) {
            for (Recogniser<?> recogniser : step.recognisers()) {
                if (recogniser.recognises(observation, known)) {
                    return match(event, recogniser, known, later);
                }
            }
        }
        return step.repetition().flatMap(Step.Repetition::until).isPresent()
                && step.repetition().get().until().get().settles(observation, known)
                && endRepetition();
    }

    /// Looks again whether the letters that a match waits for are known now. True when that settled the step.
    boolean reconsider(Letters known) {
        if (settled() || !matched() || step.repetition().isPresent()) {
            return false;
        }
        Recogniser<?> recogniser = matchedBy.orElseThrow();
        if (recogniser.lacking(known).isPresent()) {
            return false;
        }
        return settle(judge(recogniser, matches.getFirst(), known));
    }

    /// The letter that a matched step still waits for at the end.
    Optional<Letter<?>> lacking(Letters known) {
        return matchedBy.flatMap(recogniser -> recogniser.lacking(known));
    }

    /// Ends a repeated step that saw as many matches as it needs. True when that settled it.
    boolean endRepetition() {
        return step.repetition().isPresent()
                && matched()
                && count >= step.repetition().get().atLeast()
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

    private boolean matchable() {
        return step.repetition().isPresent() || !matched();
    }

    private boolean match(Event event, Recogniser<?> recogniser, Letters known, List<Progress> later) {
        bind(event, recogniser, known);
        Optional<Progress> overtaken = later.stream().filter(other -> cameBefore(other, event)).findFirst();
        if (step.ordered() && step.repetition().isEmpty() && overtaken.isPresent()) {
            return settle(
                    new Verdict.Contradicted(Reason.of("reason.order", overtaken.get().step.id(), step.id())),
                    overtaken.get().matches.getFirst());
        }
        if (step.repetition().isEmpty()) {
            return reconsider(known);
        }
        if (recogniser.lacking(known).isPresent()) {
            return false;
        }
        Verdict one = judge(recogniser, event, known);
        if (one instanceof Verdict.Contradicted) {
            matches.clear();
            return settle(one, event);
        }
        return false;
    }

    /// What settles a step otherwise than as documented may be its own event all the same, and defines its letters.
    private boolean matchBeside(Event event, Letters known) {
        for (Recogniser<?> recogniser : step.recognisers()) {
            if (recogniser.recognises(event.observation(), known)) {
                bind(event, recogniser, known);
                return true;
            }
        }
        return false;
    }

    private void bind(Event event, Recogniser<?> recogniser, Letters known) {
        matchedBy = Optional.of(recogniser);
        count++;
        if (matches.size() < MATCHES_KEPT) {
            matches.add(event);
        }
        recogniser.bind(event.observation(), known);
        recogniser.lets().forEach(let -> letters.put(let.letter().name(), String.valueOf(known.get(let.letter()))));
    }

    private static boolean cameBefore(Progress other, Event event) {
        return other.step.ordered()
                && other.step.repetition().isEmpty()
                && other.firstMatch().filter(match -> match != event && match.precedes(event)).isPresent();
    }

    private static Verdict judge(Recogniser<?> recogniser, Event event, Letters known) {
        Observation observation = event.observation();
        return recogniser
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
        } else {
            words.add(observation.toString());
        }
        needs.forEach(letter -> words.add(letter.name() + " = " + known.get(letter)));
        return String.join(", ", words);
    }
}
