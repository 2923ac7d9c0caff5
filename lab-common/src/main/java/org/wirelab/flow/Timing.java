package org.wirelab.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is documented of the time between an earlier entry and the one that shows a step: data, tolerance included.
///
/// It is measured before the step's own letters get their values. So a repeated step may begin and end its own waits:
/// `timed(Timing.since(SENT, WAIT).about(2, WAIT, tolerance)).letTime(SENT)` reads "each wait is about twice the one
/// before". The first match of a repeated step that has nothing before it is not measured.
///
/// @param since the moment that is counted from
/// @param measured the letter that the measured time gives a value to: findings show it
/// @param expected what is documented
/// @param tolerance how far off it may be
public record Timing(Letter<Moment> since, Letter<Elapsed> measured, Expected expected, Tolerance tolerance) {

    /// The documented time.
    public sealed interface Expected {

        /// So long: `1 s`.
        record Fixed(Duration time) implements Expected {}

        /// So many times as long as something that was measured before: `2 wait`.
        record Multiple(double factor, Letter<Elapsed> of) implements Expected {}

        /// Nothing: it is measured and shown.
        record Unsaid() implements Expected {}
    }

    /// The time since this moment, measured and shown as this letter. What it should be is said by `about`.
    public static Timing since(Letter<Moment> since, Letter<Elapsed> measured) {
        return new Timing(since, measured, new Expected.Unsaid(), Tolerance.between(0, 1));
    }

    /// The documented time.
    public Timing about(Duration time, Tolerance within) {
        return new Timing(since, measured, new Expected.Fixed(time), within);
    }

    /// The documented time as a multiple of one that was measured before; of the same letter, of its value before.
    public Timing about(double factor, Letter<Elapsed> of, Tolerance within) {
        return new Timing(since, measured, new Expected.Multiple(factor, of), within);
    }

    /// As the finding writes it: `wait = 1 s (0.9 to 1.5 times)`.
    String formula() {
        return switch (expected) {
            case Expected.Fixed(Duration time) ->
                measured + " = " + number(time.toNanos() / 1e9) + " s (" + tolerance + ")";
            case Expected.Multiple(double factor, Letter<Elapsed> of) ->
                measured + " = " + number(factor) + " × " + (of.equals(measured) ? of + " before" : of) + " ("
                        + tolerance + ")";
            case Expected.Unsaid() -> measured.name();
        };
    }

    /// The letters without which it cannot be measured and compared.
    List<Letter<?>> needs() {
        return expected instanceof Expected.Multiple(double unused, Letter<Elapsed> of) && !of.equals(measured)
                ? List.of(since, of)
                : List.of(since);
    }

    /// Measures up to this moment and gives the letter its value.
    ///
    /// @return what was found; empty while a letter that it needs has no value
    Optional<Measured> measure(Moment now, Letters letters) {
        if (!letters.has(since)) {
            return Optional.empty();
        }
        Optional<Elapsed> elapsed = now.since(letters.get(since));
        if (elapsed.isEmpty()) {
            return Optional.of(new Measured.TwoClocks());
        }
        Optional<Boolean> holds = holds(elapsed.get(), letters);
        holds.ifPresent(_ -> letters.put(measured, elapsed.get()));
        return holds.map(right -> new Measured.Took(elapsed.get(), right));
    }

    /// True as far as the wait before it must be known and this is the first: there is nothing to compare it with.
    private boolean isTheFirst(Letter<Elapsed> of, Letters letters) {
        return of.equals(measured) && !letters.has(of);
    }

    private Optional<Boolean> holds(Elapsed elapsed, Letters letters) {
        return switch (expected) {
            case Expected.Fixed(Duration time) -> Optional.of(tolerance.admits(elapsed, time.toNanos()));
            case Expected.Multiple(double factor, Letter<Elapsed> of) ->
                isTheFirst(of, letters)
                        ? Optional.of(true)
                        : letters.find(of).map(before -> tolerance.admits(elapsed, factor * before.nanos()));
            case Expected.Unsaid() -> Optional.of(true);
        };
    }

    /// A number with at most three decimals, and none that say nothing.
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /// What a measurement gave.
    sealed interface Measured {

        /// It took so long, which is or is not as documented.
        record Took(Elapsed time, boolean asDocumented) implements Measured {}

        /// The two moments were read from two clocks.
        record TwoClocks() implements Measured {}
    }
}
