package org.wirelab.tcp.scenario;

import static org.wirelab.tcp.scenario.Seen.FIRST;
import static org.wirelab.tcp.scenario.Seen.SENT;

import java.util.List;
import java.util.Locale;
import org.wirelab.flow.Elapsed;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Moment;
import org.wirelab.flow.Step;
import org.wirelab.flow.Timing;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.wire.SequenceNumber;

/// A segment of data is lost and so are its first two repetitions: nothing but the timer finds out (RFC 6298).
public final class RetransmissionTimeoutFlow {

    private static final Letter<SequenceNumber> D = Letter.of("d");
    private static final Letter<SequenceNumber> NEXT = Letter.hidden("next");
    private static final Letter<SequenceNumber> ACKNOWLEDGED = Letter.hidden("acknowledged");
    private static final Letter<Object> SECOND = Letter.hidden("second");
    private static final Letter<Moment> SENT_AGAIN = Letter.hidden("sent again");
    private static final Letter<Elapsed> RTO = Letter.of("RTO");
    private static final Letter<Elapsed> NEXT_RTO = Letter.of("next RTO");

    /// The original and its first two repetitions.
    private static final int LOST = 3;

    /// RFC 6298 §2.4: a timeout below one second is rounded up to it.
    private static final long LEAST_RTO_MICROS = 1_000_000;

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.retransmission_timeout",
            Step.of("tcp.scenario.retransmission_timeout.1", Segment.class, Seen.fromClient(Seen::data))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .let(D, Segment::sequenceNumber)
                    .let(NEXT, Segment::nextSequenceNumber)
                    .let(FIRST, Segment::identity)
                    .letTime(SENT),
            Step.of(
                            "tcp.scenario.retransmission_timeout.2",
                            LinkObservation.Dropped.class,
                            Seen.droppedFromClient(packet -> packet.length() > 0))
                    .seenBy(Source.LINK, Side.LINK)
                    .atLeast(LOST),
            Step.of(
                            "tcp.scenario.retransmission_timeout.3",
                            TcpInfo.class,
                            Seen.clientInfo(RetransmissionTimeoutFlow::waiting))
                    .seenBy(Source.TCP_INFO, Side.CLIENT)
                    .check("rto = 1 s or more", info -> info.rtoMicros() >= LEAST_RTO_MICROS)
                    .differsWhen(
                            TcpInfo.class,
                            Seen.clientInfo(info -> waiting(info) && info.rtoMicros() < LEAST_RTO_MICROS),
                            "tcp.scenario.retransmission_timeout.3.linux",
                            info -> List.of(millis(info.rtoMicros()), millis(info.rttMicros()))),
            Step.of("tcp.scenario.retransmission_timeout.4", Segment.class, RetransmissionTimeoutFlow::second)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("seq = d", (segment, letters) -> letters.is(D, segment.sequenceNumber()), D)
                    .let(SECOND, Segment::identity)
                    .timed(Timing.since(SENT, RTO))
                    .letTime(SENT_AGAIN),
            // RFC 6298 §5.5: back off the timer
            Step.of("tcp.scenario.retransmission_timeout.5", Segment.class, RetransmissionTimeoutFlow::third)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("seq = d", (segment, letters) -> letters.is(D, segment.sequenceNumber()), D)
                    .timed(Timing.since(SENT_AGAIN, NEXT_RTO).about(2, RTO, Seen.TIMER)),
            Step.of(
                            "tcp.scenario.retransmission_timeout.6",
                            TcpInfo.class,
                            Seen.clientInfo(RetransmissionTimeoutFlow::backedOff))
                    .seenBy(Source.TCP_INFO, Side.CLIENT)
                    .check("backoff = 2", info -> info.backoff() != null && info.backoff() == 2),
            // RFC 5681 §3.1: the loss window is one segment
            Step.of(
                            "tcp.scenario.retransmission_timeout.7",
                            TcpInfo.class,
                            Seen.clientInfo(RetransmissionTimeoutFlow::backedOff))
                    .seenBy(Source.TCP_INFO, Side.CLIENT)
                    .check("cwnd = 1", info -> info.cwnd() == 1)
                    .check("ca_state = loss", info -> info.caState().equals("loss")),
            Step.of("tcp.scenario.retransmission_timeout.8", Segment.class, RetransmissionTimeoutFlow::again)
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .check("seq = d", (segment, letters) -> letters.is(D, segment.sequenceNumber()), D),
            Step.never("tcp.scenario.retransmission_timeout.9", Segment.class, RetransmissionTimeoutFlow::theFirst)
                    .seenBy(Source.CAPTURE, Side.SERVER),
            Step.of(
                            "tcp.scenario.retransmission_timeout.10",
                            Segment.class,
                            Seen.acknowledging(NEXT, Seen.fromServer(_ -> true)))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("ack = next of d", Seen.acknowledges(NEXT), NEXT)
                    .let(ACKNOWLEDGED, Segment::acknowledgmentNumber),
            Step.of(
                            "tcp.scenario.retransmission_timeout.11",
                            TcpInfo.class,
                            Seen.clientInfo(RetransmissionTimeoutFlow::repaired))
                    .seenBy(Source.TCP_INFO, Side.CLIENT)
                    .check("total_retrans = 3", info -> info.totalRetrans() == LOST),
            Step.of(
                            "tcp.scenario.retransmission_timeout.12",
                            SocketState.class,
                            RetransmissionTimeoutFlow::withoutTimer)
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT));

    private RetransmissionTimeoutFlow() {}

    private static boolean theFirst(Segment segment, Letters letters) {
        return letters.is(FIRST, segment.identity());
    }

    private static boolean again(Segment segment, Letters letters) {
        return Seen.fromClient(Seen::data).test(segment, letters) && letters.has(FIRST);
    }

    private static boolean second(Segment segment, Letters letters) {
        return again(segment, letters) && !theFirst(segment, letters);
    }

    private static boolean third(Segment segment, Letters letters) {
        return second(segment, letters) && letters.has(SECOND) && !letters.is(SECOND, segment.identity());
    }

    /// Its data is under way and the timer has not expired yet.
    private static boolean waiting(TcpInfo info) {
        return info.is(TcpState.ESTABLISHED) && info.unacked() > 0 && info.totalRetrans() == 0;
    }

    private static boolean backedOff(TcpInfo info) {
        return info.unacked() > 0 && info.backoff() != null && info.backoff() > 1;
    }

    private static boolean repaired(TcpInfo info) {
        return info.unacked() == 0 && info.totalRetrans() > 0;
    }

    /// A look into the table may be older than the acknowledgment and come after it: that one still shows the
    /// timer.
    private static boolean withoutTimer(SocketState state, Letters letters) {
        return letters.has(ACKNOWLEDGED)
                && Seen.clientIn(TcpState.ESTABLISHED).test(state, letters)
                && state.timer() == null;
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.0f", micros / 1000.0);
    }
}
