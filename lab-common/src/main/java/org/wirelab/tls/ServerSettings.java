package org.wirelab.tls;

import java.util.List;

/// What the server's side of a handshake accepts, and by which policy it chooses.
///
/// @param suites accepted; the first that the client offers too is taken, whatever the client prefers
/// @param extendedMasterSecret whether to agree to RFC 7627 when the client offers it
/// @param encryptThenMac whether to agree to RFC 7366 when the client offers it
public record ServerSettings(
        List<CipherSuite> suites, ServerIdentity identity, boolean extendedMasterSecret, boolean encryptThenMac) {

    /// The lab's policy: the suite of the documented flow before all others, then what today's clients prefer.
    public static final List<CipherSuite> LAB_POLICY = Suites.named(
            "TLS_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
            "TLS_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_RSA_WITH_AES_256_CBC_SHA256",
            "TLS_RSA_WITH_AES_128_CBC_SHA",
            "TLS_RSA_WITH_AES_256_CBC_SHA");

    public ServerSettings {
        suites = List.copyOf(suites);
    }

    /// The lab's server: its policy, and every extension that a client asks for.
    public static ServerSettings lab(ServerIdentity identity) {
        return new ServerSettings(LAB_POLICY, identity, true, true);
    }
}
