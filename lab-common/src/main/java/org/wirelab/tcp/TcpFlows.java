package org.wirelab.tcp;

import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.trace.Source;
import org.wirelab.wire.SequenceNumber;

/// What the notes say of TCP, as data: opening, closing, reliability.
///
/// Letters: `c` and `s` are the initial sequence numbers, `f` and `g` the numbers of the first FIN and of the other
/// end's. Who is the client is the conversation's to say; who closes first, the wire's.
public final class TcpFlows {

    static final Letter<SequenceNumber> C = Letter.of("c");
    static final Letter<SequenceNumber> S = Letter.of("s");
    static final Letter<HandshakeWindow> CLIENT_WINDOW = Letter.of("client_window");
    static final Letter<HandshakeWindow> SERVER_WINDOW = Letter.of("server_window");

    static final Letter<String> CLOSER = Letter.hidden("closer");
    static final Letter<SequenceNumber> F = Letter.of("f");
    static final Letter<SequenceNumber> G = Letter.of("g");
    static final Letter<SequenceNumber> ANSWERED_AT = Letter.hidden("answered_at");

    /// What the notes say TIME_WAIT lasts, and how far a timer that has just started may be below it.
    private static final double NOTES_TIME_WAIT = 240;

    private static final double JUST_STARTED = 5;

    /// RFC 9293 §3.5: the three-way handshake.
    public static final Flow OPEN = Flow.of(
                    "tcp.open",
                    Step.of("tcp.open.1", Segment.class, segment -> segment.syn() && !segment.ack())
                            .seenBy(Source.CAPTURE, Source.SAVED_SYN)
                            .let(C, Segment::sequenceNumber)
                            .let(CLIENT_WINDOW, HandshakeWindow::of),
                    Step.of("tcp.open.2", Segment.class, segment -> segment.syn() && segment.ack())
                            .seenBy(Source.CAPTURE)
                            .check(
                                    "ack = c + 1",
                                    (segment, letters) -> segment.acknowledgmentNumber()
                                            .equals(letters.get(C).plus(1)),
                                    C)
                            .let(S, Segment::sequenceNumber)
                            .let(SERVER_WINDOW, HandshakeWindow::of),
                    Step.of("tcp.open.3", Segment.class, TcpFlows::clientsFirstAcknowledgment)
                            .seenBy(Source.CAPTURE)
                            .check(
                                    "ack = s + 1",
                                    (segment, letters) -> segment.acknowledgmentNumber()
                                            .equals(letters.get(S).plus(1)),
                                    S),
                    // the notes hold if nobody announces another window until somebody closes
                    Step.of("tcp.open.4", Segment.class, TcpFlows::endsWhatTheHandshakeSettled)
                            .seenBy(Source.CAPTURE)
                            .differsWhen(
                                    Segment.class,
                                    TcpFlows::announcesAnotherWindow,
                                    "tcp.open.4.announced",
                                    segment -> List.of(segment.src(), Integer.toString(segment.window())))
                            .differsWhen(
                                    TcpInfo.class,
                                    TcpFlows::knowsAnotherWindow,
                                    "tcp.open.4.kernel",
                                    info -> List.of(info.local(), info.remote(), String.valueOf(info.sendWindow()))))
            .endedBy(Segment.class, Segment::rst, "reason.reset")
            .beganBefore(Segment.class, segment -> !segment.syn())
            .bestSeenBy(Source.CAPTURE);

    /// RFC 9293 §3.6: closing. What a capture does not show, the kernel's states do: each is entered for one reason
    /// (§3.3.2, figure 5). The numbers that the segments carry say which answers which, so their order is not
    /// judged.
    public static final Flow CLOSE = Flow.of(
                    "tcp.close",
                    Step.of("tcp.close.1", Segment.class, Segment::fin)
                            .seenBy(Source.CAPTURE)
                            .let(F, TcpFlows::finNumber)
                            .let(CLOSER, Segment::src)
                            .or(SocketEvent.EndOfStream.class, end -> !end.halfClosed())
                            .let(CLOSER, SocketEvent.EndOfStream::remote)
                            .or(TcpInfo.class, TcpFlows::finSent)
                            .let(CLOSER, TcpInfo::local)
                            .differsWhen(
                                    Segment.class,
                                    (segment, letters) -> segment.fin() && !beganAt(segment.src(), letters),
                                    "tcp.close.1.server_first")
                            .differsWhen(
                                    SocketEvent.EndOfStream.class,
                                    (end, letters) -> !end.halfClosed() && !beganAt(end.remote(), letters),
                                    "tcp.close.1.server_first")
                            .differsWhen(
                                    TcpInfo.class,
                                    (info, letters) -> finSent(info) && !beganAt(info.local(), letters),
                                    "tcp.close.1.server_first"),
                    Step.of("tcp.close.2", Segment.class, fromTheOther(TcpFlows::acknowledgesTheFin))
                            .seenBy(Source.CAPTURE)
                            .check(
                                    "ack = f + 1",
                                    (segment, letters) -> segment.acknowledgmentNumber()
                                            .equals(letters.get(F).plus(1)),
                                    F)
                            .let(ANSWERED_AT, Segment::sequenceNumber)
                            .or(TcpInfo.class, info -> info.is(TcpState.FIN_WAIT_2))
                            .or(SocketState.class, state -> state.is(TcpState.FIN_WAIT_2) || inTimeWait(state))
                            .unordered(),
                    Step.of(
                                    "tcp.close.3",
                                    Segment.class,
                                    fromTheOther((segment, letters) ->
                                            segment.length() > 0 && acknowledgesTheFin(segment, letters)))
                            .seenBy(Source.CAPTURE)
                            .or(SocketEvent.Read.class, SocketEvent.Read::halfClosed)
                            .notApplicableWhen(
                                    Segment.class, fromTheOther(TcpFlows::finWithNothingBefore), "tcp.close.3.no_data")
                            .notApplicableWhen(
                                    Segment.class, fromTheOther(TcpFlows::finOfItsOwn), "tcp.close.simultaneous")
                            .notApplicableWhen(
                                    SocketEvent.EndOfStream.class,
                                    end -> end.halfClosed() && end.bytesSinceShutdown() == 0,
                                    "tcp.close.3.no_data")
                            .unordered(),
                    Step.of("tcp.close.4", Segment.class, fromTheOther((segment, _) -> segment.fin()))
                            .seenBy(Source.CAPTURE)
                            .let(G, TcpFlows::finNumber)
                            .or(SocketEvent.EndOfStream.class, SocketEvent.EndOfStream::halfClosed)
                            .differsWhen(Segment.class, fromTheOther(TcpFlows::finOfItsOwn), "tcp.close.simultaneous")
                            .unordered(),
                    Step.of("tcp.close.5", Segment.class, TcpFlows::closerAcknowledges)
                            .seenBy(Source.CAPTURE)
                            .check(
                                    "ack = g + 1",
                                    (segment, letters) -> segment.acknowledgmentNumber()
                                            .equals(letters.get(G).plus(1)),
                                    G)
                            .or(SocketState.class, TcpFlows::inTimeWait),
                    Step.of("tcp.close.6", SocketState.class, state -> inTimeWait(state) || state.is(TcpState.CLOSED))
                            .check("state = TIME_WAIT", TcpFlows::inTimeWait)
                            .differsWhen(
                                    SocketState.class,
                                    (state, _) -> inTimeWait(state) && !asLongAsTheNotesSay(state),
                                    "tcp.close.6.kernel",
                                    state -> List.of(seconds(state), state.local()))
                            .notApplicableWhen(
                                    Segment.class,
                                    (segment, letters) -> segment.rst() && !letters.has(G),
                                    "tcp.close.6.reset")
                            .wouldSee("tcp.close.6.would_see"))
            .endedBy(Segment.class, Segment::rst, "reason.reset")
            .bestSeenBy(Source.CAPTURE);

    /// RFC 9293 §3.8: what was sent is what arrived, in both directions.
    public static final Flow RELIABLE = Flow.of(
            "tcp.reliable",
            Step.of("tcp.reliable", Delivery.class, _ -> true)
                    .check("SHA-256 of what arrived = SHA-256 of what was sent", Delivery::intact)
                    .each()
                    .wouldSee("tcp.reliable.would_see"));

    /// All of them, in the order of the notes.
    public static final List<Flow> ALL = List.of(RELIABLE, OPEN, CLOSE);

    private TcpFlows() {}

    private static boolean beganAt(String endpoint, Letters letters) {
        return letters.conversation().beganAt(endpoint);
    }

    private static boolean clientsFirstAcknowledgment(Segment segment, Letters letters) {
        return segment.ack() && !segment.syn() && !segment.rst() && beganAt(segment.src(), letters);
    }

    /// A connection that was refused has no windows: the reset's own says nothing (RFC 9293 §3.10.7.1).
    private static boolean endsWhatTheHandshakeSettled(Segment segment, Letters letters) {
        return (segment.fin() || segment.rst()) && letters.has(CLIENT_WINDOW) && letters.has(SERVER_WINDOW);
    }

    private static boolean announcesAnotherWindow(Segment segment, Letters letters) {
        if (segment.syn() || segment.rst() || !letters.has(CLIENT_WINDOW) || !letters.has(SERVER_WINDOW)) {
            return false;
        }
        HandshakeWindow client = letters.get(CLIENT_WINDOW);
        HandshakeWindow server = letters.get(SERVER_WINDOW);
        HandshakeWindow own = beganAt(segment.src(), letters) ? client : server;
        HandshakeWindow others = own == client ? server : client;
        return own.announcedIn(segment, others) != own.octets();
    }

    /// The kernel at the server's end has multiplied already: its account is of octets.
    private static boolean knowsAnotherWindow(TcpInfo info, Letters letters) {
        return letters.has(CLIENT_WINDOW)
                && beganAt(info.remote(), letters)
                && info.sendWindow() != null
                && info.sendWindow() != letters.get(CLIENT_WINDOW).octets();
    }

    /// RFC 9293 §3.4: the FIN counts as the octet after the segment's data.
    private static SequenceNumber finNumber(Segment segment) {
        return segment.sequenceNumber().plus(segment.length());
    }

    private static boolean finSent(TcpInfo info) {
        return info.is(TcpState.FIN_WAIT_1) || info.is(TcpState.FIN_WAIT_2);
    }

    private static BiPredicate<Segment, Letters> fromTheOther(BiPredicate<Segment, Letters> what) {
        return (segment, letters) ->
                letters.has(CLOSER) && !letters.is(CLOSER, segment.src()) && what.test(segment, letters);
    }

    private static boolean acknowledgesTheFin(Segment segment, Letters letters) {
        return segment.ack()
                && !segment.rst()
                && letters.has(F)
                && segment.acknowledgmentNumber().isAfter(letters.get(F));
    }

    /// No octet lies between the acknowledgment of the FIN and this FIN.
    private static boolean finWithNothingBefore(Segment segment, Letters letters) {
        return segment.fin() && segment.length() == 0 && letters.is(ANSWERED_AT, segment.sequenceNumber());
    }

    /// RFC 9293 §3.6 case 3: a FIN that was sent before the other one had arrived.
    private static boolean finOfItsOwn(Segment segment, Letters letters) {
        return segment.fin() && letters.has(F) && !acknowledgesTheFin(segment, letters);
    }

    private static boolean closerAcknowledges(Segment segment, Letters letters) {
        return segment.ack()
                && !segment.rst()
                && letters.is(CLOSER, segment.src())
                && letters.has(G)
                && segment.acknowledgmentNumber().isAfter(letters.get(G));
    }

    private static boolean inTimeWait(SocketState state) {
        return state.is(TcpState.TIME_WAIT);
    }

    private static boolean asLongAsTheNotesSay(SocketState state) {
        return state.timerSeconds() != null
                && state.timerSeconds() <= NOTES_TIME_WAIT
                && state.timerSeconds() > NOTES_TIME_WAIT - JUST_STARTED;
    }

    private static String seconds(SocketState state) {
        return state.timerSeconds() == null ? "?" : String.format(Locale.ROOT, "%.1f", state.timerSeconds());
    }
}
