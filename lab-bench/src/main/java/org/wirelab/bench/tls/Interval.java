package org.wirelab.bench.tls;

import java.util.Arrays;
import java.util.Locale;

/// The median of many pairs, and between what it lies with a confidence of 95 %: by ranks, so that no outlier
/// matters and no distribution is supposed.
///
/// @param pairs how many
record Interval(double median, double low, double high, int pairs) {

    private static final double TWO_SIDED_95 = 1.96;

    /// @param values at least ten
    static Interval of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double half = TWO_SIDED_95 * Math.sqrt(n) / 2;
        int low = (int) Math.max(0, Math.floor(n / 2.0 - half));
        int high = (int) Math.min(n - 1, Math.ceil(n / 2.0 + half));
        double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        return new Interval(median, sorted[low], sorted[high], n);
    }

    /// How wide it is.
    double width() {
        return high - low;
    }

    /// A ratio as what it adds: `+3.1 % (+2.4 to +3.9)`.
    String asAddition() {
        return String.format(
                Locale.ROOT, "%+.1f %% (%+.1f to %+.1f)", (median - 1) * 100, (low - 1) * 100, (high - 1) * 100);
    }
}
