package org.wirelab.client.tcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.flow.Finding;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.run.Run;
import org.wirelab.run.RunListener;
import org.wirelab.tcp.TcpFlows;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;

/// A run of TCP's flows that a test looks into when it is over.
final class RecordedRun {

    private final List<Entry> entries = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Run run;

    RecordedRun() {
        run = Run.begin("test", "tcp", "en", TcpFlows.ALL, List.of(new RunListener() {
            @Override
            public void entry(Entry entry) {
                entries.add(entry);
            }

            @Override
            public void concluded(List<Finding> all) {
                findings.addAll(all);
            }
        }));
    }

    Trace trace() {
        return run.trace();
    }

    void expect(Conversation conversation) {
        run.trace()
                .record(
                        new Vantage(Source.SOCKET, Side.CLIENT),
                        conversation,
                        new RunObservation.ConversationExpected());
    }

    RecordedRun finish() throws LabException {
        run.finish(ExitCode.OK);
        return this;
    }

    /// `tcp.open.1 confirmed` …, in order.
    List<String> verdicts() {
        return findings.stream()
                .map(finding -> finding.step() + " " + finding.verdict().label())
                .toList();
    }

    /// Where the evidence of each sentence comes from.
    Map<String, List<String>> witnesses() {
        Map<String, List<String>> witnesses = new LinkedHashMap<>();
        findings.forEach(finding -> witnesses.put(
                finding.step(),
                finding.evidence().stream()
                        .map(number -> entries.get(Math.toIntExact(number) - 1)
                                .vantage()
                                .toString())
                        .toList()));
        return witnesses;
    }

    <O extends Observation> List<O> all(Class<O> type) {
        return entries.stream()
                .map(Entry::observation)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /// What TCP_INFO said at this side, in order.
    List<TcpInfo> sampled(Side side) {
        return entries.stream()
                .filter(entry -> entry.vantage().side() == side)
                .map(Entry::observation)
                .filter(TcpInfo.class::isInstance)
                .map(TcpInfo.class::cast)
                .toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        entries.forEach(entry -> text.append(entry).append('\n'));
        findings.forEach(finding -> text.append(finding).append('\n'));
        return text.toString();
    }
}
