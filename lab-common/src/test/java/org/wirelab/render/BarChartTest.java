package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wirelab.testing.TerminalLines;
import org.wirelab.trace.Bars.Bar;

class BarChartTest {

    private static final Style UNICODE = new Style(80, false, true);
    private static final Style ASCII = new Style(80, false, false);

    private static Bar bar(String label, double value) {
        return new Bar(label, "by", value, Integer.toString((int) value), "1..2", 0);
    }

    private static final List<Bar> DECADES =
            List.of(bar("one", 10), bar("two", 100), bar("three", 1_000), bar("four", 10_000));

    private static int length(String line) {
        return (int) line.chars().filter(sign -> sign == '#').count();
    }

    @Test
    void aFactorOfTenIsAlwaysTheSameStep() {
        List<String> lines = new BarChart(ASCII).lines(DECADES);
        List<Integer> lengths =
                lines.stream().limit(4).map(BarChartTest::length).toList();

        assertThat(lengths).isSorted();
        assertThat(lengths.get(2) - lengths.get(1)).isCloseTo(lengths.get(3) - lengths.get(2), within(1));
    }

    @Test
    void everyBarIsSeenHoweverShort() {
        assertThat(new BarChart(ASCII)
                        .lines(List.of(bar("least", 1), bar("most", 1e9)))
                        .getFirst())
                .contains("#");
        assertThat(new BarChart(UNICODE)
                        .lines(List.of(bar("least", 1), bar("most", 1e9)))
                        .getFirst())
                .contains("▏");
    }

    @Test
    void aTerminalThatKnowsOnlyAsciiIsGivenNothingElse() {
        assertThat(String.join("\n", new BarChart(ASCII).lines(DECADES))).isASCII();
    }

    @Test
    void theSpreadIsLeftOutBeforeTheBarBecomesTooShort() {
        List<Bar> wide =
                List.of(new Bar("a label of thirty-four characters", "SunRsaSign", 5, "5.00k", "4.00k..6.00k", 0));

        assertThat(new BarChart(new Style(60, false, true)).lines(wide).getFirst())
                .doesNotContain("..");
        assertThat(new BarChart(new Style(100, false, true)).lines(wide).getFirst())
                .contains("4.00k..6.00k");
    }

    @Test
    void noLineIsWiderThanTheTerminalAndTheAxisNamesThePowersOfTen() {
        for (int width : new int[] {60, 80, 132}) {
            List<String> lines = new BarChart(new Style(width, true, true)).lines(DECADES);
            assertThat(TerminalLines.widerThan(width, String.join("\n", lines))).isEmpty();
        }
        assertThat(new BarChart(UNICODE).lines(DECADES).getLast()).contains("10", "100", "1k", "10k");
    }

    @Test
    void groupsAreToldApartByColour() {
        List<Bar> bars = IntStream.range(0, 2)
                .mapToObj(group -> new Bar("x", "by", 5, "5", "4..6", group))
                .toList();
        List<String> lines = new BarChart(new Style(80, true, true)).lines(bars);

        assertThat(lines.get(0)).isNotEqualTo(lines.get(1));
        assertThat(new BarChart(UNICODE).lines(bars).subList(0, 2))
                .containsOnly(new BarChart(UNICODE).lines(bars).getFirst());
    }

    @Test
    void noBarsAreNoLines() {
        assertThat(new BarChart(UNICODE).lines(List.of())).isEmpty();
    }
}
