package org.wirelab.udp;

import java.util.List;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Step;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.udp.UdpObservation.DropCounter;
import org.wirelab.udp.UdpObservation.Tally;

/// What the notes say of fast and slow receivers, held against plain UDP: it is what the notes describe.
public final class UdpFlows {

    private static final Letter<Long> SENT = Letter.of("sent");
    private static final Letter<Long> RECEIVED = Letter.of("received");
    private static final Letter<Long> DROPPED = Letter.of("dropped");
    private static final Letter<Long> AGAIN = Letter.of("sent again");

    /// A receiver that is faster than its sender.
    public static final Flow FAST = Flow.of(
            "flow.fast.udp",
            Step.of("flow.1", Tally.class, _ -> true)
                    .seenBy(Source.SOCKET, Side.SERVER)
                    .let(SENT, Tally::sent)
                    .let(RECEIVED, Tally::received)
                    .check("received + lost on the link = sent", tally -> tally.unread() == tally.lostOnLink())
                    .check("dropped = 0, by each counter", Tally::addsUp)
                    .notApplicableWhen(
                            Tally.class, (tally, _) -> lostAtTheReceiver(tally) && tally.addsUp(), "flow.1.held_up"));

    /// A receiver that is slower.
    public static final Flow SLOW = Flow.of(
            "flow.slow.udp",
            Step.of("flow.2", Tally.class, _ -> true)
                    .seenBy(Source.SOCKET, Side.SERVER)
                    .let(SENT, Tally::sent)
                    .let(RECEIVED, Tally::received)
                    .let(DROPPED, tally -> tally.unread() - tally.lostOnLink())
                    .let(AGAIN, Tally::again)
                    .check("received + dropped + lost on the link = sent, by each counter", Tally::addsUp)
                    .unobservableWhen(
                            Tally.class,
                            tally -> tally.counters().isEmpty() && lostAtTheReceiver(tally),
                            "flow.2.no_counter")
                    .notApplicableWhen(
                            Tally.class, (tally, _) -> !lostAtTheReceiver(tally) && tally.addsUp(), "flow.2.room")
                    .citing(DropCounter.class, (counter, _) -> counter.dropped() > 0));

    /// Both.
    public static final List<Flow> ALL = List.of(FAST, SLOW);

    private UdpFlows() {}

    private static boolean lostAtTheReceiver(Tally tally) {
        return tally.unread() > tally.lostOnLink();
    }
}
