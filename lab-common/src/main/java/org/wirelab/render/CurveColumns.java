package org.wirelab.render;

import java.util.Arrays;

/// One curve in columns: for each, the least and the greatest value that it had there, and the last.
///
/// A sample holds until the next one; before the first and behind the last there is nothing.
final class CurveColumns {

    private final double[] least;
    private final double[] greatest;
    private final double[] last;

    private CurveColumns(int columns) {
        least = new double[columns];
        greatest = new double[columns];
        last = new double[columns];
        Arrays.fill(last, Double.NaN);
    }

    /// The curve between two times, in nanoseconds.
    static CurveColumns of(Course course, long from, long to, int columns) {
        CurveColumns curve = new CurveColumns(columns);
        int[] at = {-1};
        course.forEach(span -> {
            int first = column(span.from() - from, to - from, columns);
            int end = column(span.to() - from, to - from, columns);
            curve.hold(at[0], first);
            for (int column = first; column <= end; column++) {
                curve.take(column, span.least(), span.greatest());
                curve.last[column] = span.last();
            }
            at[0] = end;
        });
        return curve;
    }

    /// The column of a time.
    static int column(long nanos, long all, int columns) {
        long column = all <= 0 ? 0 : (long) ((double) nanos / all * columns);
        return Math.clamp(column, 0, columns - 1);
    }

    boolean has(int column) {
        return column >= 0 && !Double.isNaN(last[column]);
    }

    double least(int column) {
        return least[column];
    }

    double greatest(int column) {
        return greatest[column];
    }

    double last(int column) {
        return last[column];
    }

    /// The value of one column holds up to the beginning of another, which begins with it.
    private void hold(int from, int to) {
        if (from < 0) {
            return;
        }
        double value = last[from];
        for (int column = from + 1; column <= to; column++) {
            take(column, value, value);
            last[column] = value;
        }
    }

    private void take(int column, double lower, double upper) {
        boolean first = Double.isNaN(last[column]);
        least[column] = first ? lower : Math.min(least[column], lower);
        greatest[column] = first ? upper : Math.max(greatest[column], upper);
    }
}
