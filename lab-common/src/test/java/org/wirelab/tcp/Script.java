package org.wirelab.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Judges;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;
import org.wirelab.wire.SequenceNumber;

/// A trace written by hand, line by line, and judged by the flows of TCP as it grows.
final class Script {

    static final String CLIENT = "192.0.2.1:40000";
    static final String SERVER = "192.0.2.2:7001";
    static final Conversation CONVERSATION = Conversation.between(CLIENT, SERVER);
    static final Vantage WIRE = new Vantage(Source.CAPTURE, Side.LINK);
    static final SegmentOptions SYN_OPTIONS = new SegmentOptions(1460, 7, true, null);

    private final Judges judges = new Judges(TcpFlows.ALL);
    private final List<Finding> found = new ArrayList<>();
    private Conversation conversation = CONVERSATION;
    private Vantage vantage = WIRE;
    private long number;

    /// From here on, at this vantage.
    Script at(Source source, Side side) {
        vantage = new Vantage(source, side);
        return this;
    }

    /// From here on, of this conversation.
    Script in(Conversation other) {
        conversation = other;
        return this;
    }

    /// A capture opens that sees everything from here on.
    Script captureOpens() {
        return vantage(new VantageObservation.Opened("lo"));
    }

    Script captureCloses(long dropped) {
        return vantage(new VantageObservation.Closed("lo", dropped));
    }

    /// The client sends `flags seq:next(length) ack`, as packetdrill writes it.
    Script client(String flags, long seq, long ack, int length) {
        return sees(segment(conversation.initiator(), conversation.responder(), flags, seq, ack, length, 502));
    }

    Script server(String flags, long seq, long ack, int length) {
        return sees(segment(conversation.responder(), conversation.initiator(), flags, seq, ack, length, 509));
    }

    Script sees(Observation observation) {
        return append(conversation, observation);
    }

    /// Both handshakes: c = 1000, s = 5000.
    Script opened() {
        return client("SYN", 1000, 0, 0).server("SYN|ACK", 5000, 1001, 0).client("ACK", 1001, 5001, 0);
    }

    /// The verdict of each sentence so far and at the end, as `step` → `verdict`.
    Map<String, String> verdicts() {
        judges.close();
        Map<String, String> verdicts = new LinkedHashMap<>();
        judges.findings().stream()
                .filter(finding -> finding.conversation().equals(conversation))
                .forEach(finding -> verdicts.put(
                        finding.step().substring("tcp.".length()),
                        finding.verdict().label()));
        return verdicts;
    }

    /// The finding for a sentence; ends the trace.
    Finding finding(String step) {
        judges.close();
        return judges.findings().stream()
                .filter(finding ->
                        finding.step().equals(step) && finding.conversation().equals(conversation))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was found for " + step));
    }

    /// The reason that the finding for a sentence gives; ends the trace.
    String why(String step) {
        return finding(step).verdict().why().orElseThrow().key();
    }

    /// What was certain while the trace was still growing.
    List<String> foundSoFar() {
        return found.stream().map(Finding::step).toList();
    }

    /// Ends the trace and holds every verdict against the expected ones, written `open.1 confirmed`.
    void gives(String... expected) {
        List<String> lines = new ArrayList<>();
        verdicts().forEach((step, verdict) -> lines.add(step + " " + verdict));
        assertThat(lines).contains(expected);
    }

    static Segment segment(String src, String dst, String flags, long seq, long ack, int length, int window) {
        return new Segment(
                src,
                dst,
                SequenceNumber.of(seq),
                SequenceNumber.of(ack),
                flags,
                flags.contains("SYN") ? 64240 : window,
                length,
                flags.contains("SYN") ? SYN_OPTIONS : SegmentOptions.NONE,
                0);
    }

    private Script vantage(Observation observation) {
        return append(Conversation.RUN, observation);
    }

    private Script append(Conversation to, Observation observation) {
        number++;
        found.addAll(judges.on(new Entry(number, number * 1000, TimeSource.CAPTURE, vantage, to, observation)));
        return this;
    }
}
