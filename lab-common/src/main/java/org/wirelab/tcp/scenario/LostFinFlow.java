package org.wirelab.tcp.scenario;

import static org.wirelab.tcp.scenario.Seen.FIRST;
import static org.wirelab.tcp.scenario.Seen.SENT;

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
import org.wirelab.wire.SequenceNumber;
import org.wirelab.wire.TcpFlag;

/// The first FIN is lost: it takes up a number like an octet of data, and is sent again like one (RFC 9293 §3.4).
public final class LostFinFlow {

    private static final Letter<SequenceNumber> F = Letter.of("f");
    private static final Letter<SequenceNumber> G = Letter.of("g");
    private static final Letter<Elapsed> AFTER = Letter.of("after");

    /// RFC 6298 §2.4: a timeout below one second is rounded up to it.
    private static final long LEAST_RTO_MICROS = 1_000_000;

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.lost_fin",
            Step.of("tcp.scenario.lost_fin.1", Segment.class, Seen.fromClient(Segment::fin))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .let(F, LostFinFlow::numberOfFin)
                    .let(FIRST, Segment::identity)
                    .letTime(SENT),
            Step.of(
                            "tcp.scenario.lost_fin.2",
                            LinkObservation.Dropped.class,
                            Seen.droppedFromClient(packet -> packet.has(TcpFlag.FIN)))
                    .seenBy(Source.LINK, Side.LINK)
                    .unordered(),
            Step.never("tcp.scenario.lost_fin.3", Segment.class, LostFinFlow::theFirst)
                    .seenBy(Source.CAPTURE, Side.SERVER),
            Step.of("tcp.scenario.lost_fin.4", SocketState.class, Seen.clientIn(TcpState.FIN_WAIT_1))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT)
                    .check("timer = retransmit", state -> "retransmit".equals(state.timer())),
            Step.of("tcp.scenario.lost_fin.5", TcpInfo.class, Seen.clientInfo(LostFinFlow::waiting))
                    .seenBy(Source.TCP_INFO, Side.CLIENT)
                    .check("rto = 1 s or more", info -> info.rtoMicros() >= LEAST_RTO_MICROS)
                    .differsWhen(
                            TcpInfo.class,
                            Seen.clientInfo(info -> waiting(info) && info.rtoMicros() < LEAST_RTO_MICROS),
                            "tcp.scenario.lost_fin.5.linux",
                            info -> List.of(millis(info.rtoMicros()), millis(info.rttMicros()))),
            Step.of("tcp.scenario.lost_fin.6", Segment.class, LostFinFlow::again)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("number of the FIN = f", (segment, letters) -> letters.is(F, numberOfFin(segment)), F)
                    .timed(Timing.since(SENT, AFTER)),
            Step.of("tcp.scenario.lost_fin.7", SocketState.class, Seen.serverIn(TcpState.CLOSE_WAIT))
                    .seenBy(Source.SOCK_DIAG, Side.SERVER),
            Step.of("tcp.scenario.lost_fin.8", Segment.class, LostFinFlow::acknowledgesTheFin)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("ack = f + 1", Seen.acknowledgesNextOf(F), F),
            Step.of("tcp.scenario.lost_fin.9", TcpInfo.class, Seen.clientInfo(info -> info.is(TcpState.FIN_WAIT_2)))
                    .seenBy(Source.TCP_INFO, Side.CLIENT)
                    .check("total_retrans = 1", info -> info.totalRetrans() == 1),
            Step.of("tcp.scenario.lost_fin.10", Segment.class, Seen.fromServer(Segment::fin))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .let(G, LostFinFlow::numberOfFin),
            Step.of("tcp.scenario.lost_fin.11", SocketState.class, Seen.clientIn(TcpState.TIME_WAIT))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT),
            Step.of("tcp.scenario.lost_fin.12", SocketState.class, Seen.serverIn(TcpState.CLOSED))
                    .seenBy(Source.SOCK_DIAG, Side.SERVER));

    private LostFinFlow() {}

    /// RFC 9293 §3.4: the FIN's own number comes behind those of the octets in its segment.
    private static SequenceNumber numberOfFin(Segment segment) {
        return segment.nextSequenceNumber().minus(1);
    }

    private static boolean theFirst(Segment segment, Letters letters) {
        return letters.is(FIRST, segment.identity());
    }

    private static boolean again(Segment segment, Letters letters) {
        return Seen.fromClient(Segment::fin).test(segment, letters)
                && letters.has(FIRST)
                && !theFirst(segment, letters);
    }

    private static boolean acknowledgesTheFin(Segment segment, Letters letters) {
        return Seen.server(segment.src(), letters)
                && segment.ack()
                && letters.has(F)
                && segment.acknowledgmentNumber().isAfter(letters.get(F));
    }

    /// Its FIN is under way and has not been sent again: afterwards the timeout is a doubled one.
    private static boolean waiting(TcpInfo info) {
        return info.is(TcpState.FIN_WAIT_1) && info.totalRetrans() == 0;
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.0f", micros / 1000.0);
    }
}
