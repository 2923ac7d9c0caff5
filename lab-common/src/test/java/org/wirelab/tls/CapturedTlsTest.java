package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirelab.tls.offline.CapturedSession;
import org.wirelab.tls.offline.KeyLog;
import org.wirelab.tls.offline.Opening;
import org.wirelab.tls.offline.Secrets;
import org.wirelab.tls.offline.ServerKey;

/// Handshakes of the engine, read again from their bytes alone: what can be seen is what its ends told.
class CapturedTlsTest {

    private static ServerKey labKey() throws ServerKey.Unusable {
        byte[] der = TestPki.LAB.localhost().privateKey().getEncoded();
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END PRIVATE KEY-----\n";
        return ServerKey.parse(pem, "server.key");
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_RSA_WITH_AES_128_CBC_SHA256, false",
        "TLS_RSA_WITH_AES_128_CBC_SHA256, true",
        "TLS_RSA_WITH_AES_256_CBC_SHA, false",
        "TLS_RSA_WITH_AES_256_GCM_SHA384, true",
        "TLS_AES_128_GCM_SHA256, true",
        "TLS_AES_256_GCM_SHA384, true",
        "TLS_CHACHA20_POLY1305_SHA256, true",
    })
    void withTheKeyLogEveryFindingIsThatOfTheLiveRunButTheTrustThatStaysInTheClient(String suite, boolean extensions) {
        CapturedWire wire = CapturedWire.of(suite, extensions);
        CapturedReading reading = CapturedReading.of(wire, wire.logged());

        Map<String, String> live = CapturedReading.byStep(wire.pair.findings());
        live.put("tls.3a", "unobservable tls.3a.unobservable");
        assertThat(reading.verdicts()).isEqualTo(live);
        assertThat(reading.opening()).isEqualTo(new Opening(true, "offline.opened.key_log", List.of()));
        assertThat(reading.told(ApplicationData.class))
                .extracting(data -> new String(data.bytes().toArray(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("a request", "a response");
        assertThat(reading.tls.session())
                .returns(suite, CapturedSession::suite)
                .returns("localhost", CapturedSession::serverName)
                .returns(0L, CapturedSession::failed)
                .satisfies(session -> assertThat(session.read()).isEqualTo(session.records()));
    }

    /// The pre-master secret of an ephemeral exchange is in no key log: who wants to see it derive the master
    /// secret has to be one of the two.
    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, false",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, true",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, true",
        "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384, false",
    })
    void withTheKeyLogOfAnEphemeralExchangeAllButTheMasterSecretsDerivationCanBeSeen(String suite, boolean extensions) {
        CapturedWire wire = CapturedWire.of(suite, extensions);
        CapturedReading reading = CapturedReading.of(wire, wire.logged());

        Map<String, String> live = CapturedReading.byStep(wire.pair.findings());
        live.put("tls.3a", "unobservable tls.3a.unobservable");
        live.put("tls.4a", "unobservable tls.4a.unobservable");
        assertThat(reading.verdicts()).isEqualTo(live);
        assertThat(reading.opening().opened()).isTrue();
    }

    @Test
    void theServersPrivateKeyOpensRsaKeyTransportWithEveryFinding() throws ServerKey.Unusable {
        CapturedWire wire = CapturedWire.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false);
        CapturedReading reading = CapturedReading.of(wire, Secrets.of(labKey()));

        Map<String, String> live = CapturedReading.byStep(wire.pair.findings());
        live.put("tls.3a", "unobservable tls.3a.unobservable");
        assertThat(reading.verdicts()).isEqualTo(live);
        assertThat(reading.opening()).isEqualTo(new Opening(true, "offline.opened.server_key", List.of()));
    }

    @Test
    void theServersPrivateKeyDoesNotOpenAnEphemeralExchangeNorTls13() throws ServerKey.Unusable {
        CapturedReading ephemeral = CapturedReading.of(
                CapturedWire.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", true), Secrets.of(labKey()));
        assertThat(ephemeral.opening())
                .isEqualTo(
                        new Opening(false, "offline.forward_secret", List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
        assertThat(ephemeral.verdicts())
                .containsEntry("tls.2b", "confirmed")
                .containsEntry("tls.4b", "unobservable offline.forward_secret")
                .containsEntry("tls.5", "unobservable offline.forward_secret");

        CapturedReading modern =
                CapturedReading.of(CapturedWire.of("TLS_AES_128_GCM_SHA256", true), Secrets.of(labKey()));
        assertThat(modern.opening().reason()).isEqualTo("offline.tls13");
    }

    @Test
    void withoutAnySecretWhatStandsInTheClearStillGivesFindings() {
        CapturedReading reading =
                CapturedReading.of(CapturedWire.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false), Secrets.none());
        assertThat(reading.verdicts())
                .containsEntry("tls.1a", "confirmed")
                .containsEntry("tls.1b", "confirmed")
                .containsEntry("tls.2a", "confirmed")
                .containsEntry("tls.2b", "confirmed")
                .containsEntry("tls.2c", "confirmed")
                .containsEntry("tls.3a", "unobservable tls.3a.unobservable")
                .containsEntry("tls.3b", "unobservable offline.no_secrets")
                .containsEntry("tls.4a", "unobservable offline.no_secrets")
                .containsEntry("tls.5", "unobservable offline.no_secrets");

        CapturedReading modern = CapturedReading.of(CapturedWire.of("TLS_AES_128_GCM_SHA256", true), Secrets.none());
        assertThat(modern.verdicts())
                .containsEntry("tls.2a", "confirmed")
                .containsEntry("tls.2b", "unobservable offline.no_secrets")
                .containsEntry("tls.5", "unobservable offline.no_secrets");
    }

    @Test
    void theKeyLogOfAnotherSessionHasNoLine() {
        Secrets others = CapturedWire.of("TLS_AES_128_GCM_SHA256", true).logged();
        for (String suite : List.of("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")) {
            CapturedReading reading = CapturedReading.of(CapturedWire.of(suite, true), others);
            assertThat(reading.opening().reason()).isEqualTo("offline.no_line");
            assertThat(reading.opening().opened()).isFalse();
        }
    }

    @Test
    void aKeyOfAnotherServerDoesNotFit() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        CapturedReading reading = CapturedReading.of(
                CapturedWire.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false),
                Secrets.of(ServerKey.parse(pem, "other.key")));
        assertThat(reading.opening()).isEqualTo(new Opening(false, "offline.wrong_key", List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, CLIENT_RANDOM, tag",
        "TLS_RSA_WITH_AES_128_CBC_SHA256, CLIENT_RANDOM, ''",
        "TLS_AES_128_GCM_SHA256, SERVER_HANDSHAKE_TRAFFIC_SECRET, tag",
    })
    void aWrongSecretUnderTheRightNonceDoesNotFit(String suite, String label, String check) {
        CapturedWire wire = CapturedWire.of(suite, true);
        KeyLog log = new KeyLog();
        wire.keyLog()
                .lines()
                .filter(line -> !line.startsWith("RSA "))
                .map(line -> line.startsWith(label) ? withAnotherLastDigit(line) : line)
                .forEach(line -> log.add(line, "keys.log"));
        CapturedReading reading = CapturedReading.of(wire, new Secrets(log, List.of()));
        assertThat(reading.opening().opened()).isFalse();
        assertThat(reading.opening().reason()).isEqualTo("offline.wrong_secret");
        if (!check.isEmpty()) {
            assertThat(reading.opening().arguments()).containsExactly(check);
        }
    }

    /// Whatever the digit was: a secret whose last byte is zero is drawn once in 256 runs.
    private static String withAnotherLastDigit(String line) {
        int last = line.length() - 1;
        return line.substring(0, last) + (line.charAt(last) == '0' ? '1' : '0');
    }

    @Test
    void anUpdateOfKeysIsFollowed() throws TlsFailure {
        CapturedWire wire = new CapturedWire(
                client -> client.speaking(TlsVersion.TLS13).offering(Suites.named("TLS_AES_128_GCM_SHA256")),
                server -> server);
        wire.pair.run().exchange("before", "before too");
        wire.pair.client.updateKeys(true);
        wire.pair.exchange("after", "after too").closedByClient();
        CapturedReading reading = CapturedReading.of(wire, wire.logged());
        assertThat(reading.told(ApplicationData.class)).hasSize(4);
        assertThat(reading.tls.session().failed()).isZero();
        assertThat(reading.told(DerivedSecret.class))
                .extracting(DerivedSecret::name)
                .contains("client_application_traffic_secret_1", "server_application_traffic_secret_1");
    }

    @Test
    void aHelloRetryRequestIsFollowed() {
        CapturedWire wire = CapturedWire.conversing(
                client -> client.speaking(TlsVersion.TLS13)
                        .offering(Suites.named("TLS_AES_128_GCM_SHA256"))
                        .sharing(List.of()),
                server -> server);
        CapturedReading reading = CapturedReading.of(wire, wire.logged());
        assertThat(reading.told(HandshakeMessage.class))
                .extracting(HandshakeMessage::name)
                .contains("HelloRetryRequest");
        assertThat(reading.told(FinishedChecked.class)).hasSize(2).allMatch(FinishedChecked::verified);
        assertThat(reading.told(ApplicationData.class)).hasSize(2);
    }

    @Test
    void aHandshakeThatFailsInTheClearEndsAsItDid() {
        CapturedWire wire = new CapturedWire(
                client -> client.speaking(TlsVersion.TLS12).offering(Suites.named("TLS_RSA_WITH_AES_128_CBC_SHA256")),
                server -> server.accepting(Suites.named("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
        wire.pair.run();
        CapturedReading reading = CapturedReading.of(wire, Secrets.none());
        assertThat(reading.told(ConnectionEnded.class))
                .containsExactly(new ConnectionEnded("alert", "handshake_failure"));
        assertThat(reading.opening().reason()).isEqualTo("offline.nothing_sealed");
    }

    @Test
    void aSessionThatBeganBeforeTheCaptureIsTold() {
        CapturedWire wire = CapturedWire.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false);
        CapturedReading reading = new CapturedReading(wire.logged());
        byte[] down = wire.down.toByteArray();
        int from = down.length - lastRecord(down);
        reading.octets(false, Arrays.copyOfRange(down, from, down.length));
        reading.tls.end(true);
        assertThat(reading.tls.blindness().map(Opening::reason)).contains("offline.mid_stream");
        assertThat(reading.told(HandshakeMessage.class)).isEmpty();
    }

    private static int lastRecord(byte[] stream) {
        int at = 0;
        int length = 0;
        while (at < stream.length) {
            length = 5 + ((stream[at + 3] & 0xff) << 8 | (stream[at + 4] & 0xff));
            at += length;
        }
        return length;
    }

    @Test
    void oneDirectionAloneIsTold() {
        CapturedWire wire = CapturedWire.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false);
        CapturedReading reading = new CapturedReading(wire.logged());
        reading.octets(true, wire.up.toByteArray());
        reading.tls.end(true);
        assertThat(reading.tls.blindness()).contains(new Opening(false, "offline.one_way.server", List.of()));
    }

    @Test
    void aGapStopsTheStreamItIsIn() {
        CapturedWire wire = CapturedWire.of("TLS_AES_128_GCM_SHA256", true);
        CapturedReading reading = new CapturedReading(wire.logged());
        byte[] up = wire.up.toByteArray();
        byte[] down = wire.down.toByteArray();
        reading.octets(true, up);
        reading.octets(false, Arrays.copyOf(down, down.length - lastRecord(down)));
        reading.tls.gap(false, false);
        reading.tls.end(true);
        assertThat(reading.tls.blindness().map(Opening::reason)).contains("offline.gap.server");
        assertThat(reading.opening().opened()).isTrue();
        assertThat(reading.told(ApplicationData.class)).hasSize(2);
    }

    @Test
    void bytesThatAreNoRecordsAreTold() {
        CapturedReading reading = new CapturedReading(Secrets.none());
        reading.octets(true, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        reading.tls.end(true);
        assertThat(reading.tls.blindness()).contains(new Opening(false, "offline.foreign.client", List.of("0")));
        assertThat(Optional.of(reading.seen)).contains(List.of());
    }
}
