package org.wirelab.tls;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.wirelab.trace.Endpoints;

/// Reads X.509 certificates with the JDK.
public final class Certificates {

    // RFC 5280 §4.2.1.6: the numbers of the alternatives of GeneralName.
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private Certificates() {}

    /// One certificate in DER.
    ///
    /// @throws CertificateException when it is none
    public static X509Certificate parse(byte[] der) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    /// The certificates of a Certificate message (RFC 5246 §7.4.2), up to the first that cannot be read.
    ///
    /// @param tls13 whether it has the form of TLS 1.3: a context before the list, extensions behind each
    ///     certificate (RFC 8446 §4.4.2)
    static List<X509Certificate> ofMessage(Bytes message, boolean tls13) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            FieldReader body = new FieldReader(message, 4);
            if (tls13) {
                body.vector(1);
            }
            FieldReader list = body.vector(3);
            while (list.hasMore()) {
                chain.add(parse(list.vector(3).rest().toArray()));
                if (tls13) {
                    list.vector(2);
                }
            }
        } catch (FieldReader.TooShort | CertificateException e) {
            return chain;
        }
        return chain;
    }

    /// The whole certificate in DER.
    public static Bytes der(X509Certificate certificate) {
        try {
            return Bytes.of(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that was read has no encoding", e);
        }
    }

    /// Algorithm and size of a key, such as `RSA 2048`.
    public static String describe(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
            case ECPublicKey ec -> "EC " + ec.getParams().getCurve().getField().getFieldSize();
            default -> key.getAlgorithm();
        };
    }

    /// The subject alternative names that a host name can be held against: `DNS:localhost`, `IP:127.0.0.1`.
    public static List<String> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            List<String> told = new ArrayList<>();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                switch ((Integer) name.getFirst()) {
                    case DNS_NAME -> told.add("DNS:" + name.get(1));
                    case IP_ADDRESS ->
                        told.add("IP:"
                                + Endpoints.text(
                                        InetAddress.ofLiteral(name.get(1).toString())));
                    default -> {}
                }
            }
            return told;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
