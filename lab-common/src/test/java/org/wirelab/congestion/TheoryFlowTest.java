package org.wirelab.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wirelab.congestion.CongestionObservation.Prediction;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.flow.Judge;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

class TheoryFlowTest {

    private static final Vantage OURSELVES = new Vantage(Source.OS, Side.CLIENT);
    private static final Map<String, Double> INPUTS = Map.of("p", 0.005);
    private static final Conversation KERNEL = new Conversation("kernel");

    private static List<String> verdicts(Observation... told) {
        WrittenTrace trace = new WrittenTrace();
        Judge judge = new Judge(TheoryFlow.FLOW, KERNEL);
        judge.on(trace.opened(OURSELVES));
        for (Observation each : told) {
            judge.on(trace.seen(OURSELVES, KERNEL, each));
        }
        judge.on(trace.closed(OURSELVES, 0));
        judge.close();
        return judge.findings().stream()
                .map(finding -> finding.step() + " " + finding.verdict().label())
                .toList();
    }

    @Test
    void withoutANetworkForTheKernelTheoryIsUnobservableAndNotMissing() {
        assertThat(verdicts(new Unseen("control", "congestion.lacking.link", "no user namespaces")))
                .containsExactly("congestion.theory.mathis unobservable", "congestion.theory.window unobservable");
    }

    @Test
    void whatIsWithinAFifthOfTheoryIsConfirmed() {
        assertThat(verdicts(new Prediction("mathis", INPUTS, 10, 9), new Prediction("window_over_rtt", INPUTS, 10, 11)))
                .containsExactly("congestion.theory.mathis confirmed", "congestion.theory.window confirmed");
    }

    @Test
    void whatIsFurtherFromTheoryIsContradicted() {
        assertThat(verdicts(new Prediction("mathis", INPUTS, 10, 5), new Prediction("window_over_rtt", INPUTS, 10, 11)))
                .containsExactly("congestion.theory.mathis contradicted", "congestion.theory.window confirmed");
    }
}
