package org.wirelab.tcp.analysis;

import java.util.Locale;

/// How far a connection had ended, as far as the capture shows it.
public enum Closing {
    /// Neither FIN nor RST.
    OPEN,
    /// A FIN from one end only (RFC 9293 §3.6).
    HALF_CLOSED,
    /// A FIN from both ends.
    FIN,
    /// A RST before both had sent a FIN (RFC 9293 §3.5.2).
    RESET;

    /// The name in JSON: `half_closed`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether nothing new is to come.
    public boolean over() {
        return this == FIN || this == RESET;
    }
}
