package org.wirelab.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;

/// One sighting that shows a step, and what recognised it.
final class Match {

    private final Entry entry;
    private final Event event;
    private final Recogniser<?> recogniser;
    private Optional<Timing.Measured> measured = Optional.empty();
    private boolean measuring;

    Match(Entry entry, Event event, Recogniser<?> recogniser) {
        this.entry = entry;
        this.event = event;
        this.recogniser = recogniser;
        this.measuring = recogniser.timing().isPresent();
    }

    Entry entry() {
        return entry;
    }

    Event event() {
        return event;
    }

    Recogniser<?> recogniser() {
        return recogniser;
    }

    /// Measures its time, if it has one and the letters for it are known.
    ///
    /// @param nowOrNever whether what cannot be measured now is not measured: the first of a repetition has nothing
    /// before it but perhaps itself
    void measure(Letters known, boolean nowOrNever) {
        if (measuring) {
            Timing timing = recogniser.timing().orElseThrow();
            Moment now = Moment.of(entry);
            boolean itself = nowOrNever && known.is(timing.since(), now);
            measured = itself ? Optional.empty() : timing.measure(now, known);
            measuring = measured.isEmpty() && !nowOrNever;
        }
    }

    /// The letter without which it cannot be checked.
    Optional<Letter<?>> lacking(Letters known) {
        Optional<Letter<?>> untimed = !measuring
                ? Optional.empty()
                : recogniser.timing().orElseThrow().needs().stream()
                        .filter(letter -> !known.has(letter))
                        .findFirst();
        return untimed.or(() -> recogniser.lacking(known));
    }

    /// What it shows, once it lacks nothing.
    Verdict judge(Letters known) {
        measure(known, false);
        if (measured.filter(Timing.Measured.TwoClocks.class::isInstance).isPresent()) {
            return new Verdict.Unobservable(Reason.of("reason.clocks"));
        }
        Optional<Verdict> failing = failing(recogniser, known);
        if (failing.isPresent()) {
            return failing.get();
        }
        if (measured.isPresent()
                && measured.get() instanceof Timing.Measured.Took(Elapsed time, boolean right)
                && !right) {
            Timing documented = recogniser.timing().orElseThrow();
            return contradicted(documented.formula(), List.of(documented.measured() + " = " + time));
        }
        return new Verdict.Confirmed();
    }

    /// The measured time by its letter, where it is to be shown.
    Map<Letter<?>, String> shows() {
        if (measured.isPresent()
                && measured.get() instanceof Timing.Measured.Took(Elapsed time, boolean unused)
                && recogniser.timing().orElseThrow().measured().shown()) {
            return Map.of(recogniser.timing().orElseThrow().measured(), time.toString());
        }
        return Map.of();
    }

    private <O extends Observation> Optional<Verdict> failing(Recogniser<O> by, Letters known) {
        return by.failing(entry.observation(), known)
                .map(check -> contradicted(
                        check.formula(),
                        check.needs().stream()
                                .map(letter -> letter.name() + " = " + known.get(letter))
                                .toList()));
    }

    /// What was seen instead, in the observation's own words, and the values that it was compared with.
    private Verdict contradicted(String formula, List<String> values) {
        List<String> words = new ArrayList<>(Progress.describe(entry.observation()));
        words.addAll(values);
        return new Verdict.Contradicted(Reason.of("reason.check", formula, String.join(", ", words)));
    }
}
