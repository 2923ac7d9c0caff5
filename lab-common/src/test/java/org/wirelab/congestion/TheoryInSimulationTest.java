package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wirelab.arq.Simulation;
import org.wirelab.congestion.CongestionObservation.Finished;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;

/// The lab's Reno held to what theory predicts, in simulation.
class TheoryInSimulationTest {

    private static final Duration ROUND_TRIP = Duration.ofMillis(20);

    private static double goodput(Simulation.Outcome outcome) {
        assertThat(outcome.complete()).isTrue();
        return outcome.told(Finished.class).getFirst().octets() * 8e9 / outcome.nanos();
    }

    private static void within20Percent(double measured, double predicted, String what) {
        assertThat(measured).as("%s: bit/s", what).isCloseTo(predicted, withinPercentage(20));
    }

    /// Mathis' formula assumes what is made here: every 1/p-th segment is lost, and nothing else is in the
    /// way. Below 100 segments between losses the window is so small that fast recovery often lacks its three
    /// duplicates.
    @Test
    void withEveryNthSegmentLostRenoReachesWhatMathisFormulaPredicts() {
        for (int every : new int[] {100, 150, 200, 300, 400, 600, 800}) {
            Runs runs = Runs.over(Algorithm.RENO, 0, ROUND_TRIP, 25L * every);
            LinkSettings lossy =
                    runs.forward().with(Rule.drop("every", PacketMatch.ANY, new Selection.EveryNth(every)));
            double measured = goodput(runs.through(lossy, runs.backward()).run());
            within20Percent(measured, Theory.mathis(Runs.SMSS, ROUND_TRIP.toNanos(), 1.0 / every), "p = 1/" + every);
        }
    }

    /// RFC 7323 §1.1: a window in each round trip, whatever the link carries.
    @Test
    void aReceiversWindowLetsThroughAWindowInEachRoundTrip() {
        long roundTrip = Duration.ofMillis(50).toNanos();
        for (int segments : new int[] {1, 2, 4, 8, 16, 32, 64}) {
            long room = (long) segments * Runs.SMSS;
            Runs runs = Runs.over(Algorithm.RENO, 0, Duration.ofNanos(roundTrip), 60L * segments)
                    .with(ReceivingSettings.DEFAULT.withRoom(room));
            within20Percent(goodput(runs.run()), Theory.windowOverRtt(room, roundTrip), segments + " segments");
        }
    }

    /// RFC 9438 §3.3 and everybody's AIMD: flows with one algorithm and one round trip share alike.
    @Test
    void twoFlowsWithOneBottleneckShareIt() {
        for (Algorithm each : Algorithm.values()) {
            List<Double> shares = shares(each, each);
            assertThat(Theory.jain(shares)).as("%s: %s bit/s", each, shares).isGreaterThan(0.95);
            // the link carries 10 Mbit/s, headers and what is lost included
            assertThat(shares.get(0) + shares.get(1))
                    .as("%s: %s bit/s", each, shares)
                    .isBetween(8_000_000.0, 9_700_000.0);
        }
    }

    /// RFC 9438 §4.3: in a small network CUBIC does as Reno does.
    @Test
    void cubicLeavesRenoItsShareOfASmallNetwork() {
        List<Double> shares = shares(Algorithm.CUBIC, Algorithm.NEWRENO);
        assertThat(Theory.jain(shares)).as("%s bit/s", shares).isGreaterThan(0.8);
    }

    private static List<Double> shares(Algorithm first, Algorithm second) {
        long seconds = 20;
        LinkSettings back = LinkSettings.PERFECT.withDelay(ROUND_TRIP.dividedBy(2));
        LinkSettings bottleneck = back.withRate(10_000_000).withQueue(20);
        TwoFlows senders = new TwoFlows();
        TwoFlows receivers = new TwoFlows();
        int id = 0;
        for (Algorithm each : List.of(first, second)) {
            id++;
            Runs runs = Runs.over(each, 0, ROUND_TRIP, 1).with(Runs.transfer(id, 0, Runs.SMSS, 1L << 40));
            senders.with(id, runs.sender());
            receivers.with(id, runs.receiver());
        }
        new Simulation(senders, receivers, bottleneck, back, 0, 1).run(seconds * Runs.SECOND);
        return receivers.delivered().values().stream()
                .map(octets -> octets * 8.0 / seconds)
                .toList();
    }
}
