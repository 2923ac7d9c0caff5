package org.wirelab.congestion;

import java.util.Map;
import org.wirelab.congestion.CongestionObservation.Prediction;
import org.wirelab.congestion.KernelObservation.Unseen;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Step;
import org.wirelab.trace.Source;

/// What theory predicts of a sender has to be measured: two sentences beside those of the notes, one sender a
/// conversation.
public final class TheoryFlow {

    /// How far a measured rate may lie from the predicted one.
    public static final double TOLERANCE = 0.2;

    /// The flow `congestion.theory`.
    public static final Flow FLOW = Flow.of(
            "congestion.theory",
            step("congestion.theory.mathis", "mathis"),
            step("congestion.theory.window", "window_over_rtt"));

    private TheoryFlow() {}

    private static Step<?> step(String id, String formula) {
        return Step.of(id, Prediction.class, prediction -> prediction.formula().equals(formula))
                .seenBy(Source.OS)
                .check("measured / predicted = 1 ± 0.2", prediction -> Math.abs(prediction.difference()) <= TOLERANCE)
                .unobservableWhen(
                        Prediction.class,
                        prediction -> prediction.formula().equals(formula)
                                && Math.abs(prediction.difference()) > TOLERANCE
                                && timeouts(prediction.inputs()) > 0,
                        "congestion.theory.busy")
                .unobservableWhen(Unseen.class, CongestionFlows::noControl, "congestion.lacking", CongestionFlows::why)
                .each()
                .unordered();
    }

    private static double timeouts(Map<String, Double> inputs) {
        return inputs.getOrDefault(Theory.TIMEOUTS, 0.0);
    }
}
