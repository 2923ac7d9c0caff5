package org.wirelab.tcp.scenario;

import static org.wirelab.tcp.scenario.Seen.C;
import static org.wirelab.tcp.scenario.Seen.FIRST;
import static org.wirelab.tcp.scenario.Seen.SENT;

import java.time.Duration;
import org.wirelab.flow.Elapsed;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Moment;
import org.wirelab.flow.Step;
import org.wirelab.flow.Timing;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.wire.TcpFlag;

/// No SYN arrives: the client sends it again and again, waits twice as long each time, and gives up.
public final class SynTimeoutFlow {

    private static final Letter<Elapsed> RTO = Letter.of("RTO");
    private static final Letter<Elapsed> NEXT_RTO = Letter.of("next RTO");
    private static final Letter<Object> SECOND = Letter.hidden("second");
    private static final Letter<Moment> SENT_AGAIN = Letter.hidden("sent again");

    /// RFC 6298 §2.1
    private static final double FIRST_RTO = 1;

    /// The SYNs that the scenario's TCP_SYNCNT allows.
    private static final int SYNS = 3;

    private static final String TIMED_OUT = "Connection timed out";

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.syn_timeout",
            Step.of("tcp.scenario.syn_timeout.1", Segment.class, Seen.fromClient(Seen::synOnly))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .let(C, Segment::sequenceNumber)
                    .let(FIRST, Segment::identity)
                    .letTime(SENT),
            Step.of("tcp.scenario.syn_timeout.2", SocketState.class, Seen.clientIn(TcpState.SYN_SENT))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT)
                    .check("timer = retransmit, at most 1 s", state -> Seen.runs(state, "retransmit", FIRST_RTO)),
            Step.of("tcp.scenario.syn_timeout.3", Segment.class, SynTimeoutFlow::second)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("seq = c", (segment, letters) -> letters.is(C, segment.sequenceNumber()), C)
                    .let(SECOND, Segment::identity)
                    .timed(Timing.since(SENT, RTO).about(Duration.ofSeconds(1), Seen.TIMER))
                    .letTime(SENT_AGAIN),
            // RFC 6298 §5.5: back off the timer
            Step.of("tcp.scenario.syn_timeout.4", Segment.class, SynTimeoutFlow::third)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("seq = c", (segment, letters) -> letters.is(C, segment.sequenceNumber()), C)
                    .timed(Timing.since(SENT_AGAIN, NEXT_RTO).about(2, RTO, Seen.TIMER)),
            Step.of("tcp.scenario.syn_timeout.5", TcpInfo.class, Seen.clientInfo(info -> backedOff(info)))
                    .seenBy(Source.TCP_INFO, Side.CLIENT)
                    .check("retransmits = 2", info -> info.retransmits() != null && info.retransmits() == 2),
            Step.of(
                            "tcp.scenario.syn_timeout.6",
                            LinkObservation.Dropped.class,
                            Seen.droppedFromClient(packet -> packet.has(TcpFlag.SYN)))
                    .seenBy(Source.LINK, Side.LINK)
                    .atLeast(SYNS),
            Step.never("tcp.scenario.syn_timeout.7", Segment.class, (_, _) -> true)
                    .seenBy(Source.CAPTURE, Side.SERVER),
            Step.of("tcp.scenario.syn_timeout.8", SocketEvent.Failed.class, Seen.byClient())
                    .seenBy(Source.SOCKET, Side.CLIENT)
                    .check("error = Connection timed out", SynTimeoutFlow::timedOut)
                    .differsWhen(
                            SocketEvent.Failed.class,
                            (failure, letters) -> Seen.client(failure.local(), letters) && timedOut(failure),
                            "tcp.scenario.syn_timeout.8.syncnt"),
            Step.of("tcp.scenario.syn_timeout.9", SocketState.class, Seen.clientIn(TcpState.CLOSED))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT));

    private SynTimeoutFlow() {}

    private static boolean second(Segment segment, Letters letters) {
        return Seen.fromClient(Seen::synOnly).test(segment, letters)
                && letters.has(FIRST)
                && !letters.is(FIRST, segment.identity());
    }

    private static boolean third(Segment segment, Letters letters) {
        return second(segment, letters) && letters.has(SECOND) && !letters.is(SECOND, segment.identity());
    }

    private static boolean backedOff(TcpInfo info) {
        return info.is(TcpState.SYN_SENT) && info.retransmits() != null && info.retransmits() > 1;
    }

    private static boolean timedOut(SocketEvent.Failed failure) {
        return failure.error().equals(TIMED_OUT);
    }
}
