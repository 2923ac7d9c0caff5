package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.trace.Side;

/// The handshakes beside the documented one: every version, key exchange and extension that the lab speaks.
class ModesTest {

    private static final UnaryOperator<ServerSettings> AS_IT_IS = UnaryOperator.identity();

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void tls13DerivesATreeOfSecretsAndEachOfThemTwice(String suite) {
        HandshakePair pair = HandshakePair.of(
                        client -> client.speaking(TlsVersion.TLS13).offering(Suites.named(suite)), AS_IT_IS)
                .run()
                .exchange("ping", "pong")
                .closedByClient();
        assertThat(pair.clientFailure).isNull();
        assertThat(pair.serverFailure).isNull();
        for (Side side : List.of(Side.CLIENT, Side.SERVER)) {
            assertThat(pair.told(side, DerivedSecret.class))
                    .extracting(DerivedSecret::name)
                    .contains(
                            "shared_secret",
                            "early_secret",
                            "handshake_secret",
                            "client_handshake_traffic_secret",
                            "server_handshake_traffic_secret",
                            "master_secret",
                            "client_application_traffic_secret_0",
                            "server_application_traffic_secret_0",
                            "exporter_master_secret",
                            "client_finished_key",
                            "server_finished_key",
                            "client_verify_data",
                            "server_verify_data",
                            "client_write_key",
                            "server_write_IV");
            assertThat(pair.told(side, DerivedSecret.class))
                    .filteredOn(secret -> secret.recomputed() != null)
                    .allMatch(DerivedSecret::holds);
            assertThat(pair.told(side, FinishedChecked.class)).hasSize(2).allMatch(FinishedChecked::verified);
        }
        assertThat(pair.verdicts())
                .containsExactly(
                        "tls.1a confirmed",
                        "tls.1b confirmed",
                        "tls.2a confirmed",
                        "tls.2b confirmed",
                        "tls.2c confirmed",
                        "tls.3a differs",
                        "tls.3b differs",
                        "tls.4a differs",
                        "tls.4b confirmed",
                        "tls.4c differs",
                        "tls.5 differs");
    }

    @Test
    void theKeyLogOfTls13HasALineForEachTrafficSecret() {
        HandshakePair pair = tls13(UnaryOperator.identity(), AS_IT_IS);
        assertThat(pair.told(Side.CLIENT, DerivedSecret.class).stream()
                        .flatMap(secret -> secret.keyLogLines().stream())
                        .map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactlyInAnyOrder(
                        "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                        "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                        "CLIENT_TRAFFIC_SECRET_0",
                        "SERVER_TRAFFIC_SECRET_0",
                        "EXPORTER_SECRET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x25519", "secp256r1", "secp384r1", "x448", "ffdhe2048", "X25519MLKEM768"})
    void everyGroupAgreesOnASecretThatBothSidesTell(String group) {
        HandshakePair pair = tls13(client -> client.agreeingBy(List.of(group)), AS_IT_IS);
        assertThat(pair.clientFailure).isNull();
        assertThat(pair.told(Side.CLIENT, SuiteChosen.class).getFirst().group()).isEqualTo(group);
        assertThat(pair.secret(Side.CLIENT, "handshake_secret").value())
                .isEqualTo(pair.secret(Side.SERVER, "handshake_secret").value());
        assertThat(pair.verdicts()).noneMatch(verdict -> verdict.endsWith("contradicted"));
    }

    @Test
    void aServerAsksForTheShareThatItNeedsAndTheTranscriptBeginsWithAHash() {
        HandshakePair pair = tls13(
                client -> client.agreeingBy(List.of("x25519", "secp256r1")).sharing(List.of("x25519")),
                server -> server.agreeingBy(List.of("secp256r1")));
        assertThat(pair.clientFailure).isNull();
        assertThat(pair.told(Side.CLIENT, HandshakeMessage.class))
                .extracting(HandshakeMessage::name)
                .startsWith("ClientHello", "HelloRetryRequest", "ClientHello", "ServerHello");
        assertEverythingHolds(pair);
        assertThat(pair.verdicts()).contains("tls.1a confirmed", "tls.5 differs");
    }

    @Test
    void aPreSharedKeyTakesThePlaceOfTheCertificate() {
        PreSharedKey key = PreSharedKey.external(Bytes.parse("6c6162"), Bytes.of(new byte[32]));
        HandshakePair pair = tls13(
                client -> client.withPreSharedKeys(List.of(key)), server -> server.withPreSharedKeys(List.of(key)));
        assertThat(pair.clientFailure).isNull();
        assertThat(pair.told(Side.CLIENT, HandshakeMessage.class))
                .extracting(HandshakeMessage::name)
                .doesNotContain("Certificate");
        assertThat(pair.secret(Side.SERVER, "binder").value())
                .isEqualTo(pair.secret(Side.CLIENT, "binder").value());
        assertEverythingHolds(pair);
        assertThat(pair.verdicts()).contains("tls.2b not_applicable", "tls.3a not_applicable", "tls.3b differs");
    }

    @Test
    void aTicketOfTls13BecomesTheKeyOfTheNextHandshake() {
        SessionStore store = new SessionStore(Clock.systemUTC());
        HandshakePair first =
                tls13(UnaryOperator.identity(), server -> server.keeping(store)).exchange("ping", "pong");
        EarlierSession earlier = first.client.session().orElseThrow();
        assertThat(earlier).isInstanceOf(EarlierSession.Tls13.class);
        HandshakePair second = tls13(client -> client.resuming(Optional.of(earlier)), server -> server.keeping(store));
        assertThat(second.clientFailure).isNull();
        assertThat(second.told(Side.CLIENT, SuiteChosen.class).getFirst().resumed())
                .isTrue();
        assertThat(second.secret(Side.CLIENT, "binder_key").formula()).contains("res binder");
        assertEverythingHolds(second);
    }

    /// RFC 8446 §4.2.11.1: in milliseconds, with the number that the server gave to hide it; modulo 2^32.
    @Test
    void theAgeOfATicketStandsHiddenBesideItAndTheBinderVouchesForIt() {
        SessionStore store = new SessionStore(Clock.systemUTC());
        HandshakePair first =
                tls13(UnaryOperator.identity(), server -> server.keeping(store)).exchange("ping", "pong");
        EarlierSession.Tls13 earlier =
                (EarlierSession.Tls13) first.client.session().orElseThrow();
        EarlierSession aged = earlier.aged(Duration.ofMillis(1234));
        HandshakePair second = tls13(client -> client.resuming(Optional.of(aged)), server -> server.keeping(store));
        assertThat(second.client.isResumed()).isTrue();
        Bytes hello =
                second.told(Side.SERVER, HandshakeMessage.class).getFirst().bytes();
        Bytes hidden = Bytes.of(BigInteger.valueOf((1234 + earlier.ageAdd()) & 0xffffffffL), 4);
        assertThat(hello.contains(earlier.key().identity().plus(hidden))).isTrue();
        assertThat(second.secret(Side.SERVER, "binder").value())
                .isEqualTo(second.secret(Side.CLIENT, "binder").value());
    }

    @Test
    void aSessionOfTls12IsResumedByItsId() {
        SessionStore store = new SessionStore(Clock.systemUTC());
        UnaryOperator<ClientSettings> modern = client -> client.withExtensions(true, true);
        HandshakePair first =
                HandshakePair.of(modern, server -> server.keeping(store)).run();
        EarlierSession earlier = first.client.session().orElseThrow();
        HandshakePair second = HandshakePair.of(
                        client -> modern.apply(client).resuming(Optional.of(earlier)), server -> server.keeping(store))
                .run()
                .exchange("ping", "pong");
        assertThat(second.clientFailure).isNull();
        assertThat(second.told(Side.CLIENT, SuiteChosen.class).getFirst().resumed())
                .isTrue();
        assertThat(second.secret(Side.CLIENT, "master_secret").value())
                .isEqualTo(first.secret(Side.CLIENT, "master_secret").value());
        assertEverythingHolds(second);
        assertThat(second.verdicts())
                .contains(
                        "tls.2b not_applicable",
                        "tls.3a not_applicable",
                        "tls.3b not_applicable",
                        "tls.4a differs",
                        "tls.4b confirmed",
                        "tls.5 differs");
    }

    @Test
    void keysAreUpdatedInBothDirections() throws TlsFailure {
        HandshakePair pair = tls13(UnaryOperator.identity(), AS_IT_IS).exchange("ping", "pong");
        pair.client.updateKeys(true);
        pair.exchange("ping again", "pong again").closedByClient();
        assertThat(pair.clientFailure).isNull();
        assertThat(pair.serverFailure).isNull();
        assertThat(pair.secret(Side.SERVER, "client_application_traffic_secret_1")
                        .value())
                .isEqualTo(pair.secret(Side.CLIENT, "client_application_traffic_secret_1")
                        .value());
        assertThat(pair.secret(Side.SERVER, "server_application_traffic_secret_1")
                        .holds())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_RSA_WITH_AES_128_CBC_SHA",
                "TLS_RSA_WITH_AES_256_CBC_SHA256",
                "TLS_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                "TLS_DHE_RSA_WITH_AES_128_CBC_SHA256",
                "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
            })
    void everySuiteOfTls12WorksWithAndWithoutItsExtensions(String suite) {
        for (boolean ems : new boolean[] {true, false}) {
            for (boolean etm : new boolean[] {true, false}) {
                HandshakePair pair = HandshakePair.of(
                                client -> client.offering(Suites.named(suite)).withExtensions(ems, etm),
                                server -> server.proving(TestPki.LAB.both()))
                        .run()
                        .exchange("ping", "pong")
                        .closedByClient();
                assertThat(pair.clientFailure)
                        .as("%s ems=%s etm=%s", suite, ems, etm)
                        .isNull();
                assertThat(pair.told(Side.CLIENT, SuiteChosen.class).getFirst().chosen())
                        .isEqualTo(suite);
                assertEverythingHolds(pair);
                assertThat(pair.verdicts())
                        .noneMatch(verdict -> verdict.endsWith("contradicted") || verdict.endsWith("missing"));
            }
        }
    }

    @Test
    void theServerShowsTheCertificateForTheNameThatIsCalled() {
        HandshakePair pair = HandshakePair.of(
                        UnaryOperator.identity(),
                        server -> server.proving(List.of(
                                TestPki.LAB.server(Clock.systemUTC(), "other.example"),
                                TestPki.LAB.server(Clock.systemUTC(), "localhost"))))
                .run();
        assertThat(pair.told(Side.CLIENT, CertificateSeen.class).getFirst().names())
                .containsExactly("DNS:localhost");
    }

    private static HandshakePair tls13(UnaryOperator<ClientSettings> client, UnaryOperator<ServerSettings> server) {
        return HandshakePair.of(
                        settings -> client.apply(
                                settings.speaking(TlsVersion.TLS13).offering(Suites.named("TLS_AES_128_GCM_SHA256"))),
                        server)
                .run();
    }

    private static void assertEverythingHolds(HandshakePair pair) {
        for (Side side : List.of(Side.CLIENT, Side.SERVER)) {
            assertThat(pair.told(side, DerivedSecret.class))
                    .filteredOn(secret -> secret.recomputed() != null)
                    .hasSizeGreaterThan(8)
                    .allMatch(DerivedSecret::holds);
            assertThat(pair.told(side, FinishedChecked.class)).hasSize(2).allMatch(FinishedChecked::verified);
        }
    }
}
