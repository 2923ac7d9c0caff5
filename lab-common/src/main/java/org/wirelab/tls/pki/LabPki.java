package org.wirelab.tls.pki;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import org.wirelab.tls.TlsIdentity;

/// The lab's certificate authority and the server certificate that it issued.
///
/// @param authority the CA's certificate, which a client is to trust
/// @param authorityKeys the CA's keys
/// @param server the server's certificate
/// @param serverKeys the server's keys
public record LabPki(X509Certificate authority, KeyPair authorityKeys, X509Certificate server, KeyPair serverKeys) {

    /// What the server proves itself with. The CA's own certificate goes along so that it can be looked at; nobody
    /// trusts it for that.
    public TlsIdentity identity() {
        return new TlsIdentity(List.of(server, authority), serverKeys.getPrivate());
    }

    @Override
    public String toString() {
        return "LabPki[" + server.getSubjectX500Principal() + " by " + authority.getSubjectX500Principal() + "]";
    }
}
