package org.wirelab.tcp.scenario;

import static org.wirelab.tcp.scenario.Seen.C;
import static org.wirelab.tcp.scenario.Seen.S;

import java.util.List;
import java.util.Locale;
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

/// The whole life of a connection, watched at both ends: opened, used, half-closed, closed.
///
/// The captures hand over independently of each other. So where one step is *recognised* by a number that another
/// defines, one capture tells of both; a *check* may wait for the other's word.
public final class OpenCloseFlow {

    private static final Letter<SequenceNumber> SENT_UP_TO = Letter.hidden("sent up to");
    private static final Letter<SequenceNumber> F = Letter.of("f");
    private static final Letter<SequenceNumber> G = Letter.of("g");

    /// RFC 9293 §3.4.2: the MSL is 2 minutes; §3.6.1: TIME-WAIT lasts two of them.
    private static final double TWO_MSL = 240;

    private static final double JUST_STARTED = 5;

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.open_close",
            Step.of("tcp.scenario.open_close.1", Segment.class, Seen.fromClient(Seen::synOnly))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .let(C, Segment::sequenceNumber),
            Step.of("tcp.scenario.open_close.2", Segment.class, Seen.fromServer(Seen::synAck))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("ack = c + 1", Seen.acknowledgesNextOf(C), C)
                    .let(S, Segment::sequenceNumber),
            Step.of("tcp.scenario.open_close.3", Segment.class, Seen.fromClient(Seen::bareAck))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .check("ack = s + 1", Seen.acknowledgesNextOf(S), S),
            Step.of("tcp.scenario.open_close.4", SocketState.class, Seen.clientIn(TcpState.ESTABLISHED))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT),
            Step.of("tcp.scenario.open_close.5", SocketState.class, Seen.serverIn(TcpState.ESTABLISHED))
                    .seenBy(Source.SOCK_DIAG, Side.SERVER),
            Step.of("tcp.scenario.open_close.6", Segment.class, Seen.fromClient(Seen::data))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check(
                            "seq = c + 1",
                            (segment, letters) ->
                                    letters.is(C, segment.sequenceNumber().plus(-1)),
                            C)
                    .let(SENT_UP_TO, Segment::nextSequenceNumber),
            Step.of(
                            "tcp.scenario.open_close.7",
                            Segment.class,
                            Seen.acknowledging(SENT_UP_TO, Seen.fromServer(_ -> true)))
                    .seenBy(Source.CAPTURE, Side.CLIENT),
            Step.of("tcp.scenario.open_close.8", Segment.class, Seen.fromClient(Segment::fin))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .let(F, segment -> segment.nextSequenceNumber().plus(-1)),
            Step.of("tcp.scenario.open_close.9", Segment.class, OpenCloseFlow::acknowledgesTheFin)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("ack = f + 1", Seen.acknowledgesNextOf(F), F)
                    .check("flags = ACK", segment -> !segment.fin()),
            Step.of("tcp.scenario.open_close.10", SocketState.class, Seen.clientIn(TcpState.FIN_WAIT_2))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT),
            Step.of("tcp.scenario.open_close.11", SocketState.class, Seen.serverIn(TcpState.CLOSE_WAIT))
                    .seenBy(Source.SOCK_DIAG, Side.SERVER),
            Step.of("tcp.scenario.open_close.12", SocketEvent.Read.class, OpenCloseFlow::readByTheHalfClosed)
                    .seenBy(Source.SOCKET, Side.CLIENT),
            Step.of("tcp.scenario.open_close.13", Segment.class, Seen.fromServer(Segment::fin))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .let(G, segment -> segment.nextSequenceNumber().plus(-1)),
            Step.of("tcp.scenario.open_close.14", Segment.class, OpenCloseFlow::acknowledgesTheOtherFin)
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .check("ack = g + 1", Seen.acknowledgesNextOf(G), G),
            Step.of("tcp.scenario.open_close.15", SocketState.class, Seen.clientIn(TcpState.TIME_WAIT))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT)
                    .check("timer = 240 s", OpenCloseFlow::twoMsl)
                    .differsWhen(
                            SocketState.class,
                            (state, letters) ->
                                    Seen.clientIn(TcpState.TIME_WAIT).test(state, letters) && !twoMsl(state),
                            "tcp.scenario.open_close.15.linux",
                            state -> List.of(seconds(state))),
            Step.of("tcp.scenario.open_close.16", SocketState.class, Seen.serverIn(TcpState.CLOSED))
                    .seenBy(Source.SOCK_DIAG, Side.SERVER),
            Step.of("tcp.scenario.open_close.17", LinkObservation.Ended.class, _ -> true)
                    .seenBy(Source.LINK, Side.LINK)
                    .check("dropped = 0, missed = 0", Seen::lostNothing)
                    .atLeast(2));

    private OpenCloseFlow() {}

    private static boolean acknowledgesTheFin(Segment segment, Letters letters) {
        return Seen.server(segment.src(), letters)
                && segment.ack()
                && letters.has(F)
                && segment.acknowledgmentNumber().isAfter(letters.get(F));
    }

    private static boolean acknowledgesTheOtherFin(Segment segment, Letters letters) {
        return Seen.client(segment.src(), letters)
                && segment.ack()
                && letters.has(G)
                && segment.acknowledgmentNumber().isAfter(letters.get(G));
    }

    private static boolean readByTheHalfClosed(SocketEvent.Read read, Letters letters) {
        return Seen.client(read.local(), letters) && read.halfClosed();
    }

    private static boolean twoMsl(SocketState state) {
        return state.timerSeconds() != null
                && state.timerSeconds() <= TWO_MSL
                && state.timerSeconds() > TWO_MSL - JUST_STARTED;
    }

    private static String seconds(SocketState state) {
        return state.timerSeconds() == null ? "?" : String.format(Locale.ROOT, "%.0f", state.timerSeconds());
    }
}
