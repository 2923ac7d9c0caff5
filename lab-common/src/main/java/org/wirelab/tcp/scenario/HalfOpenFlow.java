package org.wirelab.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.wire.SequenceNumber;

/// The server has forgotten the connection and the client has not: half-open (RFC 9293 §3.5.1).
public final class HalfOpenFlow {

    private static final Letter<String> FORGOTTEN = Letter.hidden("forgotten");

    /// What the client acknowledges when it sends: the number that the reset must bear to be believed.
    private static final Letter<SequenceNumber> EXPECTED = Letter.of("ack");

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.half_open",
            Step.of("tcp.scenario.half_open.1", SocketState.class, Seen.serverIn(TcpState.ESTABLISHED))
                    .seenBy(Source.SOCK_DIAG, Side.SERVER),
            Step.of("tcp.scenario.half_open.2", SocketEvent.Vanished.class, Seen.byServer())
                    .seenBy(Source.SOCKET, Side.SERVER),
            Step.of("tcp.scenario.half_open.3", SocketState.class, Seen.serverIn(TcpState.CLOSED))
                    .seenBy(Source.SOCK_DIAG, Side.SERVER)
                    .let(FORGOTTEN, SocketState::local),
            Step.never("tcp.scenario.half_open.4", Segment.class, (segment, _) -> segment.fin())
                    .seenBy(Source.CAPTURE, Side.SERVER),
            Step.of("tcp.scenario.half_open.5", SocketState.class, HalfOpenFlow::stillThere)
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT),
            Step.of("tcp.scenario.half_open.6", Segment.class, Seen.fromClient(Seen::data))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .let(EXPECTED, Segment::acknowledgmentNumber),
            // RFC 9293 §3.10.7.1: <SEQ=SEG.ACK><CTL=RST>
            Step.of("tcp.scenario.half_open.7", Segment.class, Seen.fromServer(Segment::rst))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("flags = RST", segment -> !segment.ack())
                    .check("seq = ack", (segment, letters) -> letters.is(EXPECTED, segment.sequenceNumber()), EXPECTED),
            Step.of("tcp.scenario.half_open.8", SocketEvent.Failed.class, Seen.byClient())
                    .seenBy(Source.SOCKET, Side.CLIENT)
                    .check(
                            "error = Connection reset by peer",
                            failure -> failure.error().equals("Connection reset by peer")),
            Step.of("tcp.scenario.half_open.9", SocketState.class, Seen.clientIn(TcpState.CLOSED))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT),
            Step.of("tcp.scenario.half_open.10", LinkObservation.Ended.class, _ -> true)
                    .seenBy(Source.LINK, Side.LINK)
                    .check("dropped = 0, missed = 0", Seen::lostNothing)
                    .atLeast(2));

    private HalfOpenFlow() {}

    private static boolean stillThere(SocketState state, Letters letters) {
        return letters.has(FORGOTTEN) && Seen.clientIn(TcpState.ESTABLISHED).test(state, letters);
    }
}
