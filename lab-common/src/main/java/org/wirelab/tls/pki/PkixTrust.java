package org.wirelab.tls.pki;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.Certificates;
import org.wirelab.tls.Names;
import org.wirelab.tls.ServerTrust;
import org.wirelab.tls.TrustCheck;
import org.wirelab.tls.TrustDecision;

/// Trust as RFC 5280 §6 and RFC 9525 define it, one visible check after the other, on the JDK's own primitives.
///
/// All checks are made even after one has failed, so that a user sees everything that is wrong. Revocation is not
/// checked: that would ask the network.
public final class PkixTrust implements ServerTrust {

    /// Whom a certificate is to authenticate (RFC 5280 §4.2.1.12).
    private enum Purpose {
        SERVER("servers", "serverAuth", "1.3.6.1.5.5.7.3.1"),
        CLIENT("clients", "clientAuth", "1.3.6.1.5.5.7.3.2");

        private final String whom;
        private final String word;
        private final String identifier;

        Purpose(String whom, String word, String identifier) {
            this.whom = whom;
            this.word = word;
            this.identifier = identifier;
        }
    }

    private static final int MAX_PATH = 10;

    /// RFC 9325 §4.5: RSA keys have at least 2048 bits, those of elliptic curves 224.
    private static final int LEAST_RSA = 2048;

    private static final int LEAST_EC = 224;

    private final TrustAnchors anchors;
    private final Purpose purpose;
    private final String host;
    private final Optional<String> asked;
    private final Clock clock;
    private final boolean insecure;

    private PkixTrust(
            TrustAnchors anchors, Purpose purpose, String host, Optional<String> asked, Clock clock, boolean insecure) {
        this.anchors = anchors;
        this.purpose = purpose;
        this.host = host;
        this.asked = asked;
        this.clock = clock;
        this.insecure = insecure;
    }

    /// Believes a certificate for this host that leads to one of these authorities.
    ///
    /// @param host as the user typed it, a name or an address
    public static PkixTrust of(TrustAnchors anchors, String host, Clock clock) {
        return new PkixTrust(anchors, Purpose.SERVER, host, Optional.empty(), clock, false);
    }

    /// Believes a client's certificate that leads to one of these authorities, whatever its name.
    public static PkixTrust ofClients(TrustAnchors anchors, Clock clock) {
        return new PkixTrust(anchors, Purpose.CLIENT, "", Optional.empty(), clock, false);
    }

    /// Makes the same checks, and says so when the name that was asked for (SNI) is another than the host's: that
    /// the certificate belongs to it then goes unproven.
    public PkixTrust askedFor(String name) {
        return new PkixTrust(anchors, purpose, host, Optional.of(name), clock, insecure);
    }

    /// Makes the same checks and goes on whatever they say.
    public PkixTrust insecurely() {
        return new PkixTrust(anchors, purpose, host, asked, clock, true);
    }

    @Override
    public Assessment assess(List<X509Certificate> chain) {
        List<TrustCheck> checks = new ArrayList<>();
        if (chain.isEmpty()) {
            checks.add(new TrustCheck("path", "", false, "no certificate was sent that can be read"));
            return decided(checks, Bytes.EMPTY);
        }
        X509Certificate server = chain.getFirst();
        List<X509Certificate> path = path(chain);
        for (int i = 0; i < path.size(); i++) {
            checks.add(signature(path, i));
        }
        checks.add(authority(path.getLast()));
        path.forEach(certificate -> checks.add(dates(certificate)));
        checks.add(usage(server));
        if (purpose == Purpose.SERVER) {
            checks.add(name(server));
        }
        path.forEach(certificate -> checks.add(key(certificate)));
        checks.add(wholePath(path));
        return decided(checks, Bytes.of(server.getPublicKey().getEncoded()));
    }

    private Assessment decided(List<TrustCheck> checks, Bytes serverKey) {
        Optional<TrustCheck> failed =
                checks.stream().filter(check -> !check.passed()).findFirst();
        String reason = failed.map(TrustCheck::detail).orElse("");
        return new Assessment(
                checks,
                new TrustDecision(
                        insecure || failed.isEmpty(), failed.isEmpty(), serverKey, anchors.description(), reason));
    }

    /// The server's certificate and its issuers, as far as they are at hand, up to and without a trusted one; only
    /// the server's own where that one is trusted itself. What the server sent beyond that is of no use.
    private List<X509Certificate> path(List<X509Certificate> chain) {
        List<X509Certificate> path = new ArrayList<>(List.of(chain.getFirst()));
        while (path.size() < MAX_PATH
                && !anchors.contains(path.getLast())
                && anchors.issuerOf(path.getLast()).isEmpty()) {
            X509Certificate last = path.getLast();
            Optional<X509Certificate> issuer = chain.stream()
                    .filter(candidate -> !path.contains(candidate))
                    .filter(candidate -> candidate.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                    .findFirst();
            if (issuer.isEmpty()) {
                break;
            }
            path.add(issuer.get());
        }
        return path;
    }

    private TrustCheck signature(List<X509Certificate> path, int position) {
        X509Certificate certificate = path.get(position);
        String issuerName = certificate.getIssuerX500Principal().getName();
        Optional<X509Certificate> issuer = position + 1 < path.size()
                ? Optional.of(path.get(position + 1))
                : anchors.issuerOf(certificate)
                        .or(() -> anchors.sameName(certificate))
                        .or(() -> selfSigned(certificate));
        if (issuer.isEmpty()) {
            return check("signature", certificate, false, "no certificate of its issuer " + issuerName + " is at hand");
        }
        try {
            certificate.verify(issuer.get().getPublicKey());
            return check(
                    "signature",
                    certificate,
                    true,
                    certificate.getSigAlgName() + " verified with the public key of " + issuerName);
        } catch (GeneralSecurityException _) {
            return check("signature", certificate, false, "the signature was not made with the key of " + issuerName);
        }
    }

    private static Optional<X509Certificate> selfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                ? Optional.of(certificate)
                : Optional.empty();
    }

    private TrustCheck authority(X509Certificate last) {
        if (anchors.contains(last)) {
            return check("authority", last, true, "this certificate itself is trusted: " + anchors.description());
        }
        String issuer = last.getIssuerX500Principal().getName();
        return anchors.issuerOf(last)
                .map(_ -> check("authority", last, true, issuer + " is trusted: " + anchors.description()))
                .orElseGet(() -> check(
                        "authority", last, false, issuer + " is not a trusted authority: " + anchors.description()));
    }

    private TrustCheck dates(X509Certificate certificate) {
        Instant now = clock.instant();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        String detail = now.isBefore(from)
                ? "not valid before " + from
                : now.isAfter(until) ? "expired on " + until : "valid from " + from + " to " + until;
        return check("dates", certificate, !now.isBefore(from) && !now.isAfter(until), detail);
    }

    /// RFC 5280 §4.2.1.12: a certificate that lists purposes is for these only.
    private TrustCheck usage(X509Certificate server) {
        try {
            List<String> purposes = server.getExtendedKeyUsage();
            boolean permitted = purposes == null || purposes.contains(purpose.identifier);
            String whom = purpose.whom;
            String detail = purposes == null
                    ? "no purpose is excluded"
                    : permitted
                            ? "it is for " + whom + " (" + purpose.word + ")"
                            : "it is not for " + whom + ": " + purpose.word + " is missing";
            return check("usage", server, permitted, detail);
        } catch (CertificateParsingException e) {
            return check("usage", server, false, "its purposes cannot be read: " + e.getMessage());
        }
    }

    private TrustCheck name(X509Certificate server) {
        List<String> names = Certificates.alternativeNames(server);
        boolean named = Names.certified(host, server);
        String detail = named
                ? host + " is among its names"
                : "it is not for " + host + " but for "
                        + (names.isEmpty() ? "no name at all" : String.join(", ", names));
        return check("name", server, named, detail + another(server));
    }

    private String another(X509Certificate server) {
        return asked.filter(name -> !name.equalsIgnoreCase(host))
                .map(name -> "; that is the host it connected to: " + name + ", which SNI asked for, is "
                        + (Names.certified(name, server) ? "among them too" : "not among them"))
                .orElse("");
    }

    /// A key that can be found by computing makes every signature and every secret worthless.
    private static TrustCheck key(X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        int least = key instanceof RSAPublicKey ? LEAST_RSA : key instanceof ECPublicKey ? LEAST_EC : 0;
        int bits = switch (key) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength();
            case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize();
            default -> 0; // every key of the other kinds is long enough
        };
        String detail = Certificates.describe(key)
                + (bits < least ? ": too short, at least " + least + " bits are safe" : " is long enough");
        return check("key", certificate, bits >= least, detail);
    }

    /// The JDK's whole validation, which also knows of constraints and of algorithms that are no longer safe.
    private TrustCheck wholePath(List<X509Certificate> path) {
        X509Certificate server = path.getFirst();
        if (anchors.contains(server)) {
            return check("path", server, true, "there is no path: this certificate itself is trusted");
        }
        try {
            List<X509Certificate> below = path.stream()
                    .filter(certificate -> !anchors.contains(certificate))
                    .toList();
            CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(below);
            PKIXParameters parameters = new PKIXParameters(trustAnchors());
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
            return check("path", server, true, "RFC 5280 §6 path validation succeeded");
        } catch (GeneralSecurityException e) {
            return check("path", server, false, "path validation: " + e.getMessage());
        }
    }

    private Set<TrustAnchor> trustAnchors() {
        return anchors.certificates().stream()
                .map(certificate -> new TrustAnchor(certificate, null))
                .collect(Collectors.toSet());
    }

    private static TrustCheck check(String name, X509Certificate subject, boolean passed, String detail) {
        return new TrustCheck(name, subject.getSubjectX500Principal().getName(), passed, detail);
    }
}
