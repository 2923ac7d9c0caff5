package org.wirelab.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/// A linear scale from nought, with ticks at round values: 1, 2 or 5 times a power of ten apart.
///
/// @param step from one tick to the next
/// @param cells how many cells of the terminal there are from one tick to the next
record PlotScale(BigDecimal step, double cells) {

    private static final int[] ROUND = {1, 2, 5};

    /// A scale whose ticks fall on whole cells, up to at least this value, with the finest ticks for which there is
    /// room.
    ///
    /// @param most the greatest value, at least 0
    /// @param room cells from 0 to the highest tick, at most
    /// @param apart cells between two ticks, at least
    static PlotScale onCells(double most, int room, int apart) {
        BigDecimal step = step(most, room / apart);
        return new PlotScale(step, Math.floor((double) room / intervals(most, step)));
    }

    /// A scale on which this value is exactly this many cells from 0; its ticks fall where they fall.
    ///
    /// @param most more than 0
    /// @param apart cells between two ticks, at least
    static PlotScale across(double most, int room, int apart) {
        BigDecimal step = step(most, Math.max(1, room / apart));
        return new PlotScale(step, step.doubleValue() * room / most);
    }

    /// Where this value is, in cells from 0.
    int cell(double value) {
        return (int) Math.round(value / step.doubleValue() * cells);
    }

    /// The ticks from 0 up to this many cells.
    List<BigDecimal> ticks(int room) {
        List<BigDecimal> ticks = new ArrayList<>();
        for (BigDecimal tick = BigDecimal.ZERO; cell(tick.doubleValue()) <= room; tick = tick.add(step)) {
            ticks.add(tick);
        }
        return ticks;
    }

    /// How many cells it takes up to the first tick that is not below this value.
    int cellsUpTo(double most) {
        return (int) Math.round(intervals(most, step) * cells);
    }

    /// A tick as text: `0`, `0.5`, `20`, `150k`.
    static String label(BigDecimal tick) {
        BigDecimal million = BigDecimal.valueOf(1_000_000);
        BigDecimal thousand = BigDecimal.valueOf(1000);
        if (tick.compareTo(million) >= 0) {
            return plain(tick.divide(million, MathContext.DECIMAL32)) + "M";
        }
        return tick.compareTo(BigDecimal.valueOf(100_000)) >= 0
                ? plain(tick.divide(thousand, MathContext.DECIMAL32)) + "k"
                : plain(tick);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /// The least round step with which the value is reached in this many.
    private static BigDecimal step(double most, int intervals) {
        if (!(most > 0)) {
            return BigDecimal.ONE;
        }
        int power = (int) Math.floor(Math.log10(most / intervals)) - 1;
        for (; ; power++) {
            for (int round : ROUND) {
                BigDecimal step = BigDecimal.valueOf(round).scaleByPowerOfTen(power);
                if (intervals(most, step) <= intervals) {
                    return step;
                }
            }
        }
    }

    private static int intervals(double most, BigDecimal step) {
        return Math.max(1, (int) Math.ceil(most / step.doubleValue() - 1e-9));
    }
}
