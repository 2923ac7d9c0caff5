package org.wirelab.tls.pki;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// The authorities that a client trusts, and where they come from.
///
/// @param description where they come from, such as a file's path
public record TrustAnchors(Set<X509Certificate> certificates, String description) {

    /// Where operating systems keep the authorities that their programs trust: Debian, Fedora, openSUSE, Alpine.
    private static final List<Path> OF_THE_SYSTEM = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    public TrustAnchors {
        certificates = Set.copyOf(certificates);
    }

    /// The authorities of a PEM or DER file, as openssl and curl take it.
    ///
    /// @throws IOException with one line that names the file and what is wrong with it
    public static TrustAnchors ofFile(Path file) throws IOException {
        try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
            Set<X509Certificate> certificates = new LinkedHashSet<>();
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(input)) {
                certificates.add((X509Certificate) certificate);
            }
            if (certificates.isEmpty()) {
                throw new IOException(file + " holds no certificate");
            }
            return new TrustAnchors(certificates, file.toString());
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + " may not be read by this user", e);
        } catch (CertificateException e) {
            throw new IOException(file + " is not a file of certificates in PEM or DER: " + e.getMessage(), e);
        }
    }

    /// The authorities that this system trusts; where it keeps none in a usual place, those that come with the JDK.
    public static TrustAnchors ofSystem() throws IOException {
        for (Path bundle : OF_THE_SYSTEM) {
            if (Files.isReadable(bundle)) {
                Set<X509Certificate> found = ofFile(bundle).certificates();
                return new TrustAnchors(found, bundle + " (" + found.size() + " authorities)");
            }
        }
        return ofJdk();
    }

    private static TrustAnchors ofJdk() throws IOException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            List<X509Certificate> all = new ArrayList<>();
            for (Object manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    all.addAll(List.of(x509.getAcceptedIssuers()));
                }
            }
            return new TrustAnchors(Set.copyOf(all), "the JDK's store (" + all.size() + " authorities)");
        } catch (GeneralSecurityException e) {
            throw new IOException("the JDK's store of authorities cannot be read: " + e.getMessage(), e);
        }
    }

    /// True when this very certificate is trusted.
    boolean contains(X509Certificate certificate) {
        return certificates.contains(certificate);
    }

    /// The trusted authority whose key made this certificate's signature.
    Optional<X509Certificate> issuerOf(X509Certificate certificate) {
        return certificates.stream()
                .filter(anchor -> names(anchor, certificate) && signed(anchor, certificate))
                .findFirst();
    }

    /// A trusted authority that bears the issuer's name, whatever its key.
    Optional<X509Certificate> sameName(X509Certificate certificate) {
        return certificates.stream()
                .filter(anchor -> names(anchor, certificate))
                .findFirst();
    }

    private static boolean names(X509Certificate anchor, X509Certificate certificate) {
        return anchor.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static boolean signed(X509Certificate anchor, X509Certificate certificate) {
        try {
            certificate.verify(anchor.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
