package org.wirelab.flow;

import java.util.List;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SegmentOptions;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Vantage;
import org.wirelab.wire.SequenceNumber;

/// The conversation that the tests of this package judge: a connection's opening in three segments, as a flow.
final class Handshake {

    static final String CLIENT = "192.0.2.1:40000";
    static final String SERVER = "192.0.2.2:7001";
    static final Conversation CONNECTION = Conversation.between(CLIENT, SERVER);

    static final Vantage AT_CLIENT = new Vantage(Source.CAPTURE, Side.CLIENT);
    static final Vantage AT_SERVER = new Vantage(Source.CAPTURE, Side.SERVER);
    static final Vantage BETWEEN = new Vantage(Source.CAPTURE, Side.LINK);
    static final Vantage SAVED_SYN = new Vantage(Source.SAVED_SYN, Side.SERVER);
    static final Vantage SOCKET = new Vantage(Source.SOCKET, Side.CLIENT);

    static final Letter<SequenceNumber> C = Letter.of("c");
    static final Letter<SequenceNumber> S = Letter.of("s");

    static final Step<Segment> SYN = Step.of(
                    "open.1", Segment.class, (Segment segment) -> segment.syn() && !segment.ack())
            .seenBy(Source.CAPTURE, Source.SAVED_SYN)
            .let(C, Segment::sequenceNumber);

    static final Step<Segment> SYN_ACK = Step.of(
                    "open.2", Segment.class, (Segment segment) -> segment.syn() && segment.ack())
            .seenBy(Source.CAPTURE)
            .check(
                    "ack = c + 1",
                    (segment, letters) ->
                            segment.acknowledgmentNumber().equals(letters.get(C).plus(1)),
                    C)
            .let(S, Segment::sequenceNumber);

    static final Step<Segment> ACK = Step.of("open.3", Segment.class, Handshake::acknowledges)
            .seenBy(Source.CAPTURE)
            .check(
                    "ack = s + 1",
                    (segment, letters) ->
                            segment.acknowledgmentNumber().equals(letters.get(S).plus(1)),
                    S);

    static final Flow OPEN = Flow.of("open", SYN, SYN_ACK, ACK)
            .endedBy(Segment.class, Segment::rst, "reason.reset")
            .beganBefore(Segment.class, segment -> !segment.syn());

    private Handshake() {}

    static Segment syn(long c) {
        return segment(CLIENT, SERVER, c, 0, "SYN", 0);
    }

    static Segment synAck(long s, long acknowledged) {
        return segment(SERVER, CLIENT, s, acknowledged, "SYN|ACK", 0);
    }

    static Segment ack(long sequence, long acknowledged) {
        return segment(CLIENT, SERVER, sequence, acknowledged, "ACK", 0);
    }

    static Segment segment(String from, String to, long sequence, long acknowledged, String flags, int length) {
        return new Segment(
                from,
                to,
                SequenceNumber.of(sequence),
                SequenceNumber.of(acknowledged),
                flags,
                65_535,
                length,
                SegmentOptions.NONE,
                0);
    }

    private static boolean acknowledges(Segment segment) {
        return segment.ack()
                && !segment.syn()
                && !segment.rst()
                && segment.src().equals(CLIENT);
    }

    /// Findings as lines, `open.2 contradicted [2] reason.check(ack = c + 1; ...)`.
    static List<String> said(List<Finding> findings) {
        return findings.stream().map(Handshake::line).toList();
    }

    private static String line(Finding finding) {
        String why = finding.verdict()
                .why()
                .map(reason -> " " + reason.key()
                        + (reason.arguments().isEmpty() ? "" : "(" + String.join("; ", reason.arguments()) + ")"))
                .orElse("");
        return finding.step() + " " + finding.verdict().label() + " " + finding.evidence() + why;
    }
}
