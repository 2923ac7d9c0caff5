package org.wirelab.tls;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/// What one side proves itself with: its certificate chain and the private key of the first certificate.
///
/// @param chain its own certificate first, then its issuers
/// @param keyFile where the private key stands, for whoever wants to compute with it; empty where it stands in no file
public record TlsIdentity(List<X509Certificate> chain, PrivateKey privateKey, Optional<Path> keyFile) {

    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity begins with its own certificate");
        }
    }

    /// An identity whose key stands in no file.
    public TlsIdentity(List<X509Certificate> chain, PrivateKey privateKey) {
        this(chain, privateKey, Optional.empty());
    }

    /// Its own certificate.
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /// `RSA` or `EC`.
    public String keyAlgorithm() {
        return privateKey.getAlgorithm();
    }

    /// Without the key: this may be shown.
    @Override
    public String toString() {
        return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
    }
}
