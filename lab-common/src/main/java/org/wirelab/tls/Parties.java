package org.wirelab.tls;

/// Who talks to whom: this side and its peer, by endpoint and by role.
///
/// @param own this side's endpoint, as it stands in the conversation
/// @param peer the other side's
/// @param client whether this side is the TLS client
/// @param placed whether this side's byte streams are those of the conversation's own endpoints; a man in the
///     middle has two connections, and the conversation bears the name of one
public record Parties(String own, String peer, boolean client, boolean placed) {

    /// Parties that talk with each other directly.
    public Parties(String own, String peer, boolean client) {
        this(own, peer, client, true);
    }

    /// The same behind a man in the middle.
    public Parties relayed() {
        return new Parties(own, peer, client, false);
    }

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
