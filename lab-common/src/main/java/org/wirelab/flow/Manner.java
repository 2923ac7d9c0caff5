package org.wirelab.flow;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How often what a step describes is to happen.
sealed interface Manner {

    /// Once; what comes after the first match is no longer this step.
    record Once() implements Manner {}

    /// Again and again, at least so many times, up to the observation that ends the repetition or else the
    /// conversation's end.
    record Repeated(int atLeast, Optional<Recogniser<?>> until) implements Manner {}

    /// Not at all between two observations; without the first from the conversation's beginning, without the second
    /// to its end.
    record Never(Optional<Recogniser<?>> after, Optional<Recogniser<?>> until) implements Manner {}

    /// How many matches it needs.
    default int atLeast() {
        return this instanceof Repeated(int atLeast, var unused) ? atLeast : 1;
    }

    /// What begins and ends it.
    default List<Recogniser<?>> bounds() {
        Optional<Recogniser<?>> after = this instanceof Never never ? never.after : Optional.empty();
        return Stream.of(after, until())
                .<Recogniser<?>>flatMap(Optional::stream)
                .toList();
    }

    /// What ends it before the conversation's end.
    default Optional<Recogniser<?>> until() {
        return switch (this) {
            case Once() -> Optional.empty();
            case Repeated repeated -> repeated.until;
            case Never never -> never.until;
        };
    }
}
