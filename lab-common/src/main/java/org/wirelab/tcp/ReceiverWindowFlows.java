package org.wirelab.tcp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Letters;
import org.wirelab.flow.Step;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;

/// What the notes say of fast and slow receivers, held against TCP: its receiver closes the window (RFC 9293 §3.8.6).
public final class ReceiverWindowFlows {

    private static final Letter<Long> OCTETS = Letter.of("octets");
    private static final Letter<Long> ARRIVED = Letter.of("arrived");

    private static final Letter<String> ZERO_WINDOWS = Letter.of("windows of 0");
    private static final Letter<String> PROBES = Letter.of("probes");

    /// A receiver that is faster than its sender.
    public static final Flow FAST = Flow.of(
            "flow.fast.tcp",
            Step.of("flow.1", WindowAccount.class, _ -> true)
                    .seenBy(Source.SOCKET, Side.SERVER)
                    .let(OCTETS, WindowAccount::octets)
                    .let(ARRIVED, WindowAccount::arrived)
                    .check("SHA-256 of what arrived = SHA-256 of what was sent", WindowAccount::intact)
                    .notApplicableWhen(
                            WindowAccount.class,
                            (account, _) -> account.intact() && account.closed(),
                            "flow.1.held_up"));

    /// A receiver that is slower: nothing of what the notes fear comes to pass.
    public static final Flow SLOW = Flow.of(
            "flow.slow.tcp",
            Step.of("flow.2", WindowAccount.class, _ -> true)
                    .seenBy(Source.SOCKET, Side.SERVER)
                    .let(OCTETS, WindowAccount::octets)
                    .let(ARRIVED, WindowAccount::arrived)
                    .let(ZERO_WINDOWS, account -> counted(account.zeroWindows()))
                    .let(PROBES, account -> counted(account.probes()))
                    .differsWhen(
                            WindowAccount.class,
                            (account, _) -> account.intact() && account.closed(),
                            "flow.2.divergence")
                    .notApplicableWhen(
                            WindowAccount.class,
                            (account, _) -> account.intact() && account.windowSeen() && !account.closed(),
                            "flow.2.room")
                    .unobservableWhen(WindowAccount.class, account -> !account.windowSeen(), "flow.2.no_window")
                    .citing(Segment.class, ReceiverWindowFlows::closes)
                    .citing(TcpInfo.class, ReceiverWindowFlows::knowsItClosed));

    /// Both.
    public static final List<Flow> ALL = List.of(FAST, SLOW);

    private ReceiverWindowFlows() {}

    /// A count, or that nobody could see what was to be counted.
    private static String counted(@Nullable Integer count) {
        return count == null ? "?" : count.toString();
    }

    private static boolean closes(Segment segment, Letters letters) {
        return segment.window() == 0
                && segment.ack()
                && !segment.syn()
                && !segment.rst()
                && !letters.conversation().beganAt(segment.src());
    }

    private static boolean knowsItClosed(TcpInfo info, Letters letters) {
        return letters.conversation().beganAt(info.local())
                && info.is(TcpState.ESTABLISHED)
                && info.sendWindow() != null
                && info.sendWindow() == 0;
    }
}
