package org.wirelab.tcp.scenario;

import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Step;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.wire.SequenceNumber;

/// The client gives the connection up in the middle (ABORT): a reset instead of a close.
public final class ResetFlow {

    private static final Letter<SequenceNumber> NEXT = Letter.of("snd.nxt");

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.reset",
            Step.of("tcp.scenario.reset.1", SocketState.class, Seen.serverIn(TcpState.ESTABLISHED))
                    .seenBy(Source.SOCK_DIAG, Side.SERVER),
            Step.of("tcp.scenario.reset.2", Segment.class, Seen.fromClient(Seen::data))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .let(NEXT, Segment::nextSequenceNumber),
            Step.of("tcp.scenario.reset.3", SocketEvent.Aborted.class, Seen.byClient())
                    .seenBy(Source.SOCKET, Side.CLIENT),
            // RFC 9293 §3.10.5: <SEQ=SND.NXT><CTL=RST>
            Step.of("tcp.scenario.reset.4", Segment.class, Seen.fromClient(Segment::rst))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .check("seq = snd.nxt", (segment, letters) -> letters.is(NEXT, segment.sequenceNumber()), NEXT),
            Step.never("tcp.scenario.reset.5", Segment.class, (segment, _) -> segment.fin())
                    .seenBy(Source.CAPTURE, Side.SERVER),
            Step.of("tcp.scenario.reset.6", SocketEvent.Failed.class, Seen.byServer())
                    .seenBy(Source.SOCKET, Side.SERVER)
                    .check(
                            "error = Connection reset by peer",
                            failure -> failure.error().equals("Connection reset by peer")),
            Step.never("tcp.scenario.reset.7", Segment.class, Seen.fromServer(_ -> true))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .after(Segment.class, Seen.fromClient(Segment::rst)),
            Step.of("tcp.scenario.reset.8", SocketState.class, Seen.serverIn(TcpState.CLOSED))
                    .seenBy(Source.SOCK_DIAG, Side.SERVER),
            Step.of("tcp.scenario.reset.9", SocketState.class, Seen.clientIn(TcpState.CLOSED))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT),
            Step.never("tcp.scenario.reset.10", SocketState.class, (state, _) -> state.is(TcpState.TIME_WAIT))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT),
            Step.of("tcp.scenario.reset.11", LinkObservation.Ended.class, _ -> true)
                    .seenBy(Source.LINK, Side.LINK)
                    .check("dropped = 0, missed = 0", Seen::lostNothing)
                    .atLeast(2));

    private ResetFlow() {}
}
