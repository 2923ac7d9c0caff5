package org.wirelab.render;

/// One curve as it comes into the cells of a plot.
final class CurveDrawing {

    private final CurveColumns curve;
    private final Pen pen;
    private final PlotScale scale;
    private final double factor;
    private final PlotGrid grid;

    CurveDrawing(CurveColumns curve, Pen pen, PlotScale scale, double factor, PlotGrid grid) {
        this.curve = curve;
        this.pen = pen;
        this.scale = scale;
        this.factor = factor;
        this.grid = grid;
    }

    /// @param number of the curve in the plot
    /// @param lines how many curves, the first ones, are lines
    void draw(int number, int lines) {
        for (int column = 0; column < grid.columns(); column++) {
            if (!curve.has(column)) {
                continue;
            }
            switch (pen.look()) {
                case LINE -> line(column, number, lines);
                case LEVEL -> grid.put(row(curve.last(column)), column, pen.sample(), number);
                case DOTS -> {
                    grid.put(row(curve.least(column)), column, pen.sample(), number);
                    grid.put(row(curve.greatest(column)), column, pen.sample(), number);
                }
            }
        }
    }

    /// From where the column before ended, over everything that this one reached, to where it ends.
    private void line(int column, int number, int lines) {
        boolean continued = curve.has(column - 1);
        int before = continued ? row(curve.last(column - 1)) : -1;
        int last = row(curve.last(column));
        int low = row(curve.least(column));
        int high = row(curve.greatest(column));
        if (continued) {
            low = Math.min(low, before);
            high = Math.max(high, before);
        }
        for (int row = low; row <= high; row++) {
            boolean goesOn = row == last;
            char sign = pen.joint(row < high, row > low, row == before, goesOn);
            grid.putLine(row, column, sign, number, lines);
        }
    }

    private int row(double value) {
        return Math.clamp(scale.cell(value * factor), 0, grid.rows() - 1);
    }
}
