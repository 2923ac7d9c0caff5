package org.wirelab.flow;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// How one kind of observation shows a step: what it looks like, who would see it, what it defines, what must hold.
///
/// Recognising and checking are separate: a SYN-ACK that acknowledges another number *is* the second step, and
/// contradicts it; it is not a missing one.
///
/// @param side where it must have been seen; empty for anywhere
/// @param moment the letter that its time gives a value to
record Recogniser<O extends Observation>(
        Class<O> type,
        BiPredicate<O, Letters> fits,
        Set<Source> seenBy,
        Optional<Side> side,
        List<Let<O, ?>> lets,
        Optional<Letter<Moment>> moment,
        Optional<Timing> timing,
        List<Check<O>> checks) {

    /// A letter that the matched observation gives a value to.
    record Let<O, T>(Letter<T> letter, Function<O, T> value) {
        void bind(O observation, Letters letters) {
            letters.put(letter, value.apply(observation));
        }
    }

    /// What must hold for the matched observation.
    ///
    /// @param formula as the notes would write it: `ack = c + 1`
    /// @param needs the letters without which it cannot be said
    record Check<O>(String formula, BiPredicate<O, Letters> holds, List<Letter<?>> needs) {}

    Recogniser {
        seenBy = seenBy.isEmpty() ? Set.of() : EnumSet.copyOf(seenBy);
        lets = List.copyOf(lets);
        checks = List.copyOf(checks);
    }

    static <O extends Observation> Recogniser<O> of(Class<O> type, BiPredicate<O, Letters> fits) {
        return new Recogniser<>(
                type, fits, Set.of(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    boolean recognises(Entry entry, Letters letters) {
        return type.isInstance(entry.observation())
                && admits(entry.vantage())
                && fits.test(type.cast(entry.observation()), letters);
    }

    /// True when what this vantage saw counts.
    boolean admits(Vantage vantage) {
        return side.filter(where -> where != vantage.side()).isEmpty();
    }

    /// True when this vantage would have seen it.
    boolean wouldBeSeenBy(Vantage vantage) {
        return seenBy.contains(vantage.source()) && admits(vantage);
    }

    /// Gives its letters their values.
    void bind(Entry entry, Letters letters) {
        lets.forEach(let -> let.bind(type.cast(entry.observation()), letters));
        moment.ifPresent(letter -> letters.put(letter, Moment.of(entry)));
    }

    /// The letters that it gives values to, and that findings say.
    Stream<Letter<?>> shownLetters() {
        Stream<Letter<?>> own = lets.stream().map(Let::letter);
        return Stream.concat(own, moment.stream()).filter(Letter::shown);
    }

    /// The first letter that some check needs and nobody has defined.
    Optional<Letter<?>> lacking(Letters letters) {
        for (Check<O> check : checks) {
            for (Letter<?> letter : check.needs()) {
                if (!letters.has(letter)) {
                    return Optional.of(letter);
                }
            }
        }
        return Optional.empty();
    }

    /// The first check that does not hold.
    Optional<Check<O>> failing(Observation observation, Letters letters) {
        return checks.stream()
                .filter(check -> !check.holds().test(type.cast(observation), letters))
                .findFirst();
    }

    Recogniser<O> withSeenBy(Set<Source> sources) {
        return new Recogniser<>(type, fits, sources, side, lets, moment, timing, checks);
    }

    Recogniser<O> at(Side where) {
        return new Recogniser<>(type, fits, seenBy, Optional.of(where), lets, moment, timing, checks);
    }

    Recogniser<O> with(Let<O, ?> let) {
        return new Recogniser<>(type, fits, seenBy, side, plus(lets, let), moment, timing, checks);
    }

    Recogniser<O> with(Letter<Moment> when) {
        return new Recogniser<>(type, fits, seenBy, side, lets, Optional.of(when), timing, checks);
    }

    Recogniser<O> with(Timing documented) {
        return new Recogniser<>(type, fits, seenBy, side, lets, moment, Optional.of(documented), checks);
    }

    Recogniser<O> with(Check<O> check) {
        return new Recogniser<>(type, fits, seenBy, side, lets, moment, timing, plus(checks, check));
    }

    static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return List.copyOf(longer);
    }
}
