package org.wirelab.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wirelab.tls.pki.CertificateMaker;
import org.wirelab.tls.pki.TrustAnchors;

/// A certificate authority for tests, and servers that it vouches for; its keys are made once for all tests.
public final class TestPki {

    public static final TestPki LAB = new TestPki("CN=Test CA");
    public static final TestPki OTHER = new TestPki("CN=Test CA");

    private static final Duration YEAR = Duration.ofDays(365);

    public final X509Certificate authority;
    private final KeyPair authorityKeys;
    private final KeyPair serverKeys;
    private final Path serverKeyFile;

    private TestPki(String name) {
        try {
            CertificateMaker maker = new CertificateMaker(Clock.systemUTC());
            authorityKeys = maker.keys();
            serverKeys = maker.keys();
            serverKeyFile = file(serverKeys.getPrivate());
            authority = maker.authority(name, authorityKeys, Duration.ofDays(3650));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// A server that was certified when this clock was read, for a year.
    public TlsIdentity server(Clock issued, String... names) {
        try {
            X509Certificate certificate = new CertificateMaker(issued)
                    .server("CN=Test server", Arrays.asList(names), serverKeys, authority, authorityKeys, YEAR);
            return new TlsIdentity(List.of(certificate), serverKeys.getPrivate(), Optional.of(serverKeyFile));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// The key as PEM, for its owner only, under a path that a shell command must quote.
    private static Path file(PrivateKey key) {
        try {
            Path folder = Files.createTempDirectory("the lab's keys ");
            Path file = folder.resolve("server $(key).pem");
            String pem = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, pem);
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A server on this host with an RSA key, and one with a key on P-256.
    public List<TlsIdentity> both() {
        try {
            CertificateMaker maker = new CertificateMaker(Clock.systemUTC());
            KeyPair keys = maker.curveKeys();
            X509Certificate certificate = maker.server(
                    "CN=Test server", List.of("localhost", "127.0.0.1"), keys, authority, authorityKeys, YEAR);
            return List.of(localhost(), new TlsIdentity(List.of(certificate), keys.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// A client that the authority vouches for.
    public TlsIdentity client() {
        try {
            X509Certificate certificate = new CertificateMaker(Clock.systemUTC())
                    .client("CN=Test client", serverKeys, authority, authorityKeys, YEAR);
            return new TlsIdentity(List.of(certificate), serverKeys.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public TlsIdentity localhost() {
        return server(Clock.systemUTC(), "localhost", "127.0.0.1");
    }

    public TrustAnchors anchors() {
        return new TrustAnchors(Set.of(authority), "the test's CA");
    }
}
