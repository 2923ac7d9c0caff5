package org.wirelab.flow;

import java.time.Duration;
import java.util.Locale;

/// How far a measured time may be from the documented one and still confirm it.
///
/// A timer does not fire early, but a busy machine may serve it late: so the two bounds are given apart.
///
/// @param least the smallest share of the documented time, such as 0.9
/// @param most the largest, such as 1.5
/// @param slack what may come on top of the largest share, whatever the documented time is
public record Tolerance(double least, double most, Duration slack) {

    public Tolerance {
        if (least < 0 || most < least || slack.isNegative()) {
            throw new IllegalArgumentException("no tolerance: " + least + " to " + most + " and " + slack);
        }
    }

    /// From this share of the documented time to that one.
    public static Tolerance between(double least, double most) {
        return new Tolerance(least, most, Duration.ZERO);
    }

    /// The same with so much more upwards.
    public Tolerance plus(Duration more) {
        return new Tolerance(least, most, slack.plus(more));
    }

    boolean admits(Elapsed measured, double documentedNanos) {
        return measured.nanos() >= least * documentedNanos
                && measured.nanos() <= most * documentedNanos + slack.toNanos();
    }

    /// The bounds as a formula has them: `0.9 to 1.5 times`, `0.9 to 1.5 times + 0.2 s`.
    @Override
    public String toString() {
        String shares = Timing.number(least) + " to " + Timing.number(most) + " times";
        return slack.isZero()
                ? shares
                : shares + String.format(Locale.ROOT, " + %s s", Timing.number(slack.toMillis() / 1e3));
    }
}
