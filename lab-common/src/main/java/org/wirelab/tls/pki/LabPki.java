package org.wirelab.tls.pki;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import org.wirelab.tls.TlsIdentity;

/// The lab's certificate authority and those whom it vouches for.
///
/// @param authority the CA's certificate, which the other side is to trust
/// @param authorityKeys the CA's keys
/// @param servers what the lab's server proves itself with: a certificate with an RSA key, and one with a key on P-256;
///     the CA's own certificate goes along with each so that it can be looked at, nobody trusts it for that
/// @param client what the lab's client proves itself with when it is asked to
public record LabPki(X509Certificate authority, KeyPair authorityKeys, List<TlsIdentity> servers, TlsIdentity client) {

    public LabPki {
        servers = List.copyOf(servers);
    }

    /// The server's identity with the RSA key, that of the documented flow.
    public TlsIdentity identity() {
        return servers.getFirst();
    }

    /// Without the keys: this may be shown.
    @Override
    public String toString() {
        return "LabPki[" + servers + " by " + authority.getSubjectX500Principal() + "]";
    }
}
