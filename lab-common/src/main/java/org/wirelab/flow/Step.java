package org.wirelab.flow;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// One sentence of the notes as data: how to recognise it, what must then hold, what excuses it.
///
/// Immutable; each method gives a step with one thing more. What `seenBy`, `at`, `let`, `timed` and `check` say belongs
/// to the recogniser that was named last, by [#of], [#never] or [#or].
///
/// @param <O> the kind of observation that the last recogniser matches
public final class Step<O extends Observation> {

    private final String id;
    private final List<Recogniser<?>> earlier;
    private final Recogniser<O> recogniser;
    private final Terms terms;

    /// What is said of the step whichever recogniser shows it.
    ///
    /// @param citations what belongs to the evidence wherever it is seen, and settles nothing
    private record Terms(
            Manner manner,
            List<Decider<?>> deciders,
            List<Recogniser<?>> citations,
            boolean ordered,
            Optional<String> wouldSee) {

        Terms with(Manner other) {
            return new Terms(other, deciders, citations, ordered, wouldSee);
        }

        Terms with(Decider<?> decider) {
            return new Terms(manner, Recogniser.plus(deciders, decider), citations, ordered, wouldSee);
        }

        Terms citing(Recogniser<?> citation) {
            return new Terms(manner, deciders, Recogniser.plus(citations, citation), ordered, wouldSee);
        }

        Terms unordered() {
            return new Terms(manner, deciders, citations, false, wouldSee);
        }

        Terms wouldSee(String key) {
            return new Terms(manner, deciders, citations, ordered, Optional.of(key));
        }
    }

    private Step(String id, List<Recogniser<?>> earlier, Recogniser<O> recogniser, Terms terms) {
        this.id = id;
        this.earlier = earlier;
        this.recogniser = recogniser;
        this.terms = terms;
    }

    /// The step with this id, shown by the first observation of this type that fits, given the letters so far.
    public static <O extends Observation> Step<O> of(String id, Class<O> type, BiPredicate<O, Letters> fits) {
        return step(id, Recogniser.of(type, fits), new Manner.Once());
    }

    /// The step with this id, shown by the first observation of this type that fits.
    public static <O extends Observation> Step<O> of(String id, Class<O> type, Predicate<O> fits) {
        return of(id, type, (observation, _) -> fits.test(observation));
    }

    /// A step that holds when no observation of this type that fits was seen, although a vantage that would have
    /// seen it was watching: from the conversation's beginning, or [#after], to its end, or [#until].
    ///
    /// It is settled at the conversation's end: only then is it known what the vantage has missed.
    public static <O extends Observation> Step<O> never(String id, Class<O> type, BiPredicate<O, Letters> fits) {
        return step(id, Recogniser.of(type, fits), new Manner.Never(Optional.empty(), Optional.empty()));
    }

    /// Another kind of observation that shows this step too.
    public <P extends Observation> Step<P> or(Class<P> type, BiPredicate<P, Letters> fits) {
        return new Step<>(id, Recogniser.plus(earlier, recogniser), Recogniser.of(type, fits), terms);
    }

    /// Another kind of observation that shows this step too.
    public <P extends Observation> Step<P> or(Class<P> type, Predicate<P> fits) {
        return or(type, (observation, _) -> fits.test(observation));
    }

    /// The sources that would have seen it. Without any, the step is never called missing.
    public Step<O> seenBy(Source first, Source... more) {
        return with(recogniser.withSeenBy(EnumSet.of(first, more)));
    }

    /// This source on this side would have seen it, and only what was seen on this side shows it: a segment that
    /// left the client is not yet one that arrived at the server.
    public Step<O> seenBy(Source source, Side side) {
        return seenBy(source).at(side);
    }

    /// Only what was seen on this side shows it.
    public Step<O> at(Side side) {
        return with(recogniser.at(side));
    }

    /// The letter that the matched observation defines.
    public <T> Step<O> let(Letter<T> letter, Function<O, T> value) {
        return with(recogniser.with(new Recogniser.Let<>(letter, value)));
    }

    /// The letter that holds when the matched observation was made.
    public Step<O> letTime(Letter<Moment> letter) {
        return with(recogniser.with(letter));
    }

    /// How long after another entry it is documented to come.
    public Step<O> timed(Timing documented) {
        return with(recogniser.with(documented));
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
        return unobservableWhen(type, (observation, _) -> when.test(observation), key, _ -> List.of());
    }

    /// The same with arguments for the text.
    public <P extends Observation> Step<O> unobservableWhen(
            Class<P> type, BiPredicate<P, Letters> when, String key, Function<P, List<String>> arguments) {
        return with(new Decider<>(type, when, Verdict.Unobservable::new, key, arguments));
    }

    /// An observation that belongs to the evidence wherever it is seen and settles nothing: what the emulated link
    /// says of the packet that it dropped.
    public <P extends Observation> Step<O> citing(Class<P> type, BiPredicate<P, Letters> which) {
        return with(terms.citing(Recogniser.of(type, which)));
    }

    /// A step that repeats: every match is checked, the first counterexample contradicts.
    public Step<O> each() {
        return with(terms.with(new Manner.Repeated(1, terms.manner().until())));
    }

    /// How many matches a repeated step needs, 1 unless said otherwise.
    public Step<O> atLeast(int matches) {
        return with(terms.with(new Manner.Repeated(matches, terms.manner().until())));
    }

    /// The observation after which what a step forbids is forbidden.
    ///
    /// @throws IllegalStateException for a step that forbids nothing
    public <P extends Observation> Step<O> after(Class<P> type, BiPredicate<P, Letters> when) {
        if (!(terms.manner() instanceof Manner.Never never)) {
            throw new IllegalStateException(id + " forbids nothing");
        }
        return with(terms.with(new Manner.Never(Optional.of(Recogniser.of(type, when)), never.until())));
    }

    /// The observation after which a repeated step is complete, and what a step forbids no longer forbidden.
    public <P extends Observation> Step<O> until(Class<P> type, BiPredicate<P, Letters> when) {
        Optional<Recogniser<?>> end = Optional.of(Recogniser.of(type, when));
        return with(terms.with(
                terms.manner() instanceof Manner.Never never
                        ? new Manner.Never(never.after(), end)
                        : new Manner.Repeated(terms.manner().atLeast(), end)));
    }

    /// The same for a predicate that needs no letters.
    public <P extends Observation> Step<O> until(Class<P> type, Predicate<P> when) {
        return until(type, (observation, _) -> when.test(observation));
    }

    /// A step that may come at any time: its order among the others is not judged.
    public Step<O> unordered() {
        return with(terms.unordered());
    }

    /// The text that says what would see it, where the sources' own words do not.
    public Step<O> wouldSee(String key) {
        return with(terms.wouldSee(key));
    }

    /// The sentence's id in the catalogue.
    public String id() {
        return id;
    }

    List<Recogniser<?>> recognisers() {
        return Recogniser.plus(earlier, recogniser);
    }

    List<Decider<?>> deciders() {
        return terms.deciders();
    }

    List<Recogniser<?>> citations() {
        return terms.citations();
    }

    Manner manner() {
        return terms.manner();
    }

    boolean ordered() {
        return terms.ordered();
    }

    Optional<String> wouldSeeKey() {
        return terms.wouldSee();
    }

    /// True when this vantage would have seen it.
    boolean wouldBeSeenBy(Vantage vantage) {
        return recognisers().stream().anyMatch(way -> way.wouldBeSeenBy(vantage));
    }

    /// True when an observation of this type can settle it or belong to its evidence, other than by showing it.
    boolean mentions(Observation observation) {
        return deciders().stream().anyMatch(decider -> decider.type().isInstance(observation))
                || Stream.of(citations(), terms.manner().bounds())
                        .flatMap(List::stream)
                        .anyMatch(way -> way.type().isInstance(observation));
    }

    Set<Source> sources() {
        Set<Source> all = EnumSet.noneOf(Source.class);
        recognisers().forEach(r -> all.addAll(r.seenBy()));
        return all;
    }

    /// The keys of all texts that its findings may need, the general reasons left out.
    Set<String> textKeys() {
        Set<String> keys = new LinkedHashSet<>();
        deciders().forEach(decider -> keys.add(decider.key()));
        wouldSeeKey().ifPresent(keys::add);
        return keys;
    }

    private static <O extends Observation> Step<O> step(String id, Recogniser<O> recogniser, Manner manner) {
        return new Step<>(id, List.of(), recogniser, new Terms(manner, List.of(), List.of(), true, Optional.empty()));
    }

    private Step<O> with(Recogniser<O> changed) {
        return new Step<>(id, earlier, changed, terms);
    }

    private Step<O> with(Decider<?> decider) {
        return with(terms.with(decider));
    }

    private Step<O> with(Terms changed) {
        return new Step<>(id, earlier, recogniser, changed);
    }
}
