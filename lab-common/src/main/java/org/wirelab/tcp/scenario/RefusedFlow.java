package org.wirelab.tcp.scenario;

import static org.wirelab.tcp.scenario.Seen.C;
import static org.wirelab.tcp.scenario.Seen.FIRST;

import org.wirelab.flow.Flow;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// Nobody listens: the server's host answers the SYN with a reset (RFC 9293 §3.10.7.1).
public final class RefusedFlow {

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.refused",
            Step.of("tcp.scenario.refused.1", Segment.class, Seen.fromClient(Seen::synOnly))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .let(C, Segment::sequenceNumber)
                    .let(FIRST, Segment::identity),
            // RFC 9293 §3.10.7.1: <SEQ=0><ACK=SEG.SEQ+SEG.LEN><CTL=RST,ACK>, and a SYN's length is 1
            Step.of("tcp.scenario.refused.2", Segment.class, Seen.fromServer(Segment::rst))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("flags = RST ACK", segment -> segment.flags().equals("RST|ACK"))
                    .check("seq = 0", segment -> segment.sequenceNumber().value() == 0)
                    .check("ack = c + 1", Seen.acknowledgesNextOf(C), C),
            Step.of("tcp.scenario.refused.3", SocketEvent.Failed.class, Seen.byClient())
                    .seenBy(Source.SOCKET, Side.CLIENT)
                    .check(
                            "error = Connection refused",
                            failure -> failure.error().equals("Connection refused")),
            Step.of("tcp.scenario.refused.4", SocketState.class, Seen.clientIn(TcpState.CLOSED))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT),
            Step.never("tcp.scenario.refused.5", Segment.class, RefusedFlow::anotherSyn)
                    .seenBy(Source.CAPTURE, Side.CLIENT),
            Step.never(
                            "tcp.scenario.refused.6",
                            SocketState.class,
                            (state, letters) -> Seen.server(state.local(), letters))
                    .seenBy(Source.SOCK_DIAG, Side.SERVER),
            Step.of("tcp.scenario.refused.7", LinkObservation.Ended.class, _ -> true)
                    .seenBy(Source.LINK, Side.LINK)
                    .check("dropped = 0, missed = 0", Seen::lostNothing)
                    .atLeast(2));

    private RefusedFlow() {}

    private static boolean anotherSyn(Segment segment, Letters letters) {
        return Seen.fromClient(Segment::syn).test(segment, letters)
                && letters.has(FIRST)
                && !letters.is(FIRST, segment.identity());
    }
}
