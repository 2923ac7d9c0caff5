package org.wirelab.flow;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Source;

/// How one kind of observation shows a step: what it looks like, who would see it, what it defines, what must hold.
///
/// Recognising and checking are separate: a SYN-ACK that acknowledges another number *is* the second step, and
/// contradicts it; it is not a missing one.
record Recogniser<O extends Observation>(
        Class<O> type, BiPredicate<O, Letters> fits, Set<Source> seenBy, List<Let<O, ?>> lets, List<Check<O>> checks) {

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
        return new Recogniser<>(type, fits, Set.of(), List.of(), List.of());
    }

    boolean recognises(Observation observation, Letters letters) {
        return type.isInstance(observation) && fits.test(type.cast(observation), letters);
    }

    void bind(Observation observation, Letters letters) {
        lets.forEach(let -> let.bind(type.cast(observation), letters));
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
        return new Recogniser<>(type, fits, sources, lets, checks);
    }

    Recogniser<O> with(Let<O, ?> let) {
        return new Recogniser<>(type, fits, seenBy, plus(lets, let), checks);
    }

    Recogniser<O> with(Check<O> check) {
        return new Recogniser<>(type, fits, seenBy, lets, plus(checks, check));
    }

    static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return List.copyOf(longer);
    }
}
