package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Judges;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.tls.offline.CapturedSession;
import org.wirelab.tls.offline.CapturedTls;
import org.wirelab.tls.offline.KeyLog;
import org.wirelab.tls.offline.Opening;
import org.wirelab.tls.offline.Secrets;
import org.wirelab.tls.offline.ServerKey;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// Handshakes of the engine, read again from their bytes alone: what can be seen is what its ends told.
class CapturedTlsTest {

    private static final Vantage READER = new Vantage(Source.TLS, Side.LINK);

    /// What both ends of a live pair sent, and what they told.
    private static final class Wire {
        private final ByteArrayOutputStream up = new ByteArrayOutputStream();
        private final ByteArrayOutputStream down = new ByteArrayOutputStream();
        private final HandshakePair pair;

        private Wire(UnaryOperator<ClientSettings> client, UnaryOperator<ServerSettings> server) {
            pair = HandshakePair.of(client, server)
                    .tampering(octets -> {
                        up.writeBytes(octets);
                        return octets;
                    })
                    .tamperingWithTheServers(octets -> {
                        down.writeBytes(octets);
                        return octets;
                    });
        }

        static Wire conversing(UnaryOperator<ClientSettings> client, UnaryOperator<ServerSettings> server) {
            Wire wire = new Wire(client, server);
            wire.pair.run().exchange("a request", "a response").closedByClient();
            return wire;
        }

        static Wire of(String suite, boolean extensions) {
            CipherSuite chosen = CipherSuite.named(suite).orElseThrow();
            return conversing(
                    client -> client.speaking(chosen.tls13() ? TlsVersion.TLS13 : TlsVersion.TLS12)
                            .offering(List.of(chosen))
                            .withExtensions(extensions, extensions),
                    server -> server.withExtensions(extensions, extensions));
        }

        String keyLog() {
            return String.join(
                    "\n",
                    pair.told(Side.CLIENT, DerivedSecret.class).stream()
                            .flatMap(secret -> secret.keyLogLines().stream())
                            .toList());
        }

        Secrets logged() {
            KeyLog log = new KeyLog();
            log.add(keyLog(), "keys.log");
            assertThat(log.problems()).isEmpty();
            return new Secrets(log, List.of());
        }
    }

    /// One reading: the observations, and the findings that follow from them.
    private static final class Reading {
        private final List<Observation> seen = new ArrayList<>();
        private final CapturedTls tls;

        private Reading(Secrets secrets) {
            tls = new CapturedTls("127.0.0.1:40000", "127.0.0.1:7443", secrets, seen::add);
        }

        /// One stream after the other: the order of the two is not the capture's to tell.
        static Reading of(Wire wire, Secrets secrets) {
            Reading reading = new Reading(secrets);
            reading.octets(true, wire.up.toByteArray());
            reading.octets(false, wire.down.toByteArray());
            reading.tls.end(true);
            return reading;
        }

        void octets(boolean client, byte[] octets) {
            tls.octets(client, octets, 0, octets.length);
        }

        Opening opening() {
            assertThat(Texts.in(Language.EN).find(tls.opening().reason())).isPresent();
            return tls.opening();
        }

        Map<String, String> verdicts() {
            Judges judges = new Judges(List.of(TlsFlows.HANDSHAKE));
            List<Entry> entries = new ArrayList<>();
            tls.blindness()
                    .ifPresent(why ->
                            assertThat(Texts.in(Language.EN).find(why.reason())).isPresent());
            add(entries, new VantageObservation.Opened(""));
            seen.forEach(observation -> add(entries, observation));
            add(
                    entries,
                    tls.blindness()
                            .<Observation>map(why -> new VantageObservation.Left("", why.reason(), ""))
                            .orElse(new VantageObservation.Closed("", 0)));
            add(entries, new RunObservation.ConversationEnded());
            entries.forEach(judges::on);
            return byStep(judges.findings().stream());
        }

        private static void add(List<Entry> entries, Observation observation) {
            entries.add(new Entry(
                    entries.size() + 1,
                    entries.size(),
                    TimeSource.CAPTURE,
                    READER,
                    HandshakePair.CONVERSATION,
                    observation));
        }

        <O> List<O> told(Class<O> type) {
            return seen.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    private static Map<String, String> byStep(Stream<Finding> findings) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        findings.forEach(finding -> verdicts.put(
                finding.step(),
                finding.verdict().label()
                        + finding.verdict().why().map(why -> " " + why.key()).orElse("")));
        return verdicts;
    }

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
        Wire wire = Wire.of(suite, extensions);
        Reading reading = Reading.of(wire, wire.logged());

        Map<String, String> live = byStep(wire.pair.findings());
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
    /// secret
    /// has to be one of the two.
    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256, false",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, true",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, true",
        "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384, false",
    })
    void withTheKeyLogOfAnEphemeralExchangeAllButTheMasterSecretsDerivationCanBeSeen(String suite, boolean extensions) {
        Wire wire = Wire.of(suite, extensions);
        Reading reading = Reading.of(wire, wire.logged());

        Map<String, String> live = byStep(wire.pair.findings());
        live.put("tls.3a", "unobservable tls.3a.unobservable");
        live.put("tls.4a", "unobservable tls.4a.unobservable");
        assertThat(reading.verdicts()).isEqualTo(live);
        assertThat(reading.opening().opened()).isTrue();
    }

    @Test
    void theServersPrivateKeyOpensRsaKeyTransportWithEveryFinding() throws ServerKey.Unusable {
        Wire wire = Wire.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false);
        Reading reading = Reading.of(wire, Secrets.of(labKey()));

        Map<String, String> live = byStep(wire.pair.findings());
        live.put("tls.3a", "unobservable tls.3a.unobservable");
        assertThat(reading.verdicts()).isEqualTo(live);
        assertThat(reading.opening()).isEqualTo(new Opening(true, "offline.opened.server_key", List.of()));
    }

    @Test
    void theServersPrivateKeyDoesNotOpenAnEphemeralExchangeNorTls13() throws ServerKey.Unusable {
        Reading ephemeral = Reading.of(Wire.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", true), Secrets.of(labKey()));
        assertThat(ephemeral.opening())
                .isEqualTo(
                        new Opening(false, "offline.forward_secret", List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
        assertThat(ephemeral.verdicts())
                .containsEntry("tls.2b", "confirmed")
                .containsEntry("tls.4b", "unobservable offline.forward_secret")
                .containsEntry("tls.5", "unobservable offline.forward_secret");

        Reading modern = Reading.of(Wire.of("TLS_AES_128_GCM_SHA256", true), Secrets.of(labKey()));
        assertThat(modern.opening().reason()).isEqualTo("offline.tls13");
    }

    @Test
    void withoutAnySecretWhatStandsInTheClearStillGivesFindings() {
        Reading reading = Reading.of(Wire.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false), Secrets.none());
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

        Reading modern = Reading.of(Wire.of("TLS_AES_128_GCM_SHA256", true), Secrets.none());
        assertThat(modern.verdicts())
                .containsEntry("tls.2a", "confirmed")
                .containsEntry("tls.2b", "unobservable offline.no_secrets")
                .containsEntry("tls.5", "unobservable offline.no_secrets");
    }

    @Test
    void theKeyLogOfAnotherSessionHasNoLine() {
        Secrets others = Wire.of("TLS_AES_128_GCM_SHA256", true).logged();
        for (String suite : List.of("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")) {
            Reading reading = Reading.of(Wire.of(suite, true), others);
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
        Reading reading = Reading.of(
                Wire.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false), Secrets.of(ServerKey.parse(pem, "other.key")));
        assertThat(reading.opening()).isEqualTo(new Opening(false, "offline.wrong_key", List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, CLIENT_RANDOM, tag",
        "TLS_RSA_WITH_AES_128_CBC_SHA256, CLIENT_RANDOM, ''",
        "TLS_AES_128_GCM_SHA256, SERVER_HANDSHAKE_TRAFFIC_SECRET, tag",
    })
    void aWrongSecretUnderTheRightNonceDoesNotFit(String suite, String label, String check) {
        Wire wire = Wire.of(suite, true);
        KeyLog log = new KeyLog();
        wire.keyLog()
                .lines()
                .filter(line -> !line.startsWith("RSA "))
                .map(line -> line.startsWith(label) ? line.substring(0, line.length() - 2) + "00" : line)
                .forEach(line -> log.add(line, "keys.log"));
        Reading reading = Reading.of(wire, new Secrets(log, List.of()));
        assertThat(reading.opening().opened()).isFalse();
        assertThat(reading.opening().reason()).isEqualTo("offline.wrong_secret");
        if (!check.isEmpty()) {
            assertThat(reading.opening().arguments()).containsExactly(check);
        }
    }

    @Test
    void anUpdateOfKeysIsFollowed() throws TlsFailure {
        Wire wire = new Wire(
                client -> client.speaking(TlsVersion.TLS13).offering(Suites.named("TLS_AES_128_GCM_SHA256")),
                server -> server);
        wire.pair.run().exchange("before", "before too");
        wire.pair.client.updateKeys(true);
        wire.pair.exchange("after", "after too").closedByClient();
        Reading reading = Reading.of(wire, wire.logged());
        assertThat(reading.told(ApplicationData.class)).hasSize(4);
        assertThat(reading.tls.session().failed()).isZero();
        assertThat(reading.told(DerivedSecret.class))
                .extracting(DerivedSecret::name)
                .contains("client_application_traffic_secret_1", "server_application_traffic_secret_1");
    }

    @Test
    void aHelloRetryRequestIsFollowed() {
        Wire wire = Wire.conversing(
                client -> client.speaking(TlsVersion.TLS13)
                        .offering(Suites.named("TLS_AES_128_GCM_SHA256"))
                        .sharing(List.of()),
                server -> server);
        Reading reading = Reading.of(wire, wire.logged());
        assertThat(reading.told(HandshakeMessage.class))
                .extracting(HandshakeMessage::name)
                .contains("HelloRetryRequest");
        assertThat(reading.told(FinishedChecked.class)).hasSize(2).allMatch(FinishedChecked::verified);
        assertThat(reading.told(ApplicationData.class)).hasSize(2);
    }

    @Test
    void aHandshakeThatFailsInTheClearEndsAsItDid() {
        Wire wire = new Wire(
                client -> client.speaking(TlsVersion.TLS12).offering(Suites.named("TLS_RSA_WITH_AES_128_CBC_SHA256")),
                server -> server.accepting(Suites.named("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")));
        wire.pair.run();
        Reading reading = Reading.of(wire, Secrets.none());
        assertThat(reading.told(ConnectionEnded.class))
                .containsExactly(new ConnectionEnded("alert", "handshake_failure"));
        assertThat(reading.opening().reason()).isEqualTo("offline.nothing_sealed");
    }

    @Test
    void aSessionThatBeganBeforeTheCaptureIsTold() {
        Wire wire = Wire.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false);
        Reading reading = new Reading(wire.logged());
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
        Wire wire = Wire.of("TLS_RSA_WITH_AES_128_CBC_SHA256", false);
        Reading reading = new Reading(wire.logged());
        reading.octets(true, wire.up.toByteArray());
        reading.tls.end(true);
        assertThat(reading.tls.blindness()).contains(new Opening(false, "offline.one_way.server", List.of()));
    }

    @Test
    void aGapStopsTheStreamItIsIn() {
        Wire wire = Wire.of("TLS_AES_128_GCM_SHA256", true);
        Reading reading = new Reading(wire.logged());
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
        Reading reading = new Reading(Secrets.none());
        reading.octets(true, "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        reading.tls.end(true);
        assertThat(reading.tls.blindness()).contains(new Opening(false, "offline.foreign.client", List.of("0")));
        assertThat(Optional.of(reading.seen)).contains(List.of());
    }
}
