package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirelab.testing.TerminalLines;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Mark;
import org.wirelab.trace.Mark.Sign.Moment;
import org.wirelab.trace.Mark.Sign.Phase;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Plotted;
import org.wirelab.trace.Plotted.Curve;
import org.wirelab.trace.Plotted.Look;
import org.wirelab.trace.Sample;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;

/// A plot as it stands on the page. `-Dgolden.write=true` writes the kept ones anew.
class PlotTest {

    private static final Path KEPT = Path.of("src", "test", "resources", "org", "wirelab", "render");
    private static final Conversation ONE = Conversation.between("a:1", "b:2");
    private static final Conversation OTHER = Conversation.between("c:1", "b:2");
    private static final long MILLI = 1_000_000;

    private final Plots plots = new Plots();

    private record Values(Map<String, Double> values) implements Sample {}

    private record Marked(Sign sign) implements Mark {}

    private record Wanted(String titleKey, List<Curve> curves, boolean aligned, boolean low) implements Plotted {}

    private void seen(Conversation conversation, long millis, Observation observation) {
        Vantage vantage = new Vantage(Source.ARQ, Side.CLIENT);
        plots.on(new Entry(1, millis * MILLI, TimeSource.PROCESS, vantage, conversation, observation));
    }

    private void sampled(long millis, double value) {
        seen(ONE, millis, new Values(Map.of("value", value)));
    }

    /// Doubling from 1 to the peak, then half of it, and up again by one each step until the peak: a sawtooth.
    private void sawtooth(Conversation conversation, long start, double peak) {
        seen(conversation, start, new Marked(new Phase('S', "slow start")));
        double value = 1;
        double threshold = peak;
        for (long millis = 0; millis < 4000; millis += 50) {
            if (value > peak) {
                threshold = peak / 2;
                value = threshold;
                seen(conversation, start + millis, new Marked(new Moment('x', "mark.dropped")));
                seen(conversation, start + millis, new Marked(new Moment('F', "fast retransmit")));
                seen(conversation, start + millis, new Marked(new Phase('R', "fast recovery")));
                seen(conversation, start + millis + 50, new Marked(new Phase('A', "congestion avoidance")));
            }
            seen(conversation, start + millis, new Values(Map.of("value", value, "threshold", threshold)));
            seen(conversation, start + millis, new Values(Map.of("flight", value * 0.8)));
            seen(conversation, start + millis + 20, new Values(Map.of("flight", value * 0.4)));
            value = value < threshold ? value * 2 : value + 1;
        }
    }

    private static Curve curve(Conversation conversation, String series, String name, Look look) {
        return new Curve(conversation, Source.ARQ, Side.CLIENT, series, 1, name, look);
    }

    private static Wanted ofOne() {
        return new Wanted(
                "title",
                List.of(
                        curve(ONE, "value", "", Look.LINE),
                        curve(ONE, "threshold", "", Look.LEVEL),
                        curve(ONE, "flight", "", Look.DOTS)),
                false,
                false);
    }

    private static Wanted ofBoth(boolean aligned) {
        return new Wanted(
                "title",
                List.of(curve(ONE, "value", "lab", Look.LINE), curve(OTHER, "value", "kernel", Look.LINE)),
                aligned,
                false);
    }

    private List<String> drawn(Plotted plotted, int width, boolean unicode) {
        return new Plot(new Style(width, false, unicode), Texts.in(Language.EN)).lines(plotted, plots);
    }

    @ParameterizedTest
    @CsvSource({"60,true", "80,true", "120,true", "60,false", "80,false", "120,false"})
    void looksAsItIsKept(int width, boolean unicode) throws IOException {
        sawtooth(ONE, 0, 48);
        sawtooth(OTHER, 5000, 36);
        String text = String.join("\n", drawn(ofOne(), width, unicode)) + "\n\n"
                + String.join("\n", drawn(ofBoth(true), width, unicode)) + "\n";
        Path file = KEPT.resolve("plot-" + width + (unicode ? "" : "-ascii") + ".txt");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(KEPT);
            Files.writeString(file, text);
        }
        assumeFalse(Boolean.getBoolean("golden.write"), "written anew, not compared");
        assertThat(text).isEqualTo(Files.readString(file));
        assertThat(TerminalLines.widerThan(width, text)).isEmpty();
        if (!unicode) {
            assertThat(text).isASCII();
        }
    }

    @Test
    void aPeakOfOneSampleAmongManyIsStillSeen() {
        for (int millis = 0; millis < 60_000; millis++) {
            sampled(millis, millis == 30_000 ? 99 : 10);
        }
        List<String> lines = drawn(one(), 80, false);
        assertThat(lines.getFirst()).startsWith(" 100 +").contains("*");
        // the span that holds it may lie across two columns
        assertThat(lines.getFirst().chars().filter(sign -> sign == '*').count()).isBetween(1L, 2L);
    }

    @Test
    void aValueHoldsUntilTheNextSampleAndNotBeyondTheLast() {
        sampled(0, 10);
        sampled(500, 20);
        seen(ONE, 1000, new Values(Map.of("other", 1.0)));
        List<String> lines = drawn(one(), 80, false);
        int margin = lines.getFirst().indexOf('+') + 1;
        int middle = (80 - margin) / 2;
        assertThat(lines.getFirst().substring(margin)).isEqualTo(" ".repeat(middle) + "*");
        assertThat(lines.stream()
                        .filter(line -> line.contains(" 10 +"))
                        .findFirst()
                        .orElseThrow())
                .endsWith("+" + "*".repeat(middle + 1));
    }

    @Test
    void alignedConversationsBeginAtTheSameColumnAndOthersWhenTheyBegan() {
        sawtooth(ONE, 0, 48);
        sawtooth(OTHER, 5000, 36);
        assertThat(firstOf('o', drawn(ofBoth(true), 80, false)))
                .isLessThanOrEqualTo(firstOf('*', drawn(ofBoth(true), 80, false)) + 3);
        assertThat(firstOf('o', drawn(ofBoth(false), 80, false))).isGreaterThan(40);
    }

    @Test
    void linesThatLieUponEachOtherAreToldAsBoth() {
        sawtooth(ONE, 0, 48);
        sawtooth(OTHER, 0, 48);
        List<String> lines = drawn(ofBoth(true), 80, false);
        assertThat(grid(lines))
                .anyMatch(line -> line.contains("&"))
                .noneMatch(line -> line.contains("o") || line.contains("*"));
        assertThat(String.join("\n", lines)).contains("& both");
    }

    @Test
    void aSecondPlotHasFewerLinesAndRepeatsNoMarks() {
        sawtooth(ONE, 0, 48);
        Wanted low = new Wanted("title", ofOne().curves(), false, true);
        assertThat(drawn(low, 80, true)).hasSizeLessThan(14);
        assertThat(String.join("\n", drawn(low, 80, true))).doesNotContain("slow start", "fast retransmit");
    }

    @Test
    void aCurveWithoutSamplesIsLeftOutAndAPlotWithoutCurvesHasNoLines() {
        assertThat(drawn(ofOne(), 80, true)).isEmpty();
        sampled(0, 1);
        assertThat(String.join("\n", drawn(ofOne(), 80, true))).doesNotContain("threshold");
    }

    @Test
    void everyShortPhaseIsSeenAndCounted() {
        sawtooth(ONE, 0, 8);
        String page = String.join("\n", drawn(ofOne(), 80, false));
        long recoveries = page.lines()
                .filter(line -> line.contains("|S"))
                .findFirst()
                .orElseThrow()
                .chars()
                .filter(sign -> sign == 'R')
                .count();
        assertThat(page).contains("R fast recovery (" + recoveries + ")");
    }

    @Test
    void coloursTellCurvesApart() {
        sawtooth(ONE, 0, 48);
        String page =
                String.join("\n", new Plot(new Style(80, true, true), Texts.in(Language.EN)).lines(ofOne(), plots));
        assertThat(page).contains("\u001b[36m", "\u001b[35m", "\u001b[34m");
        assertThat(TerminalLines.widerThan(80, page)).isEmpty();
    }

    private static Wanted one() {
        return new Wanted("title", List.of(curve(ONE, "value", "", Look.LINE)), false, false);
    }

    /// The lines above the time axis.
    private static List<String> grid(List<String> lines) {
        return lines.stream().takeWhile(line -> !line.contains("++--")).toList();
    }

    /// The first column in which any of these has the sign.
    private static int firstOf(char sign, List<String> lines) {
        return grid(lines).stream()
                .mapToInt(line -> line.indexOf(sign))
                .filter(column -> column >= 0)
                .min()
                .orElseThrow();
    }
}
