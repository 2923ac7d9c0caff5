package org.wirelab.tls;

import java.io.IOException;

/// The end of a TLS connection that did not go as it should: one line for the user, and the reason as data.
public final class TlsFailure extends IOException {
    private static final long serialVersionUID = 1L;

    /// Why it ended.
    public enum Reason {
        /// The client does not believe the server's certificate.
        TRUST_REFUSED,
        /// What arrived is no TLS record.
        NOT_TLS,
        /// The peer sent a fatal alert.
        ALERT_RECEIVED,
        /// This side found a fault and sent a fatal alert.
        ALERT_SENT,
        /// The transport ended without close_notify.
        TRUNCATED,
        /// The handshake took too long.
        DEADLINE,
        /// There were too many connections.
        GAVE_WAY
    }

    private final Reason reason;

    /// @param message one line in plain words
    public TlsFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /// Why it ended.
    public Reason reason() {
        return reason;
    }
}
