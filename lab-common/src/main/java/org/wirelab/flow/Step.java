package org.wirelab.flow;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Source;

/// One sentence of the notes as data: how to recognise it, what must then hold, what excuses it.
///
/// Immutable; each method gives a step with one thing more. What `seenBy`, `let` and `check` say belongs to the
/// recogniser that was named last, by [#of] or [#or].
///
/// @param <O> the kind of observation that the last recogniser matches
public final class Step<O extends Observation> {

    /// How often a step may be matched. `until` ends a repetition before the end of the conversation.
    record Repetition(int atLeast, Optional<Recogniser<?>> until) {}

    private final String id;
    private final List<Recogniser<?>> earlier;
    private final Recogniser<O> recogniser;
    private final List<Decider<?>> deciders;
    private final Optional<Repetition> repetition;
    private final boolean ordered;
    private final Optional<String> wouldSee;

    private Step(
            String id,
            List<Recogniser<?>> earlier,
            Recogniser<O> recogniser,
            List<Decider<?>> deciders,
            Optional<Repetition> repetition,
            boolean ordered,
            Optional<String> wouldSee) {
        this.id = id;
        this.earlier = earlier;
        this.recogniser = recogniser;
        this.deciders = deciders;
        this.repetition = repetition;
        this.ordered = ordered;
        this.wouldSee = wouldSee;
    }

    /// The step with this id, shown by the first observation of this type that fits, given the letters so far.
    public static <O extends Observation> Step<O> of(String id, Class<O> type, BiPredicate<O, Letters> fits) {
        return new Step<>(
                id, List.of(), Recogniser.of(type, fits), List.of(), Optional.empty(), true, Optional.empty());
    }

    /// The step with this id, shown by the first observation of this type that fits.
    public static <O extends Observation> Step<O> of(String id, Class<O> type, Predicate<O> fits) {
        return of(id, type, (observation, _) -> fits.test(observation));
    }

    /// Another kind of observation that shows this step too.
    public <P extends Observation> Step<P> or(Class<P> type, BiPredicate<P, Letters> fits) {
        return new Step<>(
                id,
                Recogniser.plus(earlier, recogniser),
                Recogniser.of(type, fits),
                deciders,
                repetition,
                ordered,
                wouldSee);
    }

    /// Another kind of observation that shows this step too.
    public <P extends Observation> Step<P> or(Class<P> type, Predicate<P> fits) {
        return or(type, (observation, _) -> fits.test(observation));
    }

    /// The sources that would have seen it. Without any, the step is never called missing.
    public Step<O> seenBy(Source first, Source... more) {
        return with(recogniser.withSeenBy(EnumSet.of(first, more)));
    }

    /// The letter that the matched observation defines.
    public <T> Step<O> let(Letter<T> letter, Function<O, T> value) {
        return with(recogniser.with(new Recogniser.Let<>(letter, value)));
    }

    /// What must hold for the matched observation, as a formula that a reader of the notes understands.
    ///
    /// @param needs the letters that `holds` asks for; the finding waits until all have values
    public Step<O> check(String formula, BiPredicate<O, Letters> holds, Letter<?>... needs) {
        return with(recogniser.with(new Recogniser.Check<>(formula, holds, List.of(needs))));
    }

    /// What must hold for the matched observation alone.
    public Step<O> check(String formula, Predicate<O> holds) {
        return check(formula, (observation, _) -> holds.test(observation));
    }

    /// An observation (the matched one or another) by which the world differs from the notes, as this text
    /// explains.
    public <P extends Observation> Step<O> differsWhen(Class<P> type, BiPredicate<P, Letters> when, String key) {
        return differsWhen(type, when, key, _ -> List.of());
    }

    /// The same for a predicate that needs no letters.
    public <P extends Observation> Step<O> differsWhen(Class<P> type, Predicate<P> when, String key) {
        return differsWhen(type, (observation, _) -> when.test(observation), key);
    }

    /// The same with arguments for the text, taken from the observation.
    public <P extends Observation> Step<O> differsWhen(
            Class<P> type, BiPredicate<P, Letters> when, String key, Function<P, List<String>> arguments) {
        return with(new Decider<>(type, when, Verdict.Differs::new, key, arguments));
    }

    /// An observation that shows that the sentence's condition did not arise.
    public <P extends Observation> Step<O> notApplicableWhen(Class<P> type, BiPredicate<P, Letters> when, String key) {
        return with(new Decider<>(type, when, Verdict.NotApplicable::new, key, _ -> List.of()));
    }

    /// The same for a predicate that needs no letters.
    public <P extends Observation> Step<O> notApplicableWhen(Class<P> type, Predicate<P> when, String key) {
        return notApplicableWhen(type, (observation, _) -> when.test(observation), key);
    }

    /// An observation that shows that nobody here can see it; the text says what would.
    public <P extends Observation> Step<O> unobservableWhen(Class<P> type, Predicate<P> when, String key) {
        return with(new Decider<>(
                type, (observation, _) -> when.test(observation), Verdict.Unobservable::new, key, _ -> List.of()));
    }

    /// A step that repeats: every match is checked, the first counterexample contradicts.
    public Step<O> each() {
        return repeated(new Repetition(1, Optional.empty()));
    }

    /// How many matches a repeated step needs, 1 unless said otherwise.
    public Step<O> atLeast(int matches) {
        return repeated(new Repetition(matches, repetition.flatMap(Repetition::until)));
    }

    /// The observation after which a repeated step is complete.
    public <P extends Observation> Step<O> until(Class<P> type, Predicate<P> when) {
        Recogniser<P> end = Recogniser.of(type, (observation, _) -> when.test(observation));
        return repeated(new Repetition(repetition.map(Repetition::atLeast).orElse(1), Optional.of(end)));
    }

    /// A step that may come at any time: its order among the others is not judged.
    public Step<O> unordered() {
        return new Step<>(id, earlier, recogniser, deciders, repetition, false, wouldSee);
    }

    /// The text that says what would see it, where the sources' own words do not.
    public Step<O> wouldSee(String key) {
        return new Step<>(id, earlier, recogniser, deciders, repetition, ordered, Optional.of(key));
    }

    /// The sentence's id in the catalogue.
    public String id() {
        return id;
    }

    List<Recogniser<?>> recognisers() {
        return Recogniser.plus(earlier, recogniser);
    }

    List<Decider<?>> deciders() {
        return deciders;
    }

    Optional<Repetition> repetition() {
        return repetition;
    }

    boolean ordered() {
        return ordered;
    }

    Optional<String> wouldSeeKey() {
        return wouldSee;
    }

    Set<Source> sources() {
        Set<Source> all = EnumSet.noneOf(Source.class);
        recognisers().forEach(r -> all.addAll(r.seenBy()));
        return all;
    }

    /// The keys of all texts that its findings may need, the general reasons left out.
    Set<String> textKeys() {
        Set<String> keys = new LinkedHashSet<>();
        deciders.forEach(decider -> keys.add(decider.key()));
        wouldSee.ifPresent(keys::add);
        return keys;
    }

    private Step<O> with(Recogniser<O> changed) {
        return new Step<>(id, earlier, changed, deciders, repetition, ordered, wouldSee);
    }

    private Step<O> with(Decider<?> decider) {
        return new Step<>(id, earlier, recogniser, Recogniser.plus(deciders, decider), repetition, ordered, wouldSee);
    }

    private Step<O> repeated(Repetition repeats) {
        return new Step<>(id, earlier, recogniser, deciders, Optional.of(repeats), ordered, wouldSee);
    }
}
