package org.wirelab.arq;

import java.util.List;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// What the notes say of fast and slow receivers, held against an ARQ whose receiver says how much room it has.
public final class ReceiverRoomFlows {

    private static final Letter<Integer> FRAMES = Letter.of("frames");
    private static final Letter<Long> DELIVERED = Letter.of("octets delivered");
    private static final Letter<Integer> PROBES = Letter.of("probes");

    /// A receiver that is faster than its sender.
    public static final Flow FAST = Flow.of(
            "flow.fast.arq",
            Step.of("flow.1", RoomAccount.class, _ -> true)
                    .seenBy(Source.ARQ, Side.SERVER)
                    .let(FRAMES, RoomAccount::frames)
                    .let(DELIVERED, RoomAccount::octetsDelivered)
                    .differsWhen(RoomAccount.class, ReceiverRoomFlows::sentAgainForNoWantOfRoom, "flow.1.again")
                    .check("SHA-256 of what was delivered = SHA-256 of what was sent", RoomAccount::complete)
                    .check("window > 0", account -> account.zeroWindows() == 0)
                    .notApplicableWhen(
                            RoomAccount.class,
                            (account, _) -> account.complete() && account.zeroWindows() > 0,
                            "flow.1.held_up"));

    /// A receiver that is slower.
    public static final Flow SLOW = Flow.of(
            "flow.slow.arq",
            Step.of("flow.2", RoomAccount.class, _ -> true)
                    .seenBy(Source.ARQ, Side.SERVER)
                    .let(FRAMES, RoomAccount::frames)
                    .let(DELIVERED, RoomAccount::octetsDelivered)
                    .let(PROBES, RoomAccount::probes)
                    .differsWhen(
                            RoomAccount.class,
                            (account, _) -> account.complete() && account.zeroWindows() > 0,
                            "flow.2.arq")
                    .notApplicableWhen(
                            RoomAccount.class,
                            (account, _) -> account.complete() && account.zeroWindows() == 0,
                            "flow.2.room")
                    .citing(ArqObservation.ZeroWindow.class, ReceiverRoomFlows::any));

    /// Both.
    public static final List<Flow> ALL = List.of(FAST, SLOW);

    private ReceiverRoomFlows() {}

    /// A timer ran out though there was room all the time: a loss on the way, or an acknowledgment that came late.
    private static boolean sentAgainForNoWantOfRoom(RoomAccount account, Letters letters) {
        return account.complete() && account.zeroWindows() == 0 && account.again() > 0;
    }

    private static boolean any(ArqObservation.ZeroWindow window, Letters letters) {
        return true;
    }
}
