package org.wirelab.tcp.scenario;

import java.time.Duration;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Moment;
import org.wirelab.flow.Step;
import org.wirelab.flow.Tolerance;
import org.wirelab.link.LinkObservation;
import org.wirelab.link.LinkPacket;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.Transition;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.wire.SequenceNumber;

/// What the flows of the scenarios ask of an observation: whose it is, and what it shows.
final class Seen {

    /// The initial sequence numbers of the client and of the server.
    static final Letter<SequenceNumber> C = Letter.of("c");

    static final Letter<SequenceNumber> S = Letter.of("s");

    /// A segment's identity, by which its retransmission is told from it.
    static final Letter<Object> FIRST = Letter.hidden("first");

    /// When something was sent that something else is timed from.
    static final Letter<Moment> SENT = Letter.hidden("sent");

    /// A timer fires late rather than early: the kernel's clock ticks in 4 ms, and a busy machine takes its time.
    static final Tolerance TIMER = Tolerance.between(0.9, 1.5).plus(Duration.ofMillis(500));

    private Seen() {}

    static boolean client(String endpoint, Letters letters) {
        return letters.conversation().beganAt(endpoint);
    }

    static boolean server(String endpoint, Letters letters) {
        return letters.conversation().responder().equals(endpoint);
    }

    // --- The wire ---

    static BiPredicate<Segment, Letters> fromClient(Predicate<Segment> what) {
        return (segment, letters) -> client(segment.src(), letters) && what.test(segment);
    }

    static BiPredicate<Segment, Letters> fromServer(Predicate<Segment> what) {
        return (segment, letters) -> server(segment.src(), letters) && what.test(segment);
    }

    static boolean synOnly(Segment segment) {
        return segment.syn() && !segment.ack();
    }

    static boolean synAck(Segment segment) {
        return segment.syn() && segment.ack();
    }

    static boolean bareAck(Segment segment) {
        return segment.flags().equals("ACK") && segment.length() == 0;
    }

    static boolean data(Segment segment) {
        return segment.length() > 0;
    }

    /// True for what acknowledges up to this letter's value, at least.
    static BiPredicate<Segment, Letters> acknowledging(Letter<SequenceNumber> next, BiPredicate<Segment, Letters> who) {
        return (segment, letters) -> segment.ack()
                && !segment.rst()
                && who.test(segment, letters)
                && letters.has(next)
                && !letters.get(next).isAfter(segment.acknowledgmentNumber());
    }

    static BiPredicate<Segment, Letters> acknowledges(Letter<SequenceNumber> next) {
        return (segment, letters) -> segment.acknowledgmentNumber().equals(letters.get(next));
    }

    static BiPredicate<Segment, Letters> acknowledgesNextOf(Letter<SequenceNumber> first) {
        return (segment, letters) ->
                segment.acknowledgmentNumber().equals(letters.get(first).plus(1));
    }

    // --- The link ---

    static BiPredicate<LinkObservation.Dropped, Letters> droppedFromClient(Predicate<LinkPacket> what) {
        return (dropped, letters) -> client(dropped.packet().src(), letters) && what.test(dropped.packet());
    }

    /// The link's last word: it has lost nothing, and the kernel nothing before or behind it.
    static boolean lostNothing(LinkObservation.Ended end) {
        return end.dropped() == 0 && end.missed() == 0;
    }

    // --- The kernel ---

    static BiPredicate<SocketState, Letters> clientIn(TcpState state) {
        return (seen, letters) -> client(seen.local(), letters) && seen.is(state);
    }

    static BiPredicate<SocketState, Letters> serverIn(TcpState state) {
        return (seen, letters) -> server(seen.local(), letters) && seen.is(state);
    }

    /// The step that one end is in this state: the kernel's table shows it, and the transition that its segments
    /// show belongs to the evidence.
    static Step<SocketState> stateOf(String id, Side side, TcpState state) {
        boolean atClient = side == Side.CLIENT;
        return Step.of(id, SocketState.class, atClient ? clientIn(state) : serverIn(state))
                .seenBy(Source.SOCK_DIAG, side)
                .citing(
                        Transition.class,
                        (change, letters) -> change.isTo(state)
                                && (atClient ? client(change.end(), letters) : server(change.end(), letters)));
    }

    static BiPredicate<TcpInfo, Letters> clientInfo(Predicate<TcpInfo> what) {
        return (info, letters) -> client(info.local(), letters) && what.test(info);
    }

    static boolean runs(SocketState state, String timer, double atMostSeconds) {
        return timer.equals(state.timer()) && state.timerSeconds() != null && state.timerSeconds() <= atMostSeconds;
    }

    // --- The programs ---

    static <E extends SocketEvent> BiPredicate<E, Letters> byClient() {
        return (event, letters) -> client(event.local(), letters);
    }

    static <E extends SocketEvent> BiPredicate<E, Letters> byServer() {
        return (event, letters) -> server(event.local(), letters);
    }
}
