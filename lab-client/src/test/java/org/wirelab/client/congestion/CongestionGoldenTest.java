package org.wirelab.client.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wirelab.client.congestion.PlayedCongestion.Line;
import org.wirelab.client.golden.KeptLines;
import org.wirelab.client.golden.RunLines;
import org.wirelab.testing.PrivateJvm;

/// Command lines of `lab congestion`, played for real on the lab's own hosts: what the senders decide is, segment by
/// segment, what is kept. `-Dgolden.write=true` writes it anew.
@EnabledOnOs(OS.LINUX)
class CongestionGoldenTest {

    private static final KeptLines KEPT = KeptLines.of("congestion");
    private static final Line TWO = PlayedCongestion.LINES.getLast();

    /// CUBIC grows with time and two flows with each other: no two of their runs have the same windows.
    static List<Line> repeatable() {
        return PlayedCongestion.LINES.stream()
                .filter(line -> line != TWO && !line.name().equals("cubic"))
                .toList();
    }

    static List<Line> all() {
        return PlayedCongestion.LINES;
    }

    @BeforeAll
    static void playAll() throws Exception {
        PrivateJvm.run(PlayedCongestion.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsContradictedOrMissing(Line line) throws Exception {
        PlayedCongestion.of(line).assertEndsAsDocumented();
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void theSenderDecidesAsItIsKept(Line line) throws Exception {
        String lines = PlayedCongestion.of(line).lines();
        long timeouts = lines.lines()
                .filter(text -> text.contains("\"congestion.timeout\""))
                .count();
        assumeTrue(timeouts == line.timeouts(), "this machine was too busy for a link of 10 Mbit/s, three times");
        KEPT.hold(line.name(), new MaskedRun(lines).text());
    }

    @ParameterizedTest
    @MethodSource("all")
    void itIsJudgedTheSameWhenItIsShownAgain(Line line) throws Exception {
        PlayedCongestion.of(line).assertIsJudgedTheSameAgain();
    }

    @Test
    void cubicFallsToSevenTenths() throws Exception {
        Line cubic = PlayedCongestion.LINES.get(4);
        Map<String, Object> entered =
                entries(cubic, "congestion.recovery_entered").getFirst();
        long before = ((Number) entered.get("cwnd_before")).longValue();
        assertThat(((Number) entered.get("ssthresh")).longValue()).isBetween(before * 7 / 10 - 1, before * 7 / 10);
    }

    @Test
    void twoFlowsShareAndTheirFairnessIsThatOfTheSharesTold() throws Exception {
        Map<String, Object> shared = entries(TWO, "congestion.shared").getFirst();
        List<Double> shares = ((Map<?, ?>) shared.get("shares"))
                .values().stream().map(share -> ((Number) share).doubleValue()).toList();
        double sum = shares.get(0) + shares.get(1);
        double squares = shares.get(0) * shares.get(0) + shares.get(1) * shares.get(1);

        assertThat(((Number) shared.get("fairness")).doubleValue()).isCloseTo(sum * sum / (2 * squares), within(1e-9));
        assertThat(sum).as("no more than the link carries").isBetween(1e5, 1e7);
        assertThat((Map<?, ?>) shared.get("shares")).hasSize(2);
        assertThat(((Number) shared.get("to_ns")).longValue())
                .isGreaterThan(((Number) shared.get("from_ns")).longValue());
    }

    @Test
    void aPlotIsAskedForBehindTheSamplesThatItShows() throws Exception {
        for (Line line : PlayedCongestion.LINES) {
            List<Map<String, Object>> entries =
                    List.copyOf(new RunLines(PlayedCongestion.of(line).lines()).entries());
            int curves = -1;
            int lastWindow = -1;
            for (int i = 0; i < entries.size(); i++) {
                Object kind = entries.get(i).get("kind");
                curves = "congestion.curves".equals(kind) && curves < 0 ? i : curves;
                lastWindow = "congestion.window".equals(kind) ? i : lastWindow;
            }
            assertThat(curves).as(line.name()).isGreaterThan(lastWindow);
        }
    }

    private static List<Map<String, Object>> entries(Line line, String kind) throws Exception {
        return new RunLines(PlayedCongestion.of(line).lines())
                .entries().stream()
                        .filter(entry -> kind.equals(entry.get("kind")))
                        .toList();
    }
}
