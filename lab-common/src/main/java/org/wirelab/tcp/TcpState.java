package org.wirelab.tcp;

import java.util.Optional;

/// The state of a connection (RFC 9293 §3.3.2), in the order in which Linux numbers them from 1 (tcp_states.h).
public enum TcpState {
    ESTABLISHED,
    SYN_SENT,
    SYN_RECEIVED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    TIME_WAIT,
    CLOSED,
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING,
    /// Linux keeps a connection that has answered a SYN apart from SYN_RECEIVED.
    NEW_SYN_RECEIVED;

    /// The state with this number in Linux's tables.
    public static Optional<TcpState> ofLinux(int number) {
        return number >= 1 && number <= values().length ? Optional.of(values()[number - 1]) : Optional.empty();
    }
}
