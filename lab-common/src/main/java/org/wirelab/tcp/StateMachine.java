package org.wirelab.tcp;

import static org.wirelab.tcp.TcpState.CLOSED;
import static org.wirelab.tcp.TcpState.CLOSE_WAIT;
import static org.wirelab.tcp.TcpState.CLOSING;
import static org.wirelab.tcp.TcpState.ESTABLISHED;
import static org.wirelab.tcp.TcpState.FIN_WAIT_1;
import static org.wirelab.tcp.TcpState.FIN_WAIT_2;
import static org.wirelab.tcp.TcpState.LAST_ACK;
import static org.wirelab.tcp.TcpState.LISTEN;
import static org.wirelab.tcp.TcpState.SYN_RECEIVED;
import static org.wirelab.tcp.TcpState.SYN_SENT;
import static org.wirelab.tcp.TcpState.TIME_WAIT;
import static org.wirelab.tcp.Trigger.ABORT;
import static org.wirelab.tcp.Trigger.ACK_OF_FIN;
import static org.wirelab.tcp.Trigger.ACK_OF_SYN;
import static org.wirelab.tcp.Trigger.ACTIVE_OPEN;
import static org.wirelab.tcp.Trigger.CLOSE;
import static org.wirelab.tcp.Trigger.CRASH;
import static org.wirelab.tcp.Trigger.FIN;
import static org.wirelab.tcp.Trigger.FIN_AND_ACK_OF_FIN;
import static org.wirelab.tcp.Trigger.PASSIVE_OPEN;
import static org.wirelab.tcp.Trigger.RST;
import static org.wirelab.tcp.Trigger.RST_AFTER_PASSIVE_OPEN;
import static org.wirelab.tcp.Trigger.SEND;
import static org.wirelab.tcp.Trigger.SYN;
import static org.wirelab.tcp.Trigger.SYN_ACK;
import static org.wirelab.tcp.Trigger.TIME_WAIT_TIMEOUT;
import static org.wirelab.tcp.Trigger.USER_TIMEOUT;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The state machine of one end of a connection as a table: RFC 9293 §3.3.2 (figure 5), and what §3.10 adds to it.
///
/// What is in no row changes no state: a segment that is not acceptable, a retransmission, data. A state's rows are
/// those of the figure first, then the ways in which it breaks off.
public final class StateMachine {

    /// One transition.
    ///
    /// @param sends the control bits of the segment that belongs to it, empty for none
    /// @param section where RFC 9293 says it: `§3.10.7.3`
    public record Row(TcpState from, Trigger trigger, TcpState to, String sends, String section) {

        /// Where the standard says it.
        public String reference() {
            return "RFC 9293 " + section;
        }
    }

    /// The whole machine.
    public static final List<Row> ROWS = List.of(
            row(CLOSED, PASSIVE_OPEN, LISTEN, "", "§3.10.1"),
            row(CLOSED, ACTIVE_OPEN, SYN_SENT, "SYN", "§3.10.1"),
            //
            row(LISTEN, SYN, SYN_RECEIVED, "SYN ACK", "§3.10.7.2"),
            row(LISTEN, ACTIVE_OPEN, SYN_SENT, "SYN", "§3.10.1"),
            row(LISTEN, SEND, SYN_SENT, "SYN", "§3.10.2"),
            row(LISTEN, CLOSE, CLOSED, "", "§3.10.4"),
            row(LISTEN, ABORT, CLOSED, "", "§3.10.5"),
            //
            row(SYN_SENT, SYN_ACK, ESTABLISHED, "ACK", "§3.10.7.3"),
            row(SYN_SENT, SYN, SYN_RECEIVED, "SYN ACK", "§3.10.7.3"),
            row(SYN_SENT, CLOSE, CLOSED, "", "§3.10.4"),
            row(SYN_SENT, RST, CLOSED, "", "§3.10.7.3"),
            row(SYN_SENT, ABORT, CLOSED, "", "§3.10.5"),
            row(SYN_SENT, USER_TIMEOUT, CLOSED, "", "§3.10.8"),
            row(SYN_SENT, CRASH, CLOSED, "", "§3.5.1"),
            //
            row(SYN_RECEIVED, ACK_OF_SYN, ESTABLISHED, "", "§3.10.7.4"),
            row(SYN_RECEIVED, FIN, CLOSE_WAIT, "ACK", "§3.10.7.4"),
            row(SYN_RECEIVED, CLOSE, FIN_WAIT_1, "FIN", "§3.10.4"),
            row(SYN_RECEIVED, RST_AFTER_PASSIVE_OPEN, LISTEN, "", "§3.10.7.4"),
            row(SYN_RECEIVED, RST, CLOSED, "", "§3.10.7.4"),
            row(SYN_RECEIVED, ABORT, CLOSED, "RST", "§3.10.5"),
            row(SYN_RECEIVED, USER_TIMEOUT, CLOSED, "", "§3.10.8"),
            row(SYN_RECEIVED, CRASH, CLOSED, "", "§3.5.1"),
            //
            row(ESTABLISHED, CLOSE, FIN_WAIT_1, "FIN", "§3.10.4"),
            row(ESTABLISHED, FIN, CLOSE_WAIT, "ACK", "§3.10.7.4"),
            row(ESTABLISHED, RST, CLOSED, "", "§3.10.7.4"),
            row(ESTABLISHED, ABORT, CLOSED, "RST", "§3.10.5"),
            row(ESTABLISHED, USER_TIMEOUT, CLOSED, "", "§3.10.8"),
            row(ESTABLISHED, CRASH, CLOSED, "", "§3.5.1"),
            //
            row(FIN_WAIT_1, ACK_OF_FIN, FIN_WAIT_2, "", "§3.10.7.4"),
            row(FIN_WAIT_1, FIN, CLOSING, "ACK", "§3.10.7.4"),
            row(FIN_WAIT_1, FIN_AND_ACK_OF_FIN, TIME_WAIT, "ACK", "§3.10.7.4"),
            row(FIN_WAIT_1, RST, CLOSED, "", "§3.10.7.4"),
            row(FIN_WAIT_1, ABORT, CLOSED, "RST", "§3.10.5"),
            row(FIN_WAIT_1, USER_TIMEOUT, CLOSED, "", "§3.10.8"),
            row(FIN_WAIT_1, CRASH, CLOSED, "", "§3.5.1"),
            //
            row(FIN_WAIT_2, FIN, TIME_WAIT, "ACK", "§3.10.7.4"),
            row(FIN_WAIT_2, RST, CLOSED, "", "§3.10.7.4"),
            row(FIN_WAIT_2, ABORT, CLOSED, "RST", "§3.10.5"),
            row(FIN_WAIT_2, USER_TIMEOUT, CLOSED, "", "§3.10.8"),
            row(FIN_WAIT_2, CRASH, CLOSED, "", "§3.5.1"),
            //
            row(CLOSE_WAIT, CLOSE, LAST_ACK, "FIN", "§3.10.4"),
            row(CLOSE_WAIT, RST, CLOSED, "", "§3.10.7.4"),
            row(CLOSE_WAIT, ABORT, CLOSED, "RST", "§3.10.5"),
            row(CLOSE_WAIT, USER_TIMEOUT, CLOSED, "", "§3.10.8"),
            row(CLOSE_WAIT, CRASH, CLOSED, "", "§3.5.1"),
            //
            row(CLOSING, ACK_OF_FIN, TIME_WAIT, "", "§3.10.7.4"),
            row(CLOSING, RST, CLOSED, "", "§3.10.7.4"),
            row(CLOSING, ABORT, CLOSED, "", "§3.10.5"),
            row(CLOSING, USER_TIMEOUT, CLOSED, "", "§3.10.8"),
            row(CLOSING, CRASH, CLOSED, "", "§3.5.1"),
            //
            row(LAST_ACK, ACK_OF_FIN, CLOSED, "", "§3.10.7.4"),
            row(LAST_ACK, RST, CLOSED, "", "§3.10.7.4"),
            row(LAST_ACK, ABORT, CLOSED, "", "§3.10.5"),
            row(LAST_ACK, USER_TIMEOUT, CLOSED, "", "§3.10.8"),
            row(LAST_ACK, CRASH, CLOSED, "", "§3.5.1"),
            //
            row(TIME_WAIT, TIME_WAIT_TIMEOUT, CLOSED, "", "§3.10.8"),
            // a new SYN may open the connection anew, §3.6.1 MAY-2
            row(TIME_WAIT, SYN, SYN_RECEIVED, "SYN ACK", "§3.6.1"),
            row(TIME_WAIT, RST, CLOSED, "", "§3.10.7.4"),
            row(TIME_WAIT, ABORT, CLOSED, "", "§3.10.5"),
            row(TIME_WAIT, CRASH, CLOSED, "", "§3.5.1"));

    private StateMachine() {}

    /// What this trigger does in this state; empty when it changes nothing.
    public static Optional<Row> next(TcpState from, Trigger trigger) {
        return ROWS.stream()
                .filter(row -> row.from() == from && row.trigger() == trigger)
                .findFirst();
    }

    /// The states that an end may have come to without any segment that it received: by what its program did, or
    /// by a timer. The wire shows some of it late, some never.
    public static Set<TcpState> unseenFrom(TcpState state) {
        Set<TcpState> reached = EnumSet.of(state);
        boolean more = true;
        while (more) {
            Set<TcpState> next = EnumSet.copyOf(reached);
            ROWS.stream()
                    .filter(row ->
                            reached.contains(row.from()) && !row.trigger().arrives())
                    .forEach(row -> next.add(row.to()));
            more = reached.addAll(next);
        }
        return reached;
    }

    private static Row row(TcpState from, Trigger trigger, TcpState to, String sends, String section) {
        return new Row(from, trigger, to, sends, section);
    }
}
