package org.wirelab.tls;

import java.security.cert.X509Certificate;
import java.util.List;

/// Decides whether a server's certificate chain is to be believed, and says what it verified.
@FunctionalInterface
public interface ServerTrust {

    /// What came out.
    ///
    /// @param checks each check in the order it was made
    /// @param decision whether the handshake goes on
    record Assessment(List<TrustCheck> checks, TrustDecision decision) {
        public Assessment {
            checks = List.copyOf(checks);
        }
    }

    /// @param chain the server's own certificate first; empty when it could not be read
    Assessment assess(List<X509Certificate> chain);
}
