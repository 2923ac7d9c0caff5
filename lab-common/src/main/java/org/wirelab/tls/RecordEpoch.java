package org.wirelab.tls;

/// The keys that one cipher of the engine works with, by the name of the secret that they come from.
///
/// TLS 1.2 has one key block. TLS 1.3 has a cipher for the handshake and one for application data, and the latter's
/// secrets are numbered: each KeyUpdate of a direction leads to the next (RFC 8446 §7.2).
final class RecordEpoch {

    private final String name;
    private final boolean numbered;
    private int sent;
    private int received;
    private String sentName = "";
    private String receivedName = "";

    private RecordEpoch(String name, boolean numbered) {
        this.name = name;
        this.numbered = numbered;
    }

    static RecordEpoch keyBlock() {
        return new RecordEpoch("key_block", false);
    }

    /// That of the engine's n-th cipher of TLS 1.3, from 1.
    static RecordEpoch traffic(int cipher) {
        return cipher == 1
                ? new RecordEpoch("_handshake_traffic_secret", false)
                : new RecordEpoch("_application_traffic_secret_", true);
    }

    /// This direction goes on to the next secret.
    void update(Direction direction) {
        if (direction == Direction.SENT) {
            sent++;
            sentName = "";
        } else {
            received++;
            receivedName = "";
        }
    }

    /// @param role the sender's, `client` or `server`
    String secret(Direction direction, String role) {
        if (!name.startsWith("_")) {
            return name;
        }
        if (direction == Direction.SENT) {
            sentName = sentName.isEmpty() ? named(role, sent) : sentName;
            return sentName;
        }
        receivedName = receivedName.isEmpty() ? named(role, received) : receivedName;
        return receivedName;
    }

    private String named(String role, int number) {
        return role + name + (numbered ? String.valueOf(number) : "");
    }
}
