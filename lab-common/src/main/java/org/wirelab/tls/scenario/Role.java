package org.wirelab.tls.scenario;

import java.util.Locale;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;

/// One of the two ends of a TLS connection.
public enum Role {
    /// Who sends ClientHello.
    CLIENT,
    /// Who answers it.
    SERVER;

    /// The end that has this endpoint.
    static Role of(Conversation conversation, String endpoint) {
        return conversation.beganAt(endpoint) ? CLIENT : SERVER;
    }

    /// The end whose observers stand on this side.
    static Role at(Side side) {
        return side == Side.CLIENT ? CLIENT : SERVER;
    }

    /// The other end.
    public Role other() {
        return this == CLIENT ? SERVER : CLIENT;
    }

    /// Where its observers stand.
    public Side side() {
        return this == CLIENT ? Side.CLIENT : Side.SERVER;
    }

    /// As it stands on the command line and in findings: `client`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }
}
