package org.wirelab.bench.tls;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.ServerTrust;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.pki.LabPki;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.tls.pki.TrustAnchors;

/// A handshake that is measured: one version, one suite, one group, with a certificate for RSA-2048.
enum Mode {
    RSA_12("TLS 1.2, RSA key transport, CBC", TlsVersion.TLS12, "TLS_RSA_WITH_AES_128_CBC_SHA256", "AES128-SHA256"),
    ECDHE_12(
            "TLS 1.2, ECDHE (X25519), GCM",
            TlsVersion.TLS12,
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "ECDHE-RSA-AES128-GCM-SHA256"),
    X25519_13("TLS 1.3, X25519, GCM", TlsVersion.TLS13, "TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256");

    static final String HOST = "localhost";

    private static final String GROUP = "x25519";

    private final String words;
    private final TlsVersion version;
    private final String suite;
    private final String opensslName;

    Mode(String words, TlsVersion version, String suite, String opensslName) {
        this.words = words;
        this.version = version;
        this.suite = suite;
        this.opensslName = opensslName;
    }

    /// As a table names it.
    String words() {
        return words;
    }

    boolean tls13() {
        return version == TlsVersion.TLS13;
    }

    /// Its registered name, which is also the JDK's.
    String suite() {
        return suite;
    }

    /// OpenSSL's name of the suite.
    String opensslName() {
        return opensslName;
    }

    /// True where the JDK's own TLS speaks it: it has given up RSA key transport.
    boolean spokenByTheJdk() {
        return this != RSA_12;
    }

    ClientSettings client(LabPki pki) {
        return ClientSettings.documented(Optional.of(HOST), trust(pki))
                .speaking(version)
                .offering(suites())
                .agreeingBy(List.of(GROUP));
    }

    ServerSettings server(LabPki pki) {
        return ServerSettings.lab(pki.identity())
                .speaking(version)
                .accepting(suites())
                .agreeingBy(List.of(GROUP))
                .withExtensions(false, false)
                .withProtocols(List.of());
    }

    static ServerTrust trust(LabPki pki) {
        return PkixTrust.of(new TrustAnchors(Set.of(pki.authority()), "the measure's CA"), HOST, Clock.systemUTC());
    }

    private List<CipherSuite> suites() {
        return List.of(CipherSuite.named(suite).orElseThrow());
    }
}
