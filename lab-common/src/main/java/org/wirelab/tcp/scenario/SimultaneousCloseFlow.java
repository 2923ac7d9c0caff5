package org.wirelab.tcp.scenario;

import java.util.function.BiPredicate;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.link.LinkObservation;
import org.wirelab.tcp.Disagreement;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.wire.SequenceNumber;

/// Both ends close at the same time (RFC 9293 §3.6, case 3): two FINs, CLOSING, and TIME_WAIT on both sides.
public final class SimultaneousCloseFlow {

    private static final Letter<SequenceNumber> F = Letter.of("f");
    private static final Letter<SequenceNumber> G = Letter.of("g");

    public static final Flow FLOW = Flow.of(
            "tcp.scenario.simultaneous_close",
            Step.of("tcp.scenario.simultaneous_close.1", Segment.class, Seen.fromClient(Segment::fin))
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .let(F, segment -> segment.nextSequenceNumber().plus(-1)),
            Step.of("tcp.scenario.simultaneous_close.2", Segment.class, Seen.fromServer(Segment::fin))
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .check("ack = f", Seen.acknowledges(F), F)
                    .let(G, segment -> segment.nextSequenceNumber().plus(-1)),
            state("3", Side.CLIENT, TcpState.FIN_WAIT_1),
            state("4", Side.SERVER, TcpState.FIN_WAIT_1),
            Step.never("tcp.scenario.simultaneous_close.5", Segment.class, SimultaneousCloseFlow::acknowledgesF)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .until(Segment.class, Seen.fromServer(Segment::fin)),
            state("6", Side.CLIENT, TcpState.CLOSING),
            state("7", Side.SERVER, TcpState.CLOSING),
            Step.of("tcp.scenario.simultaneous_close.8", Segment.class, SimultaneousCloseFlow::acknowledgesG)
                    .seenBy(Source.CAPTURE, Side.SERVER)
                    .check("ack = g + 1", Seen.acknowledgesNextOf(G), G),
            Step.of("tcp.scenario.simultaneous_close.9", Segment.class, SimultaneousCloseFlow::acknowledgesF)
                    .seenBy(Source.CAPTURE, Side.CLIENT)
                    .check("ack = f + 1", Seen.acknowledgesNextOf(F), F),
            state("10", Side.CLIENT, TcpState.TIME_WAIT),
            state("11", Side.SERVER, TcpState.TIME_WAIT),
            Step.never("tcp.scenario.simultaneous_close.12", Disagreement.class, (_, _) -> true)
                    .seenBy(Source.SOCK_DIAG),
            Step.of("tcp.scenario.simultaneous_close.13", LinkObservation.Ended.class, _ -> true)
                    .seenBy(Source.LINK, Side.LINK)
                    .check("dropped = 0, missed = 0", Seen::lostNothing)
                    .atLeast(2));

    private SimultaneousCloseFlow() {}

    private static Step<SocketState> state(String number, Side side, TcpState state) {
        return Seen.stateOf("tcp.scenario.simultaneous_close." + number, side, state);
    }

    private static boolean acknowledgesF(Segment segment, Letters letters) {
        return acknowledges(F, Seen.fromServer(Segment::ack)).test(segment, letters);
    }

    private static boolean acknowledgesG(Segment segment, Letters letters) {
        return acknowledges(G, Seen.fromClient(Segment::ack)).test(segment, letters);
    }

    /// What acknowledges the FIN with this number.
    private static BiPredicate<Segment, Letters> acknowledges(
            Letter<SequenceNumber> fin, BiPredicate<Segment, Letters> who) {
        return (segment, letters) -> who.test(segment, letters)
                && letters.has(fin)
                && segment.acknowledgmentNumber().isAfter(letters.get(fin));
    }
}
