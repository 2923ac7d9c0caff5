package org.wirelab.tcp.scenario;

import java.time.Duration;
import org.wirelab.flow.Elapsed;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Moment;
import org.wirelab.flow.Step;
import org.wirelab.flow.Timing;
import org.wirelab.link.LinkObservation;
import org.wirelab.link.Rule;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.wire.SequenceNumber;
import org.wirelab.wire.TcpFlag;

/// The cable is cut while nobody has anything to say: only keepalive probes find out (RFC 9293 §3.8.4).
public final class KeepaliveFlow {

    private static final Letter<SequenceNumber> NEXT = Letter.of("snd.nxt");
    private static final Letter<Moment> HEARD = Letter.hidden("heard");
    private static final Letter<Moment> PROBED = Letter.hidden("probed");
    private static final Letter<String> GONE = Letter.hidden("gone");
    private static final Letter<Elapsed> SILENCE = Letter.of("silence");
    private static final Letter<Elapsed> INTERVAL = Letter.of("interval");

    /// What the scenario sets: TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT.
    private static final Duration IDLE = Duration.ofSeconds(1);

    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int PROBES = 3;

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.keepalive",
            Step.of("tcp.scenario.keepalive.1", Segment.class, Seen.fromClient(Seen::data))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .let(NEXT, Segment::nextSequenceNumber),
            Step.of("tcp.scenario.keepalive.2", Segment.class, Seen.acknowledging(NEXT, Seen.fromServer(_ -> true)))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .letTime(HEARD),
            Step.of("tcp.scenario.keepalive.3", SocketState.class, KeepaliveFlow::keepaliveRuns)
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT)
                    .check("timer = keepalive, at most 1 s", state -> Seen.runs(state, "keepalive", IDLE.toSeconds())),
            Step.of("tcp.scenario.keepalive.4", LinkObservation.Set.class, KeepaliveFlow::cut)
                    .seenBy(Source.LINK, Side.LINK)
                    .atLeast(2),
            // RFC 9293 §3.8.4: SEG.SEQ = SND.NXT-1
            Step.of("tcp.scenario.keepalive.5", Segment.class, KeepaliveFlow::probe)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check(
                            "seq = snd.nxt - 1",
                            (segment, letters) ->
                                    letters.is(NEXT, segment.sequenceNumber().plus(1)),
                            NEXT)
                    .timed(Timing.since(HEARD, SILENCE).about(IDLE, Seen.TIMER)),
            Step.of("tcp.scenario.keepalive.6", Segment.class, KeepaliveFlow::probe)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .timed(Timing.since(PROBED, INTERVAL).about(BETWEEN, Seen.TIMER))
                    .letTime(PROBED)
                    .atLeast(PROBES),
            Step.of(
                            "tcp.scenario.keepalive.7",
                            LinkObservation.Dropped.class,
                            Seen.droppedFromClient(packet -> !packet.has(TcpFlag.RST)))
                    .seenBy(Source.LINK, Side.LINK)
                    .atLeast(PROBES),
            Step.of("tcp.scenario.keepalive.8", TcpInfo.class, Seen.clientInfo(KeepaliveFlow::lastProbe))
                    .seenBy(Source.TCP_INFO, Side.CLIENT),
            Step.never("tcp.scenario.keepalive.9", Segment.class, Seen.fromServer(_ -> true))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .after(LinkObservation.Set.class, (set, _) -> cut(set)),
            Step.of("tcp.scenario.keepalive.10", SocketEvent.Failed.class, Seen.byClient())
                    .seenBy(Source.SOCKET, Side.CLIENT)
                    .check(
                            "error = Connection timed out",
                            failure -> failure.error().equals("Connection timed out"))
                    .differsWhen(
                            SocketEvent.Failed.class,
                            (failure, letters) -> Seen.client(failure.local(), letters)
                                    && failure.error().equals("Connection timed out"),
                            "tcp.scenario.keepalive.10.options"),
            Step.of("tcp.scenario.keepalive.11", SocketState.class, Seen.clientIn(TcpState.CLOSED))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT)
                    .let(GONE, SocketState::local),
            Step.of("tcp.scenario.keepalive.12", SocketState.class, KeepaliveFlow::onlyTheServerHasIt)
                    .seenBy(Source.SOCK_DIAG, Side.SERVER));

    private KeepaliveFlow() {}

    private static boolean keepaliveRuns(SocketState state, Letters letters) {
        return Seen.client(state.local(), letters) && letters.has(HEARD) && "keepalive".equals(state.timer());
    }

    private static boolean onlyTheServerHasIt(SocketState state, Letters letters) {
        return letters.has(GONE) && Seen.serverIn(TcpState.ESTABLISHED).test(state, letters);
    }

    private static boolean cut(LinkObservation.Set set) {
        return set.rules().stream().anyMatch(rule -> rule.name().equals(Rule.CUT));
    }

    /// An empty segment below what was sent: nothing else looks like this while nothing is lost.
    private static boolean probe(Segment segment, Letters letters) {
        return Seen.fromClient(Seen::bareAck).test(segment, letters)
                && letters.has(NEXT)
                && letters.get(NEXT).isAfter(segment.sequenceNumber());
    }

    private static boolean lastProbe(TcpInfo info) {
        return info.probes() != null && info.probes() == PROBES;
    }
}
