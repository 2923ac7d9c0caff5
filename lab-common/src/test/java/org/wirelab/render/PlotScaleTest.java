package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlotScaleTest {

    @Test
    void ticksAreOneTwoOrFiveTimesAPowerOfTenApart() {
        assertThat(labelsUpTo(97)).containsExactly("0", "20", "40", "60", "80", "100");
        assertThat(labelsUpTo(101)).containsExactly("0", "50", "100", "150");
        assertThat(labelsUpTo(1)).containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
        assertThat(labelsUpTo(2_000_000)).containsExactly("0", "500k", "1M", "1.5M", "2M");
        assertThat(labelsUpTo(0)).containsExactly("0", "1");
    }

    @Property(tries = 500)
    void theHighestTickIsNotBelowTheGreatestValueAndFitsIntoItsRoom(
            @ForAll @DoubleRange(min = 0.01, max = 1e12) double most, @ForAll @IntRange(min = 6, max = 40) int room) {
        PlotScale scale = PlotScale.onCells(most, room, 3);
        int rows = scale.cellsUpTo(most);
        List<BigDecimal> ticks = scale.ticks(rows);
        assertThat(rows).isBetween(1, room);
        assertThat(ticks.getLast().doubleValue()).isGreaterThanOrEqualTo(most * (1 - 1e-9));
        assertThat(ticks).hasSizeGreaterThanOrEqualTo(2);
        assertThat(scale.cell(most)).isBetween(0, rows);
        double rowsBetweenTicks = scale.cells();
        assertThat(rowsBetweenTicks).isEqualTo(Math.rint(rowsBetweenTicks));
    }

    private static List<String> labelsUpTo(double most) {
        PlotScale scale = PlotScale.onCells(most, 16, 3);
        return scale.ticks(scale.cellsUpTo(most)).stream().map(PlotScale::label).toList();
    }
}
