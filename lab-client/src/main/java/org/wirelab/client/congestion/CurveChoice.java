package org.wirelab.client.congestion;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.congestion.CongestionObservation.Curves;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Plotted.Curve;
import org.wirelab.trace.Plotted.Look;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// Which of what was sampled is drawn.
///
/// @param windows the windows
/// @param roundTrips the round-trip times, for below them
record CurveChoice(Curves windows, Curves roundTrips) {

    private static final double MICROS_IN_MILLIS = 0.001;

    /// Whose curves they are.
    List<Conversation> conversations() {
        return windows.curves().stream().map(Curve::conversation).distinct().toList();
    }

    /// One flow with its threshold; several with their windows alone, each with its number.
    static CurveChoice of(List<LabFlow> flows) {
        boolean alone = flows.size() == 1;
        List<Curve> windows = new ArrayList<>();
        List<Curve> roundTrips = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            LabFlow flow = flows.get(i);
            String name = alone ? "" : flow.algorithm().label() + " " + (i + 1);
            windows.add(lab(flow.conversation(), "cwnd", name, Look.LINE));
            if (alone) {
                windows.add(lab(flow.conversation(), "ssthresh", name, Look.LEVEL));
            }
            roundTrips.add(lab(flow.conversation(), "rtt_ms", name, Look.LINE));
        }
        return new CurveChoice(
                new Curves(alone ? "congestion.plot.window" : "congestion.plot.windows", windows, false, false),
                new Curves("congestion.plot.rtt", roundTrips, false, true));
    }

    /// @param threshold whether its algorithm has one: BBR has none
    static CurveChoice ofKernel(Conversation conversation, boolean threshold) {
        Curve window = kernel(conversation, "cwnd", 1, "", Look.LINE);
        return new CurveChoice(
                new Curves(
                        "congestion.plot.window",
                        threshold
                                ? List.of(window, kernel(conversation, "ssthresh", 1, "", Look.LEVEL))
                                : List.of(window),
                        false,
                        false),
                new Curves(
                        "congestion.plot.rtt",
                        List.of(kernel(conversation, "rtt_us", MICROS_IN_MILLIS, "", Look.LINE)),
                        false,
                        true));
    }

    /// The lab's window and the kernel's upon each other.
    static Curves compared(Conversation lab, Conversation kernel) {
        return new Curves(
                "congestion.plot.compared",
                List.of(lab(lab, "cwnd", "lab", Look.LINE), kernel(kernel, "cwnd", 1, "kernel", Look.LINE)),
                true,
                false);
    }

    private static Curve lab(Conversation conversation, String series, String name, Look look) {
        return new Curve(conversation, Source.ARQ, Side.CLIENT, series, 1, name, look);
    }

    private static Curve kernel(Conversation conversation, String series, double factor, String name, Look look) {
        return new Curve(conversation, Source.TCP_INFO, Side.CLIENT, series, factor, name, look);
    }
}
