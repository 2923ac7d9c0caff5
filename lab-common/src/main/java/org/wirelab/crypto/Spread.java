package org.wirelab.crypto;

import java.util.Arrays;

/// What several rounds of one measurement gave.
///
/// @param min the smallest
/// @param median the middle one; of an even number, the mean of the middle two
/// @param max the largest
public record Spread(double min, double median, double max) {

    /// The spread of these values, at least one.
    public static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /// Each value so many times as large.
    public Spread times(double factor) {
        return new Spread(min * factor, median * factor, max * factor);
    }

    /// `48.3k (47.9k to 48.6k)`.
    @Override
    public String toString() {
        return Magnitude.of(median) + " (" + Magnitude.of(min) + " to " + Magnitude.of(max) + ")";
    }
}
