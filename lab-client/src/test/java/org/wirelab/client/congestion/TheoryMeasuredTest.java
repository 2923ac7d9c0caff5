package org.wirelab.client.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wirelab.client.golden.RunLines;
import org.wirelab.congestion.Theory;
import org.wirelab.congestion.TheoryFlow;
import org.wirelab.testing.PrivateJvm;

/// Mathis' formula and W/RTT against the lab's Reno and the kernel's, on the emulated link. What is measured
/// is held against the round trip that was measured with it, so that a slow machine does no harm; where a
/// timer expired although one segment at a time was lost, three times over, the test is skipped.
@EnabledOnOs(OS.LINUX)
class TheoryMeasuredTest {

    @BeforeAll
    static void measure() throws Exception {
        PrivateJvm.run(MeasuredTheory.class);
    }

    @Test
    void bothSendersAreMeasuredAtEachPointAndLieWithinAFifthOfThePrediction() throws Exception {
        List<Map<String, Object>> predictions = predictions();

        assertThat(predictions)
                .extracting(entry -> entry.get("conversation") + " " + entry.get("formula"))
                .containsExactly("lab mathis", "lab window_over_rtt", "kernel mathis", "kernel window_over_rtt");
        List<Map<String, Object>> undisturbed = predictions.stream()
                .filter(entry -> input(entry, Theory.TIMEOUTS) == 0)
                .toList();
        assumeTrue(!undisturbed.isEmpty(), "this machine was too busy for the emulated link, three times");
        assertThat(undisturbed).allSatisfy(entry -> {
            double difference = number(entry, "measured") / number(entry, "predicted") - 1;
            assertThat(Math.abs(difference)).as(entry.toString()).isLessThanOrEqualTo(TheoryFlow.TOLERANCE);
        });
    }

    @Test
    void thePredictionIsTheFormulasForTheValuesTold() throws Exception {
        for (Map<String, Object> entry : predictions()) {
            long rtt = Math.round(input(entry, Theory.RTT_MS) * 1e6);
            double expected = "mathis".equals(entry.get("formula"))
                    ? Theory.mathis((int) input(entry, "mss"), rtt, input(entry, Theory.LOSS))
                    : Theory.windowOverRtt((long) input(entry, Theory.WINDOW), rtt);
            assertThat(number(entry, "predicted")).isEqualTo(expected);
        }
    }

    private static List<Map<String, Object>> predictions() throws Exception {
        List<Map<String, Object>> predictions = new ArrayList<>();
        for (Map<String, Object> entry : new RunLines(MeasuredTheory.latest().lines()).entries()) {
            if ("congestion.prediction".equals(entry.get("kind"))) {
                predictions.add(entry);
            }
        }
        return predictions;
    }

    private static double input(Map<String, Object> entry, String name) {
        return ((Number) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(entry.get("inputs"))).get(name)))
                .doubleValue();
    }

    private static double number(Map<String, Object> entry, String name) {
        return ((Number) Objects.requireNonNull(entry.get(name))).doubleValue();
    }
}
