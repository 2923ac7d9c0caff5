package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.testing.Tools;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.trace.Side;

/// Every shell command that a value of a handshake carries, run by a real shell with the real openssl: it prints that
/// value.
class ShellCommandsTest {

    private static final UnaryOperator<ServerSettings> AS_IT_IS = UnaryOperator.identity();

    /// What nobody can compute from what is shown: drawn at random, sent by the other side, kept from before;
    /// and what openssl 3.0 has no function for.
    private static final Set<String> WITHOUT_COMMAND = Set.of(
            "pre_master_secret = client_version + 46 random bytes",
            "encrypted_pre_master_secret = RSAES-PKCS1-v1_5(public key of the certificate, pre_master_secret)",
            "encrypted_pre_master_secret = ClientKeyExchange.encrypted_pre_master_secret",
            "client_private_value = random",
            "server_private_value = random",
            "master_secret = kept from the session that is resumed",
            "kem_shared_secret = MLKEM768");

    @TempDir
    Path folder;

    static Stream<Arguments> modes() {
        return Stream.of(
                tls12("TLS_RSA_WITH_AES_128_CBC_SHA", false),
                tls12("TLS_RSA_WITH_AES_256_CBC_SHA256", true),
                tls12("TLS_RSA_WITH_AES_256_GCM_SHA384", true),
                tls12("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", true),
                tls12("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", false),
                tls12("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", true),
                tls12OnCurve("x25519"),
                tls12OnCurve("x448"),
                tls12OnCurve("secp256r1"),
                tls12OnCurve("secp384r1"),
                mode("session id", ShellCommandsTest::resumedById),
                mode(
                        "client certificate, TLS 1.2",
                        () -> HandshakePair.of(
                                client -> client.withIdentity(Optional.of(TestPki.LAB.client())),
                                server -> askingForOne(server))),
                tls13("TLS_AES_128_GCM_SHA256"),
                tls13("TLS_AES_256_GCM_SHA384"),
                tls13("TLS_CHACHA20_POLY1305_SHA256"),
                tls13By("secp256r1"),
                tls13By("secp384r1"),
                tls13By("x448"),
                tls13By("ffdhe2048"),
                tls13By("X25519MLKEM768"),
                mode(
                        "HelloRetryRequest",
                        () -> tls13(
                                client -> client.agreeingBy(List.of("x25519", "secp256r1"))
                                        .sharing(List.of("x25519")),
                                server -> server.agreeingBy(List.of("secp256r1")))),
                mode("external key", ShellCommandsTest::withExternalKey),
                mode("ticket", ShellCommandsTest::resumedByTicket),
                mode(
                        "client certificate, TLS 1.3",
                        () -> tls13(
                                client -> client.withIdentity(Optional.of(TestPki.LAB.client())),
                                server -> askingForOne(server))));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void everyCommandOfTheModePrintsItsValue(Supplier<HandshakePair> mode) throws Exception {
        HandshakePair pair = mode.get().run().exchange("ping", "pong");
        assertThat(pair.clientFailure).isNull();
        assertThat(pair.serverFailure).isNull();
        assertEveryCommandPrintsItsValue("sh", valuesOf(pair));
    }

    @Test
    void theKeysAfterAnUpdateAreAmongThem() throws Exception {
        HandshakePair pair = tls13(UnaryOperator.identity(), AS_IT_IS).run().exchange("ping", "pong");
        pair.client.updateKeys(true);
        pair.exchange("ping again", "pong again");
        List<DerivedSecret> values = valuesOf(pair);
        assertThat(values).extracting(DerivedSecret::name).contains("client_application_traffic_secret_1");
        assertEveryCommandPrintsItsValue("sh", values);
    }

    /// dash is what Debian calls sh; people type into bash.
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void theCommandsAreTheSameInEveryShell(String shell) throws Exception {
        HandshakePair transported = HandshakePair.documented().run();
        HandshakePair agreed = tls13(UnaryOperator.identity(), AS_IT_IS).run();
        assertEveryCommandPrintsItsValue(shell, valuesOf(transported));
        assertEveryCommandPrintsItsValue(shell, valuesOf(agreed));
    }

    @Test
    void theCommandsGiveTheKnownAnswersOfRfc8448() throws Exception {
        for (KnownAnswers.Handshake handshake : KnownAnswers.rfc8448()) {
            assertEveryCommandPrintsItsValue(
                    "sh", new Rfc8448Walk().through(handshake).told());
        }
    }

    /// RFC 5246 §8.1.2 leaves zeros in front of the secret away, RFC 8446 §7.4.1 keeps them; the difference
    /// shows once in 256 handshakes.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void zerosInFrontOfASecretOfAFiniteFieldAreTreatedAsTheVersionSays(boolean padded) throws Exception {
        BigInteger prime = BigInteger.TWO.pow(521).subtract(BigInteger.ONE);
        int octets = 66;
        BigInteger peers = BigInteger.valueOf(7);
        int exponent = IntStream.range(400, 4000)
                .filter(x -> peers.modPow(BigInteger.valueOf(x), prime).bitLength() < 8 * (octets - 2))
                .findFirst()
                .orElseThrow();
        FieldAgreement agreement = new FieldAgreement(
                "a group of its own",
                prime,
                BigInteger.valueOf(7),
                padded,
                new Derivation.Named("own", Bytes.of(BigInteger.valueOf(exponent), 2)),
                new Derivation.Named("peers", Bytes.of(peers, octets)));
        Bytes secret = agreement.compute().orElseThrow();
        assertThat(secret.length() == octets).isEqualTo(padded);
        assertThat(secret.at(0) == 0).isEqualTo(padded);
        assertEveryCommandPrintsItsValue(
                "sh", List.of(DerivedSecret.of("shared_secret", secret, agreement, List.of())));
    }

    private static List<DerivedSecret> valuesOf(HandshakePair pair) {
        Set<DerivedSecret> values = new LinkedHashSet<>(pair.told(Side.CLIENT, DerivedSecret.class));
        values.addAll(pair.told(Side.SERVER, DerivedSecret.class));
        return List.copyOf(values);
    }

    private void assertEveryCommandPrintsItsValue(String shell, List<DerivedSecret> values) throws Exception {
        Path program = Tools.require(shell);
        Tools.require("openssl");
        assertThat(values)
                .filteredOn(value -> value.command() == null)
                .allSatisfy(value -> assertThat(value.recomputed()).isNull())
                .extracting(value -> value.name() + " = " + value.formula().replaceFirst(", (for|encaps|decaps).*", ""))
                .allMatch(WITHOUT_COMMAND::contains);
        List<DerivedSecret> computed =
                values.stream().filter(value -> value.command() != null).toList();
        List<String> printed =
                run(program, computed.stream().map(DerivedSecret::command).toList());
        assertThat(printed).hasSameSizeAs(computed);
        for (int i = 0; i < printed.size(); i++) {
            DerivedSecret value = computed.get(i);
            assertThat(printed.get(i))
                    .as("%s = %s by: %s", value.name(), value.formula(), value.command())
                    .isEqualTo(value.value().toString());
        }
        assertThat(computed).isNotEmpty();
    }

    /// All of them in one shell: what each prints, a line each.
    private List<String> run(Path shell, List<String> commands) throws IOException, InterruptedException {
        Path script = folder.resolve("commands");
        Files.write(
                script,
                commands.stream().map(command -> "echo \"$(" + command + ")\"").toList());
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(shell.toString(), script.toString())
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor()).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(script, output);
        }
        return Files.readAllLines(output);
    }

    private static Arguments mode(String name, Supplier<HandshakePair> mode) {
        return Arguments.of(Named.of(name, mode));
    }

    private static Arguments tls12(String suite, boolean extendedMasterSecret) {
        return mode(
                suite,
                () -> HandshakePair.of(
                        client -> client.offering(Suites.named(suite)).withExtensions(extendedMasterSecret, true),
                        server -> server.proving(TestPki.LAB.both())));
    }

    private static Arguments tls12OnCurve(String group) {
        return mode(
                "TLS 1.2 by " + group,
                () -> HandshakePair.of(
                        client -> client.offering(Suites.named("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"))
                                .agreeingBy(List.of(group)),
                        AS_IT_IS));
    }

    private static Arguments tls13(String suite) {
        return mode(
                suite,
                () -> HandshakePair.of(
                        client -> client.speaking(TlsVersion.TLS13).offering(Suites.named(suite)), AS_IT_IS));
    }

    private static Arguments tls13By(String group) {
        return mode("TLS 1.3 by " + group, () -> tls13(client -> client.agreeingBy(List.of(group)), AS_IT_IS));
    }

    private static HandshakePair tls13(UnaryOperator<ClientSettings> client, UnaryOperator<ServerSettings> server) {
        return HandshakePair.of(
                settings -> client.apply(
                        settings.speaking(TlsVersion.TLS13).offering(Suites.named("TLS_AES_128_GCM_SHA256"))),
                server);
    }

    private static ServerSettings askingForOne(ServerSettings server) {
        return server.asking(new ClientAuthentication(
                ClientAuthentication.Demand.REQUIRE, PkixTrust.ofClients(TestPki.LAB.anchors(), Clock.systemUTC())));
    }

    private static HandshakePair withExternalKey() {
        PreSharedKey key = PreSharedKey.external(Bytes.parse("6c6162"), Bytes.of(new byte[32]));
        return tls13(
                client -> client.withPreSharedKeys(List.of(key)), server -> server.withPreSharedKeys(List.of(key)));
    }

    private static HandshakePair resumedByTicket() {
        SessionStore store = new SessionStore(Clock.systemUTC());
        EarlierSession earlier = tls13(UnaryOperator.identity(), server -> server.keeping(store))
                .run()
                .exchange("ping", "pong")
                .client
                .session()
                .orElseThrow();
        return tls13(client -> client.resuming(Optional.of(earlier)), server -> server.keeping(store));
    }

    private static HandshakePair resumedById() {
        SessionStore store = new SessionStore(Clock.systemUTC());
        UnaryOperator<ClientSettings> modern = client -> client.withExtensions(true, true);
        EarlierSession earlier = HandshakePair.of(modern, server -> server.keeping(store))
                .run()
                .client
                .session()
                .orElseThrow();
        return HandshakePair.of(
                client -> modern.apply(client).resuming(Optional.of(earlier)), server -> server.keeping(store));
    }
}
