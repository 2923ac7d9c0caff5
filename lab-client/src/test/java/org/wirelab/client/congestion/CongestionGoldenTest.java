package org.wirelab.client.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.wirelab.client.golden.PlayedRun;
import org.wirelab.client.golden.RunLines;
import org.wirelab.testing.PrivateJvm;

/// Command lines of `lab congestion`, played for real on the lab's own hosts: what the senders decide is, segment by
/// segment, what is kept. `-Dgolden.write=true` writes it anew.
@EnabledOnOs(OS.LINUX)
class CongestionGoldenTest {

    private static final KeptLines KEPT = KeptLines.of("congestion");

    /// CUBIC grows with time and two flows with each other: no two of their runs have the same windows.
    static List<Line> repeatable() {
        return PlayedCongestion.LINES.stream()
                .filter(line -> !line.equals(PlayedCongestion.TWO) && !line.equals(PlayedCongestion.CUBIC))
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
        undisturbed(line).assertEndsAsDocumented();
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void theSenderDecidesAsItIsKept(Line line) throws Exception {
        KEPT.hold(line.name(), new MaskedRun(undisturbed(line).lines()).text());
    }

    @ParameterizedTest
    @MethodSource("all")
    void itIsJudgedTheSameWhenItIsShownAgain(Line line) throws Exception {
        undisturbed(line).assertIsJudgedTheSameAgain();
    }

    @Test
    void cubicFallsToSevenTenths() throws Exception {
        Map<String, Object> entered =
                entries(PlayedCongestion.CUBIC, "congestion.recovery_entered").getFirst();
        long before = ((Number) entered.get("cwnd_before")).longValue();
        assertThat(((Number) entered.get("ssthresh")).longValue()).isBetween(before * 7 / 10 - 1, before * 7 / 10);
    }

    @Test
    void twoFlowsShareAndTheirFairnessIsThatOfTheSharesTold() throws Exception {
        Map<String, Object> shared =
                entries(PlayedCongestion.TWO, "congestion.shared").getFirst();
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

    /// That has nothing to do with how much time the machine had.
    @ParameterizedTest
    @MethodSource("all")
    void aPlotIsAskedForBehindTheSamplesThatItShows(Line line) throws Exception {
        List<Map<String, Object>> entries =
                List.copyOf(new RunLines(PlayedCongestion.of(line).latest().lines()).entries());
        int curves = -1;
        int lastWindow = -1;
        for (int i = 0; i < entries.size(); i++) {
            Object kind = entries.get(i).get("kind");
            curves = "congestion.curves".equals(kind) && curves < 0 ? i : curves;
            lastWindow = "congestion.window".equals(kind) ? i : lastWindow;
        }
        assertThat(curves).isGreaterThan(lastWindow);
    }

    private static PlayedRun undisturbed(Line line) throws Exception {
        return PlayedCongestion.of(line).undisturbed();
    }

    private static List<Map<String, Object>> entries(Line line, String kind) throws Exception {
        return new RunLines(undisturbed(line).lines())
                .entries().stream()
                        .filter(entry -> kind.equals(entry.get("kind")))
                        .toList();
    }
}
