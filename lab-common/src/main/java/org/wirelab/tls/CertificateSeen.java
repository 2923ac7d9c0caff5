package org.wirelab.tls;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;

/// One certificate of the chain that a Certificate message brought (RFC 5280 §4).
///
/// @param position 0 for the sender's own, then towards the root
/// @param owner `server` or `client`
/// @param notBefore first instant of validity, ISO 8601 in UTC
/// @param notAfter last instant of validity, ISO 8601 in UTC
/// @param publicKey algorithm and size, such as `RSA 2048`
/// @param publicKeyBytes SubjectPublicKeyInfo in DER, as it stands in the certificate for all to read
/// @param signatureAlgorithm how the issuer signed it, such as `SHA256withRSA`
/// @param names the subject alternative names: `DNS:localhost`, `IP:127.0.0.1`
/// @param der the whole certificate
@Kind("tls.certificate")
public record CertificateSeen(
        int position,
        String owner,
        String subject,
        String issuer,
        String serial,
        String notBefore,
        String notAfter,
        String publicKey,
        Bytes publicKeyBytes,
        String signatureAlgorithm,
        List<String> names,
        Bytes der)
        implements TlsObservation, Note {

    public CertificateSeen {
        names = List.copyOf(names);
    }

    @Override
    public Object identity() {
        return List.of("Certificate", position, der);
    }

    /// The chain of a Certificate message (RFC 5246 §7.4.2), up to the first certificate that cannot be read.
    ///
    /// @param tls13 whether the message has the form of TLS 1.3 (RFC 8446 §4.4.2)
    /// @param owner `server` or `client`
    static List<CertificateSeen> chainOf(Bytes message, boolean tls13, String owner) {
        List<CertificateSeen> chain = new ArrayList<>();
        for (X509Certificate certificate : Certificates.ofMessage(message, tls13)) {
            chain.add(of(chain.size(), owner, certificate));
        }
        return chain;
    }

    private static CertificateSeen of(int position, String owner, X509Certificate certificate) {
        return new CertificateSeen(
                position,
                owner,
                certificate.getSubjectX500Principal().getName(),
                certificate.getIssuerX500Principal().getName(),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant().toString(),
                certificate.getNotAfter().toInstant().toString(),
                Certificates.describe(certificate.getPublicKey()),
                Bytes.of(certificate.getPublicKey().getEncoded()),
                certificate.getSigAlgName(),
                Certificates.alternativeNames(certificate),
                Certificates.der(certificate));
    }

    @Override
    public String title() {
        return (owner.equals("client") ? "client certificate " : "certificate ") + position + " · " + subject;
    }

    @Override
    public List<String> details() {
        return List.of(
                "issued by " + issuer,
                notBefore + " to " + notAfter,
                publicKey + ", signed with " + signatureAlgorithm,
                names.isEmpty() ? "no names" : String.join(" ", names));
    }
}
