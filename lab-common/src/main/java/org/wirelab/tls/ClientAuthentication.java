package org.wirelab.tls;

/// Whether a server asks its clients for a certificate (RFC 5246 §7.4.4, RFC 8446 §4.3.2).
///
/// @param demand whether it asks, and whether it goes on without
/// @param trust decides on the client's certificate
public record ClientAuthentication(Demand demand, ServerTrust trust) {

    /// How much a server wants of its clients.
    public enum Demand {
        /// It does not ask.
        NONE,
        /// It asks, and goes on without.
        REQUEST,
        /// It asks, and ends the handshake without.
        REQUIRE
    }

    /// No certificate is asked for.
    public static final ClientAuthentication NONE = new ClientAuthentication(Demand.NONE, _ -> {
        throw new IllegalStateException("no client was asked for a certificate");
    });

    boolean asks() {
        return demand != Demand.NONE;
    }
}
