package org.wirelab.tls.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.tls.Certificates;

class PkiFolderTest {

    @TempDir
    Path home;

    private final List<String> notices = new ArrayList<>();

    private PkiFolder folder() {
        return folder(Clock.systemUTC());
    }

    private PkiFolder folder(Clock clock) {
        return new PkiFolder(home.resolve("pki"), clock, notices::add);
    }

    @Test
    void theAuthorityAndTheServerAreMadeOnceAndFoundAgain() throws Exception {
        LabPki made = folder().open(List.of());
        LabPki found = folder().open(List.of());
        assertThat(found.authority()).isEqualTo(made.authority());
        assertThat(found.identity().certificate()).isEqualTo(made.identity().certificate());
        assertThat(Certificates.alternativeNames(found.identity().certificate()))
                .contains("DNS:localhost", "IP:127.0.0.1");
        assertThat(notices).isEmpty();
    }

    @Test
    void whoIsInterruptedIsNotToldThatNothingCanBeKept() throws Exception {
        folder().open(List.of());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> folder().open(List.of()))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(notices).isEmpty();
    }

    @Test
    void nobodyElseMayReadTheFiles() throws Exception {
        folder().open(List.of());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("pki"))))
                .isEqualTo("rwx------");
        for (String name : List.of("ca.pem", "ca.key", "server.pem", "server.key")) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(home.resolve("pki").resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aKeyOnACurveHasItsPublicHalfInTheFileSinceGnutlsTakesNoOther() throws Exception {
        LabPki made = folder().open(List.of());
        for (String name : List.of("server-ec", "client")) {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(
                    new PemReader(Files.newBufferedReader(home.resolve("pki").resolve(name + ".key")))
                            .readPemObject()
                            .getContent());
            assertThat(ECPrivateKey.getInstance(info.parsePrivateKey()).getPublicKey())
                    .as(name)
                    .isNotNull();
        }
        assertThat(folder().open(List.of()).client().certificate())
                .isEqualTo(made.client().certificate());
        assertThat(notices).isEmpty();
    }

    @Test
    void aDamagedKeyIsNamedAndMadeAnew() throws Exception {
        LabPki made = folder().open(List.of());
        Files.writeString(
                home.resolve("pki/server.key"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        LabPki again = folder().open(List.of());
        assertThat(notices).singleElement().asString().contains("server.key", "made anew");
        assertThat(again.authority()).isEqualTo(made.authority());
        again.identity().certificate().verify(again.authority().getPublicKey());
    }

    @Test
    void aCertificateThatIsAboutToExpireIsRenewedWithItsOldKey() throws Exception {
        LabPki made = folder().open(List.of());
        LabPki later =
                folder(Clock.offset(Clock.systemUTC(), Duration.ofDays(380))).open(List.of());
        assertThat(later.identity().certificate()).isNotEqualTo(made.identity().certificate());
        assertThat(later.identity().certificate().getPublicKey())
                .isEqualTo(made.identity().certificate().getPublicKey());
        assertThat(later.authority()).isEqualTo(made.authority());
    }

    @Test
    void anotherAddressIsAddedToTheNames() throws Exception {
        folder().open(List.of("192.0.2.1"));
        LabPki both = folder().open(List.of("192.0.2.2"));
        assertThat(Certificates.alternativeNames(both.identity().certificate()))
                .contains("IP:192.0.2.1", "IP:192.0.2.2");
        assertThat(folder().open(List.of("192.0.2.1")).identity().certificate())
                .isEqualTo(both.identity().certificate());
    }

    @Test
    void whereNothingCanBeKeptItIsMadeForThisRunAndSaid() throws Exception {
        Files.writeString(home.resolve("pki"), "in the way");
        LabPki made = folder().open(List.of());
        made.identity().certificate().verify(made.authority().getPublicKey());
        assertThat(notices)
                .singleElement()
                .asString()
                .contains("cannot be kept", home.resolve("pki").toString());
    }

    @Test
    void severalLabsThatStartAtOnceAgree() {
        Map<String, Boolean> authorities = new ConcurrentHashMap<>();
        IntStream.range(0, 4).parallel().forEach(_ -> {
            try {
                authorities.put(
                        folder().open(List.of()).authority().getSerialNumber().toString(), true);
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(authorities).hasSize(1);
    }

    @Test
    void theFolderIsTheUsersCacheAlsoWhereTheJvmBelievesInAnotherHome() {
        assertThat(PkiFolder.ofUser(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/h")))
                .isEqualTo(Path.of("/c/wirelab/pki"));
        assertThat(PkiFolder.ofUser(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.cache/wirelab/pki"));
        assertThat(PkiFolder.ofUser(Map.of("HOME", "/h", "XDG_CACHE_HOME", "relative")))
                .isEqualTo(Path.of("/h/.cache/wirelab/pki"));
    }
}
