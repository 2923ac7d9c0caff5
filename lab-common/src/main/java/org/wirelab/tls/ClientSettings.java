package org.wirelab.tls;

import java.util.List;
import java.util.Optional;

/// What the client's side of a handshake offers and demands.
///
/// @param suites offered in this order
/// @param serverName the host name for the server_name extension (RFC 6066 §3), which never holds an address
/// @param trust decides on the server's certificate
/// @param extendedMasterSecret whether to offer RFC 7627
/// @param encryptThenMac whether to offer RFC 7366
public record ClientSettings(
        List<CipherSuite> suites,
        Optional<String> serverName,
        ServerTrust trust,
        boolean extendedMasterSecret,
        boolean encryptThenMac) {

    /// The suites of the documented flow: RSA key transport, AES in CBC mode, an HMAC key for each direction.
    public static final List<CipherSuite> DOCUMENTED_SUITES =
            Suites.named("TLS_RSA_WITH_AES_128_CBC_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA");

    public ClientSettings {
        suites = List.copyOf(suites);
        if (suites.isEmpty()) {
            throw new IllegalArgumentException("a ClientHello offers at least one suite");
        }
    }

    /// The documented flow to the letter: neither extension that came later.
    public static ClientSettings documented(Optional<String> serverName, ServerTrust trust) {
        return new ClientSettings(DOCUMENTED_SUITES, serverName, trust, false, false);
    }

    /// The same with other suites.
    public ClientSettings offering(List<CipherSuite> others) {
        return new ClientSettings(others, serverName, trust, extendedMasterSecret, encryptThenMac);
    }
}
