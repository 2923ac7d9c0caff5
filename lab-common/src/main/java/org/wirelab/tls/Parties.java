package org.wirelab.tls;

/// Who talks to whom: this side and its peer, by endpoint and by role.
///
/// @param own this side's endpoint, as it stands in the conversation
/// @param peer the other side's
/// @param client whether this side is the TLS client
public record Parties(String own, String peer, boolean client) {

    String from(Direction direction) {
        return direction == Direction.SENT ? own : peer;
    }

    String to(Direction direction) {
        return direction == Direction.SENT ? peer : own;
    }

    /// The sender's role.
    String role(Direction direction) {
        return client == (direction == Direction.SENT) ? "client" : "server";
    }
}
