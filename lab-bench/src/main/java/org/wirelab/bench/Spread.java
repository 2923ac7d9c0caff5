package org.wirelab.bench;

import java.util.Arrays;
import java.util.Locale;

/// What several measurements of the same thing came to: the middle, and how far they lie apart.
///
/// @param median the middle one; of an even number the mean of the two in the middle
public record Spread(double median, double min, double max) {

    /// @param values at least one
    public static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /// The ratios of pairs measured one after the other: what slowed one slowed the other, more or less.
    ///
    /// @param over as many as `under`, in the same order
    public static Spread ofRatios(double[] over, double[] under) {
        double[] ratios = new double[over.length];
        for (int pair = 0; pair < ratios.length; pair++) {
            ratios[pair] = over[pair] / under[pair];
        }
        return of(ratios);
    }

    /// `6.21 (6.02 to 6.90)`.
    public String text(int decimals) {
        String number = "%." + decimals + "f";
        return String.format(Locale.ROOT, number + " (" + number + " to " + number + ")", median, min, max);
    }
}
