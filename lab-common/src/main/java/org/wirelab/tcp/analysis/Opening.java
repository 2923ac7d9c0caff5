package org.wirelab.tcp.analysis;

import java.util.Locale;

/// How a connection came about, as far as the capture shows it.
public enum Opening {
    /// SYN, SYN ACK, ACK (RFC 9293 §3.5).
    HANDSHAKE,
    /// A SYN from each end, crossing (RFC 9293 §3.5, figure 7).
    SIMULTANEOUS,
    /// Nothing but SYNs: nobody answered, or the answer is not in the capture.
    UNANSWERED,
    /// SYN and SYN ACK, but no ACK after them.
    UNFINISHED,
    /// The SYN was answered by a RST (RFC 9293 §3.5.2).
    REFUSED,
    /// A part of the handshake is in the capture, and the connection lived.
    PARTLY_SEEN,
    /// The capture begins after the handshake.
    MID_STREAM;

    /// The name in JSON: `mid_stream`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
