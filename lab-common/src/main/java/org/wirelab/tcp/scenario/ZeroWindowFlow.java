package org.wirelab.tcp.scenario;

import java.time.Duration;
import java.util.List;
import org.wirelab.flow.Elapsed;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Moment;
import org.wirelab.flow.Step;
import org.wirelab.flow.Timing;
import org.wirelab.flow.Tolerance;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.wire.SequenceNumber;

/// The receiver's buffer is full: a window of zero, probes at growing intervals, and an update when there is room (RFC
/// 9293 §3.8.6).
public final class ZeroWindowFlow {

    /// More than the receiver's buffer holds.
    public static final int OCTETS = 20_000;

    /// So many probes are waited for: two intervals, to be compared.
    public static final int PROBES = 3;

    private static final Letter<SequenceNumber> UNA = Letter.of("snd.una");
    private static final Letter<Moment> CLOSED = Letter.hidden("closed");
    private static final Letter<Moment> PROBED = Letter.hidden("probed");
    private static final Letter<Elapsed> RTO = Letter.of("rto");
    private static final Letter<Elapsed> WAIT = Letter.of("wait");
    private static final Letter<Elapsed> INTERVAL = Letter.of("interval");
    private static final Letter<Boolean> OPEN = Letter.hidden("open");

    /// A probe that was sent late shortens the comparison with the interval before it; more than the same again
    /// it is all the same.
    private static final Tolerance DOUBLING = Tolerance.between(0.6, 1.5).plus(Duration.ofMillis(500));

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.zero_window",
            Step.of("tcp.scenario.zero_window.1", SocketEvent.Reading.class, ZeroWindowFlow::serverPauses)
                    .seenBy(Source.SOCKET, Side.SERVER),
            Step.of("tcp.scenario.zero_window.2", Segment.class, Seen.fromServer(ZeroWindowFlow::closes))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .let(UNA, Segment::acknowledgmentNumber)
                    .letTime(CLOSED),
            Step.of("tcp.scenario.zero_window.3", TcpInfo.class, Seen.clientInfo(ZeroWindowFlow::knowsNoWindow))
                    .seenBy(Source.TCP_INFO, Side.CLIENT)
                    .check("notsent > 0", info -> info.notSent() != null && info.notSent() > 0)
                    .let(RTO, info -> new Elapsed(info.rtoMicros() * 1000)),
            Step.of("tcp.scenario.zero_window.4", SocketState.class, ZeroWindowFlow::persistTimerRuns)
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT),
            Step.never("tcp.scenario.zero_window.5", Segment.class, Seen.fromClient(ZeroWindowFlow::moreThanAProbe))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .after(Segment.class, Seen.fromServer(ZeroWindowFlow::closes))
                    .until(Segment.class, ZeroWindowFlow::opens),
            Step.of("tcp.scenario.zero_window.6", Segment.class, ZeroWindowFlow::probes)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .timed(Timing.since(CLOSED, WAIT).about(1, RTO, Seen.TIMER)),
            Step.of("tcp.scenario.zero_window.7", Segment.class, ZeroWindowFlow::probes)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("length = 1", segment -> segment.length() == 1)
                    .differsWhen(
                            Segment.class,
                            ZeroWindowFlow::probesWithoutData,
                            "tcp.scenario.zero_window.7.linux",
                            segment -> List.of(segment.sequenceNumber().toString())),
            Step.of("tcp.scenario.zero_window.8", Segment.class, ZeroWindowFlow::probes)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .timed(Timing.since(PROBED, INTERVAL).about(2, INTERVAL, DOUBLING))
                    .letTime(PROBED)
                    .atLeast(PROBES),
            Step.of("tcp.scenario.zero_window.9", Segment.class, ZeroWindowFlow::answersAProbe)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("ack = snd.una", Seen.acknowledges(UNA), UNA)
                    .check("window = 0", segment -> segment.window() == 0),
            Step.of("tcp.scenario.zero_window.10", SocketEvent.Reading.class, ZeroWindowFlow::serverReadsAgain)
                    .seenBy(Source.SOCKET, Side.SERVER)
                    .unordered(),
            Step.of("tcp.scenario.zero_window.11", Segment.class, ZeroWindowFlow::opens)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("length = 0", segment -> segment.length() == 0)
                    .let(OPEN, _ -> true),
            Step.of("tcp.scenario.zero_window.12", Segment.class, ZeroWindowFlow::goesOn)
                    .seenBy(Source.CAPTURE, Side.CLIENT),
            Step.of("tcp.scenario.zero_window.13", TcpInfo.class, ZeroWindowFlow::allArrived)
                    .seenBy(Source.TCP_INFO, Side.SERVER),
            Step.of("tcp.scenario.zero_window.14", LinkObservation.Ended.class, _ -> true)
                    .seenBy(Source.LINK, Side.LINK)
                    .check("dropped = 0, missed = 0", Seen::lostNothing)
                    .atLeast(2));

    private ZeroWindowFlow() {}

    /// True for what a probe may look like on the wire: no data, or one octet of it.
    public static boolean mayProbe(Segment segment) {
        return segment.flags().equals("ACK") && segment.length() <= 1;
    }

    private static boolean serverPauses(SocketEvent.Reading reading, Letters letters) {
        return Seen.server(reading.local(), letters) && reading.paused();
    }

    private static boolean serverReadsAgain(SocketEvent.Reading reading, Letters letters) {
        return Seen.server(reading.local(), letters) && !reading.paused();
    }

    private static boolean closes(Segment segment) {
        return segment.window() == 0 && segment.ack() && !segment.syn() && !segment.rst();
    }

    /// Before the handshake nobody has announced a window.
    public static boolean knowsNoWindow(TcpInfo info) {
        return info.is(TcpState.ESTABLISHED) && info.sendWindow() != null && info.sendWindow() == 0;
    }

    private static boolean persistTimerRuns(SocketState state, Letters letters) {
        return Seen.client(state.local(), letters) && "probe".equals(state.timer());
    }

    private static boolean moreThanAProbe(Segment segment) {
        return segment.length() > 1;
    }

    private static boolean probes(Segment segment, Letters letters) {
        return letters.has(UNA)
                && !letters.has(OPEN)
                && Seen.fromClient(ZeroWindowFlow::mayProbe).test(segment, letters);
    }

    private static boolean probesWithoutData(Segment segment, Letters letters) {
        return probes(segment, letters) && segment.length() == 0;
    }

    private static boolean answersAProbe(Segment segment, Letters letters) {
        return letters.has(PROBED) && Seen.fromServer(Segment::ack).test(segment, letters);
    }

    private static boolean opens(Segment segment, Letters letters) {
        return letters.has(PROBED) && Seen.fromServer(Segment::ack).test(segment, letters) && segment.window() > 0;
    }

    private static boolean goesOn(Segment segment, Letters letters) {
        return letters.has(OPEN) && Seen.fromClient(Seen::data).test(segment, letters);
    }

    private static boolean allArrived(TcpInfo info, Letters letters) {
        return Seen.server(info.local(), letters) && info.bytesReceived() != null && info.bytesReceived() >= OCTETS;
    }
}
