package org.wirelab.server.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.tls.TlsIdentity;
import org.wirelab.tls.pki.CertificateMaker;
import org.wirelab.tls.pki.LabPki;

/// Certificates of their own for names that a client may call the server by (RFC 6066 §3), from the lab's authority.
///
/// They live as long as the process; their keys stand in no file.
final class NamedIdentities {

    private static final Duration LIFETIME = Duration.ofDays(7);

    private NamedIdentities() {}

    /// For each name an identity with an RSA key and one with a key on P-256.
    ///
    /// @throws GeneralSecurityException when this JDK cannot make keys or certificates
    static List<TlsIdentity> of(List<String> names, LabPki pki, Clock clock) throws GeneralSecurityException {
        CertificateMaker maker = new CertificateMaker(clock);
        List<TlsIdentity> identities = new ArrayList<>();
        for (String name : names) {
            for (KeyPair keys : List.of(maker.keys(), maker.curveKeys())) {
                X509Certificate certificate = maker.server(
                        "O=Wirelab,CN=" + name, List.of(name), keys, pki.authority(), pki.authorityKeys(), LIFETIME);
                identities.add(new TlsIdentity(List.of(certificate, pki.authority()), keys.getPrivate()));
            }
        }
        return identities;
    }
}
