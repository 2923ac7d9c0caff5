package org.wirelab.tls.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.tls.TrustCheck;

/// By which name a certificate is checked, and that the check says so.
class PkixTrustTest {

    @TempDir
    private Path home;

    private LabPki lab;
    private PkixTrust trust;

    @BeforeEach
    void makeCertificates() throws Exception {
        lab = new PkiFolder(home.resolve("pki"), Clock.systemUTC(), _ -> {}).open(List.of("www.example.org"));
        TrustAnchors anchors = new TrustAnchors(Set.of(lab.authority()), "the lab's own CA");
        trust = PkixTrust.of(anchors, "localhost", Clock.systemUTC());
    }

    @Test
    void itIsTheHostsName() {
        assertThat(name(trust)).isEqualTo("localhost is among its names");
        assertThat(name(trust.askedFor("LOCALHOST"))).isEqualTo("localhost is among its names");
    }

    @Test
    void whereSniAsksForAnotherItIsSaidWhetherTheCertificateIsForThatOne() {
        assertThat(name(trust.askedFor("www.example.net")))
                .isEqualTo("localhost is among its names; that is the host it connected to: www.example.net, which SNI"
                        + " asked for, is not among them");
        assertThat(name(trust.askedFor("www.example.org").insecurely())).endsWith("is among them too");
    }

    private String name(PkixTrust checking) {
        return checking.assess(List.of(lab.identity().certificate())).checks().stream()
                .filter(check -> check.check().equals("name"))
                .map(TrustCheck::detail)
                .findFirst()
                .orElseThrow();
    }
}
