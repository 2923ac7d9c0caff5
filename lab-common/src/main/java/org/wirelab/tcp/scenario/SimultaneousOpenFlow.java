package org.wirelab.tcp.scenario;

import static org.wirelab.tcp.scenario.Seen.C;
import static org.wirelab.tcp.scenario.Seen.S;

import org.wirelab.flow.Flow;
import org.wirelab.flow.Step;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.Disagreement;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// Both ends call at the same time (RFC 9293 §3.5, figure 7): two SYNs, SYN_RECEIVED on both sides, one connection.
public final class SimultaneousOpenFlow {

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.simultaneous_open",
            Step.of("tcp.scenario.simultaneous_open.1", Segment.class, Seen.fromClient(Seen::synOnly))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .let(C, Segment::sequenceNumber),
            Step.of("tcp.scenario.simultaneous_open.2", Segment.class, Seen.fromServer(Segment::syn))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .check("flags = SYN", Seen::synOnly)
                    .let(S, Segment::sequenceNumber),
            state("3", Side.CLIENT, TcpState.SYN_SENT),
            state("4", Side.SERVER, TcpState.SYN_SENT),
            Step.of("tcp.scenario.simultaneous_open.5", Segment.class, Seen.fromServer(Segment::syn))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("flags = SYN", Seen::synOnly),
            state("6", Side.CLIENT, TcpState.SYN_RECEIVED),
            state("7", Side.SERVER, TcpState.SYN_RECEIVED),
            Step.of("tcp.scenario.simultaneous_open.8", Segment.class, Seen.fromClient(Seen::synAck))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("seq = c", (segment, letters) -> letters.is(C, segment.sequenceNumber()), C)
                    .check("ack = s + 1", Seen.acknowledgesNextOf(S), S),
            Step.of("tcp.scenario.simultaneous_open.9", Segment.class, Seen.fromServer(Seen::synAck))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .check("seq = s", (segment, letters) -> letters.is(S, segment.sequenceNumber()), S)
                    .check("ack = c + 1", Seen.acknowledgesNextOf(C), C),
            state("10", Side.CLIENT, TcpState.ESTABLISHED),
            state("11", Side.SERVER, TcpState.ESTABLISHED),
            Step.of("tcp.scenario.simultaneous_open.12", SocketEvent.Connected.class, Seen.byClient())
                    .seenBy(Source.SOCKET, Side.CLIENT),
            Step.of("tcp.scenario.simultaneous_open.13", SocketEvent.Connected.class, Seen.byServer())
                    .seenBy(Source.SOCKET, Side.SERVER),
            Step.never("tcp.scenario.simultaneous_open.14", Disagreement.class, (_, _) -> true)
                    .seenBy(Source.SOCK_DIAG),
            Step.of("tcp.scenario.simultaneous_open.15", LinkObservation.Ended.class, _ -> true)
                    .seenBy(Source.LINK, Side.LINK)
                    .check("dropped = 0, missed = 0", Seen::lostNothing)
                    .atLeast(2));

    private SimultaneousOpenFlow() {}

    private static Step<SocketState> state(String number, Side side, TcpState state) {
        return Seen.stateOf("tcp.scenario.simultaneous_open." + number, side, state);
    }
}
