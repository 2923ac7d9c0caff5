package org.wirelab.congestion;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Judge;
import org.wirelab.testing.WrittenTrace;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;

/// What a sender might say of one transfer, written by hand in segments, and how the flow judges it.
final class Tale {

    static final int SEGMENT = 1448;
    static final long MILLI = 1_000_000;

    private static final Conversation TRANSFER = Conversation.between("192.0.2.1:40000", "192.0.2.2:7001");
    private static final Vantage SENDER = new Vantage(Source.ARQ, Side.CLIENT);

    private final WrittenTrace trace = new WrittenTrace();
    private final Judge judge = new Judge(CongestionFlows.CONTROL, TRANSFER);
    private int rounds;

    Tale() {
        judge.on(trace.opened(SENDER));
    }

    Tale says(Observation observation) {
        judge.on(trace.seen(SENDER, TRANSFER, observation));
        return this;
    }

    Tale began(String algorithm, int initialWindow) {
        return says(new CongestionObservation.Began(
                algorithm, "lab", SEGMENT, (long) initialWindow * SEGMENT, null, Map.of()));
    }

    Tale window(double cwnd, @Nullable Integer receiverWindow, Phase phase, String cause) {
        return says(new CongestionObservation.Window(
                SEGMENT,
                (long) (cwnd * SEGMENT),
                null,
                0,
                receiverWindow == null ? null : (long) receiverWindow * SEGMENT,
                phase,
                cause,
                null));
    }

    Tale round(Phase phase, int before, int after, long rttMillis) {
        return says(new CongestionObservation.Round(
                ++rounds, phase, SEGMENT, (long) before * SEGMENT, (long) after * SEGMENT, true, rttMillis * MILLI));
    }

    Tale finished(int retransmissions) {
        return says(new CongestionObservation.Finished(1000L * SEGMENT, true, 1000, retransmissions, 1));
    }

    /// Ends the conversation and gives its findings by their step.
    Map<String, Finding> judged() {
        judge.on(trace.closed(SENDER, 0));
        judge.close();
        Map<String, Finding> findings = new LinkedHashMap<>();
        judge.findings().forEach(finding -> findings.put(finding.step(), finding));
        return findings;
    }

    /// The verdict on this step, `differs congestion.5.cubic`: with the key of its reason, where it has one.
    String verdict(String step) {
        Finding finding = judged().get(step);
        if (finding == null) {
            throw new AssertionError("nothing was found of " + step);
        }
        return finding.verdict().label()
                + finding.verdict().why().map(reason -> " " + reason.key()).orElse("");
    }
}
