package org.wirelab.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// What a server proves itself with: its certificate chain and the private key of the first certificate.
///
/// @param chain the server's own certificate first, then its issuers
public record ServerIdentity(List<X509Certificate> chain, PrivateKey privateKey) {

    public ServerIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a server's identity begins with its own certificate");
        }
    }

    @Override
    public String toString() {
        return "ServerIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
