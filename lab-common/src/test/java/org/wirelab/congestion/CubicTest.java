package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// CUBIC's window held to the formulas of RFC 9438, computed here a second time; one acknowledgment for each segment, a
/// round trip of 100 ms.
class CubicTest {

    private static final int SMSS = 1000;
    private static final long RTT = 100_000_000L;
    private static final double ALPHA = 3 * 0.3 / 1.7;

    private final CongestionControl cubic = Algorithm.CUBIC.control(ControlSettings.RECOMMENDED
            .withInitialWindow(new InitialWindow.Segments(100))
            .withFastConvergence(false));
    private long acknowledged;
    private long now;

    /// A loss with 100 segments in flight, fast recovery, and its end: W_max is 100, cwnd 70.
    private void afterALossAtAHundred() {
        cubic.begin(SMSS, false);
        for (int i = 1; i <= 3; i++) {
            cubic.duplicate(i, flight(100));
        }
        acknowledged = 100 * SMSS;
        cubic.acknowledged(acknowledged, flight(70));
        assertThat(cubic.window()).isEqualTo(70 * SMSS);
        assertThat(cubic.phase()).isEqualTo(Phase.CONGESTION_AVOIDANCE);
    }

    private Flight flight(long segments) {
        long next = acknowledged + segments * SMSS;
        return new Flight(now, SMSS, acknowledged, acknowledged - SMSS, next, next, 0, true, RTT);
    }

    private String acknowledge(long nanos) {
        now = nanos;
        acknowledged += SMSS;
        return cubic.acknowledged(SMSS, flight(cubic.window() / SMSS)).rule();
    }

    @Test
    void kIsTheCubeRootOfWhatIsMissingOverC() {
        // ((100 - 70) / 0.4)^(1/3)
        assertThat(CubicFunction.towards(100, 70).k()).isCloseTo(4.217163, within(1e-6));
        assertThat(CubicFunction.towards(100, 70).at(0)).isCloseTo(70, within(1e-9));
        assertThat(CubicFunction.towards(100, 70).at(4.217163)).isCloseTo(100, within(1e-9));
    }

    @Test
    void theFunctionHasTheValuesOfTheFormula() {
        CubicFunction function = CubicFunction.towards(100, 70);
        // 0.4 (t - 4.217163)^3 + 100, by hand
        assertThat(function.at(1)).isCloseTo(86.681, within(1e-3));
        assertThat(function.at(2)).isCloseTo(95.640, within(1e-3));
        assertThat(function.at(6)).isCloseTo(102.267, within(1e-3));
        assertThat(function.at(8)).isCloseTo(121.653, within(1e-3));
    }

    @Test
    void inTheConcaveRegionEachAcknowledgmentAddsAShareOfTheWayToTheTarget() {
        afterALossAtAHundred();
        double cwnd = 70;
        double estimate = 70;
        long gap = RTT / 70;
        String rule = "";
        for (int i = 1; i <= 700; i++) {
            rule = acknowledge(i * gap);
            double t = i * gap / 1e9;
            double k = Math.cbrt(30 / 0.4);
            estimate += ALPHA / cwnd;
            double target = Math.max(cwnd, Math.min(1.5 * cwnd, 0.4 * Math.pow(t + 0.1 - k, 3) + 100));
            assertThat(0.4 * Math.pow(t - k, 3) + 100)
                    .as("W_cubic(t) above W_est")
                    .isGreaterThan(estimate);
            cwnd += (target - cwnd) / cwnd;
            assertThat(cubic.window() / 1000.0)
                    .as("after %d acknowledgments", i)
                    .isCloseTo(cwnd, within(0.002));
        }
        assertThat(rule).startsWith("concave").contains("RFC 9438 §4.4");
        assertThat(cubic.window() / 1000.0).isBetween(85.0, 88.0);
    }

    @Test
    void itIsFlatAroundTheWindowOfTheLastLossAndConvexBehindIt() {
        afterALossAtAHundred();
        String rule = "";
        long gap = RTT / 100;
        double atK = 0;
        for (long t = gap; t <= 5_000_000_000L; t += gap) {
            rule = acknowledge(t);
            if (atK == 0 && t >= 4_217_163_000L) {
                atK = cubic.window() / 1000.0;
            }
        }
        assertThat(atK).as("at t = K").isCloseTo(100, within(0.1));
        // C (5 + 0.1 - K)^3 + 100 = 100.275 is where it is going
        assertThat(cubic.window() / 1000.0).isBetween(100.1, 100.275);
        assertThat(rule).startsWith("convex").contains("RFC 9438 §4.5");
    }

    @Test
    void whereRenoWouldBeFasterTheWindowIsRenosEstimate() {
        // ten segments and a short time: the cubic function has hardly moved
        CongestionControl small = Algorithm.CUBIC.control(ControlSettings.RECOMMENDED
                .withInitialWindow(new InitialWindow.Segments(10))
                .withInitialThreshold(10));
        small.begin(SMSS, false);
        double estimate = 10;
        String rule = "";
        for (int i = 1; i <= 20; i++) {
            acknowledged += SMSS;
            now += RTT / 10;
            rule = small.acknowledged(SMSS, flight(10)).rule();
            // without a loss before, cwnd_prior is cwnd: alpha is 1 from the start (§4.3, §4.10)
            estimate += 1 / estimate;
            assertThat(small.window() / 1000.0).isCloseTo(estimate, within(0.002));
        }
        assertThat(rule).startsWith("Reno-friendly").contains("RFC 9438 §4.3");
    }

    @Test
    void belowTheWindowOfTheLastLossRenosEstimateGrowsByAlpha() {
        CongestionControl small =
                Algorithm.CUBIC.control(ControlSettings.RECOMMENDED.withInitialWindow(new InitialWindow.Segments(10)));
        small.begin(SMSS, false);
        for (int i = 1; i <= 3; i++) {
            small.duplicate(i, flight(10));
        }
        acknowledged = 10 * SMSS;
        small.acknowledged(acknowledged, flight(7));
        double estimate = 7;
        for (int i = 1; i <= 20; i++) {
            acknowledged += SMSS;
            // a short round trip: W_cubic(t) stays behind
            now += 100_000;
            small.acknowledged(SMSS, flight(7));
            estimate += ALPHA / estimate;
            assertThat(small.window() / 1000.0).isCloseTo(estimate, within(0.002));
        }
    }

    @Test
    void timeInWhichTheWindowWasNotFullDoesNotCount() {
        afterALossAtAHundred();
        acknowledge(RTT / 70);
        long before = cubic.window();
        now = 10_000_000_000L;
        acknowledged += SMSS;
        long next = acknowledged + SMSS;
        String rule = cubic.acknowledged(SMSS, new Flight(now, SMSS, acknowledged, 0, next, next, 0, false, RTT))
                .rule();
        assertThat(rule).contains("§5.8");
        assertThat(cubic.window()).isEqualTo(before);
        assertThat(acknowledge(10_000_000_000L + RTT / 70))
                .startsWith("concave")
                .contains("t = 0.003 s");
    }

    @Test
    void theTargetIsNeverMoreThanHalfTheWindowAbove() {
        CubicFunction function = CubicFunction.from(10);
        assertThat(function.target(100, 0.1, 10)).isEqualTo(15);
        assertThat(CubicFunction.towards(100, 70).target(0, 0.1, 90)).isEqualTo(90);
    }
}
