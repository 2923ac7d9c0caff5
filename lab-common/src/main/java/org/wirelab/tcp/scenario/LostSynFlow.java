package org.wirelab.tcp.scenario;

import static org.wirelab.tcp.scenario.Seen.C;
import static org.wirelab.tcp.scenario.Seen.FIRST;
import static org.wirelab.tcp.scenario.Seen.S;
import static org.wirelab.tcp.scenario.Seen.SENT;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.wirelab.flow.Elapsed;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.flow.Timing;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.wire.TcpFlag;

/// The first SYN is lost: the client's retransmission timer repairs it (RFC 6298).
public final class LostSynFlow {

    static final Letter<Elapsed> RTO = Letter.of("RTO");

    /// RFC 6298 §2.1: before there is a measurement, the timeout is 1 second.
    private static final double FIRST_RTO = 1;

    /// RFC 6298 §5.7: what the timeout is set back to once the handshake is through.
    private static final long RTO_AFTER_LOST_SYN_MICROS = 3_000_000;

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.lost_syn",
            Step.of("tcp.scenario.lost_syn.1", Segment.class, Seen.fromClient(Seen::synOnly))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .let(C, Segment::sequenceNumber)
                    .let(FIRST, Segment::identity)
                    .letTime(SENT),
            Step.of(
                            "tcp.scenario.lost_syn.2",
                            LinkObservation.Dropped.class,
                            Seen.droppedFromClient(packet -> packet.has(TcpFlag.SYN)))
                    .seenBy(Source.LINK, Side.LINK)
                    .unordered(),
            Step.never("tcp.scenario.lost_syn.3", Segment.class, LostSynFlow::theFirst)
                    .seenBy(Source.CAPTURE, Side.SERVER),
            Step.of("tcp.scenario.lost_syn.4", SocketState.class, Seen.clientIn(TcpState.SYN_SENT))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT)
                    .check("timer = retransmit, at most 1 s", state -> Seen.runs(state, "retransmit", FIRST_RTO)),
            Step.of("tcp.scenario.lost_syn.5", Segment.class, LostSynFlow::again)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("seq = c", (segment, letters) -> letters.is(C, segment.sequenceNumber()), C)
                    .timed(Timing.since(SENT, RTO).about(Duration.ofSeconds(1), Seen.TIMER)),
            Step.of("tcp.scenario.lost_syn.6", Segment.class, Seen.fromServer(Seen::synAck))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("ack = c + 1", Seen.acknowledgesNextOf(C), C)
                    .let(S, Segment::sequenceNumber),
            Step.of("tcp.scenario.lost_syn.7", Segment.class, Seen.fromClient(Seen::bareAck))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .check("ack = s + 1", Seen.acknowledgesNextOf(S), S),
            Step.of("tcp.scenario.lost_syn.8", TcpInfo.class, Seen.clientInfo(LostSynFlow::established))
                    .seenBy(Source.TCP_INFO, Side.CLIENT)
                    .check("total_retrans = 1", info -> info.totalRetrans() == 1),
            Step.of("tcp.scenario.lost_syn.9", TcpInfo.class, Seen.clientInfo(LostSynFlow::established))
                    .seenBy(Source.TCP_INFO, Side.CLIENT)
                    .check("cwnd = 1", info -> info.cwnd() == 1)
                    .differsWhen(
                            TcpInfo.class,
                            Seen.clientInfo(info -> established(info) && info.cwnd() > 1),
                            "tcp.scenario.lost_syn.9.linux",
                            info -> List.of(Long.toString(info.cwnd()))),
            Step.of("tcp.scenario.lost_syn.10", TcpInfo.class, Seen.clientInfo(LostSynFlow::established))
                    .seenBy(Source.TCP_INFO, Side.CLIENT)
                    .check("rto = 3 s", info -> info.rtoMicros() == RTO_AFTER_LOST_SYN_MICROS)
                    .differsWhen(
                            TcpInfo.class,
                            Seen.clientInfo(info -> established(info) && info.rtoMicros() < RTO_AFTER_LOST_SYN_MICROS),
                            "tcp.scenario.lost_syn.10.linux",
                            info -> List.of(millis(info.rtoMicros()), millis(info.rttMicros()))));

    private LostSynFlow() {}

    private static boolean theFirst(Segment segment, Letters letters) {
        return letters.is(FIRST, segment.identity());
    }

    private static boolean again(Segment segment, Letters letters) {
        return Seen.fromClient(Seen::synOnly).test(segment, letters)
                && letters.has(FIRST)
                && !theFirst(segment, letters);
    }

    private static boolean established(TcpInfo info) {
        return info.is(TcpState.ESTABLISHED);
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.0f", micros / 1000.0);
    }
}
