package org.wirelab.tcp.scenario;

import org.wirelab.flow.Elapsed;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Moment;
import org.wirelab.flow.Step;
import org.wirelab.flow.Timing;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.PacketTooBig;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.wire.SequenceNumber;

/// A link on the way carries less than the first one: a router says so, and TCP cuts smaller (RFC 1191, RFC 8201).
public final class SmallMtuFlow {

    /// What the link behind the router carries; the hosts' own carry 1500.
    public static final int PATH_MTU = 1400;

    /// A few segments, fewer than an initial window has.
    public static final int OCTETS = 10_000;

    private static final int TCP_HEADER = 20;

    /// RFC 7323 appendix A: ten octets, behind two that fill up.
    private static final int TIMESTAMPS = 12;

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;

    private static final Letter<Integer> MSS = Letter.of("mss");
    private static final Letter<SequenceNumber> N = Letter.of("n");
    private static final Letter<Integer> MTU = Letter.of("mtu");
    private static final Letter<Moment> TOLD = Letter.hidden("told");
    private static final Letter<Elapsed> WAIT = Letter.of("wait");

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.small_mtu",
            Step.of("tcp.scenario.small_mtu.1", Segment.class, Seen.fromClient(Seen::synOnly))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("mss > 1400 - headers", SmallMtuFlow::promisesMoreThanFits)
                    .let(
                            MSS,
                            segment -> segment.options().mss() == null
                                    ? 0
                                    : segment.options().mss()),
            Step.of("tcp.scenario.small_mtu.2", Segment.class, Seen.fromClient(SmallMtuFlow::isTooBig))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .let(N, Segment::sequenceNumber),
            Step.of("tcp.scenario.small_mtu.3", PacketTooBig.class, SmallMtuFlow::toTheClient)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("mtu = 1400", message -> message.mtu() == PATH_MTU)
                    .check("seq = n", (message, letters) -> letters.is(N, message.sequenceNumber()), N)
                    .let(MTU, PacketTooBig::mtu)
                    .letTime(TOLD),
            Step.never("tcp.scenario.small_mtu.4", Segment.class, Seen.fromClient(SmallMtuFlow::isTooBig))
                    .seenBy(Source.CAPTURE, Side.SERVER),
            Step.of("tcp.scenario.small_mtu.5", TcpInfo.class, SmallMtuFlow::knowsThePath)
                    .seenBy(Source.TCP_INFO, Side.CLIENT),
            Step.of("tcp.scenario.small_mtu.6", Segment.class, SmallMtuFlow::againInFittingSize)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .timed(Timing.since(TOLD, WAIT)),
            Step.never("tcp.scenario.small_mtu.7", Segment.class, Seen.fromClient(SmallMtuFlow::isTooBig))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .after(PacketTooBig.class, SmallMtuFlow::toTheClient),
            Step.never("tcp.scenario.small_mtu.8", SocketState.class, Seen.clientIn(TcpState.CLOSED))
                    .seenBy(Source.SOCK_DIAG, Side.CLIENT),
            Step.of("tcp.scenario.small_mtu.9", TcpInfo.class, SmallMtuFlow::allArrived)
                    .seenBy(Source.TCP_INFO, Side.SERVER),
            Step.of("tcp.scenario.small_mtu.10", LinkObservation.Ended.class, _ -> true)
                    .seenBy(Source.LINK, Side.LINK)
                    .check("dropped = 0, missed = 0", Seen::lostNothing)
                    .atLeast(2));

    private SmallMtuFlow() {}

    private static int headers(String endpoint) {
        return TCP_HEADER + (endpoint.startsWith("[") ? IPV6_HEADER : IPV4_HEADER);
    }

    private static boolean promisesMoreThanFits(Segment syn) {
        return syn.options().mss() != null && syn.options().mss() > PATH_MTU - headers(syn.src());
    }

    private static boolean isTooBig(Segment segment) {
        int options = segment.options().timestamp() == null ? 0 : TIMESTAMPS;
        return headers(segment.src()) + options + segment.length() > PATH_MTU;
    }

    private static boolean toTheClient(PacketTooBig message, Letters letters) {
        return Seen.client(message.src(), letters);
    }

    private static boolean knowsThePath(TcpInfo info, Letters letters) {
        return Seen.client(info.local(), letters)
                && info.bytesAcked() != null
                && info.bytesAcked() > 1
                && info.sendMss() <= PATH_MTU - headers(info.local());
    }

    private static boolean againInFittingSize(Segment segment, Letters letters) {
        return Seen.fromClient(Seen::data).test(segment, letters)
                && letters.is(N, segment.sequenceNumber())
                && !isTooBig(segment);
    }

    private static boolean allArrived(TcpInfo info, Letters letters) {
        return Seen.server(info.local(), letters) && info.bytesReceived() != null && info.bytesReceived() >= OCTETS;
    }
}
