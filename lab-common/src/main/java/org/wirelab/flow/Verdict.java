package org.wirelab.flow;

import java.util.Optional;

/// What a judge says of one sentence of the notes.
public sealed interface Verdict {

    /// Observed as documented.
    record Confirmed() implements Verdict {}

    /// Observed, but not as documented, in a way that the catalogue explains.
    record Differs(Reason reason) implements Verdict {}

    /// Observed otherwise than documented, and nothing explains it.
    record Contradicted(Reason reason) implements Verdict {}

    /// Expected and not observed, although a vantage that would have seen it was open and dropped nothing.
    record Missing(Reason reason) implements Verdict {}

    /// Its condition did not arise.
    record NotApplicable(Reason reason) implements Verdict {}

    /// No vantage of this run could see it; the reason says what would.
    record Unobservable(Reason reason) implements Verdict {}

    /// What explains the verdict; empty only where there is nothing to explain.
    default Optional<Reason> why() {
        return switch (this) {
            case Confirmed() -> Optional.empty();
            case Differs(Reason reason) -> Optional.of(reason);
            case Contradicted(Reason reason) -> Optional.of(reason);
            case Missing(Reason reason) -> Optional.of(reason);
            case NotApplicable(Reason reason) -> Optional.of(reason);
            case Unobservable(Reason reason) -> Optional.of(reason);
        };
    }

    /// The name in the JSON lines, such as `not_applicable`.
    default String label() {
        return switch (this) {
            case Confirmed() -> "confirmed";
            case Differs(Reason _) -> "differs";
            case Contradicted(Reason _) -> "contradicted";
            case Missing(Reason _) -> "missing";
            case NotApplicable(Reason _) -> "not_applicable";
            case Unobservable(Reason _) -> "unobservable";
        };
    }

    /// True when the sentence did not hold and nothing explains it: the run's exit code is then 1.
    default boolean failed() {
        return this instanceof Contradicted || this instanceof Missing;
    }
}
