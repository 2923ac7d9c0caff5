package org.wirelab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The second derivation, held against vectors from elsewhere and against a single flipped bit.
class KeyScheduleTest {

    /// The vector that the IETF TLS working group passed round for P_SHA256 (mailing list, 2008).
    @Test
    void theSha256PrfGivesTheWorkingGroupsVector() {
        Bytes output = new KeySchedule("SHA-256")
                .prf(
                        Bytes.parse("9bbe436ba940f017b17652849a71db35"),
                        "test label",
                        Bytes.parse("a0ba9f936cda311827a6f796ffd5198c"),
                        100);
        assertThat(output)
                .hasToString(
                        "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14ba"
                                + "f9af0fa022f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a51"
                                + "10fff70187347b66");
    }

    /// The same for P_SHA384.
    @Test
    void theSha384PrfGivesTheWorkingGroupsVector() {
        Bytes output = new KeySchedule("SHA-384")
                .prf(
                        Bytes.parse("b80b733d6ceefcdc71566ea48e5567df"),
                        "test label",
                        Bytes.parse("cd665cf6a8447dd6ff8b27555edb7465"),
                        148);
        assertThat(output)
                .hasToString(
                        "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cde9ca0faa60be9fe34f82b1233c91"
                                + "46a0e534cb400fed2700884f9dc236f80edd8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad0"
                                + "5d9184259b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236a3e52655c9e9aee691c8f3a26854308d5eaa"
                                + "3be85e0990703d73e56f");
    }

    @Test
    void oneFlippedBitAnywhereInTheInputsIsFoundOut() {
        Bytes secret = Bytes.of(new byte[48]);
        Bytes client = Bytes.of(new byte[32]);
        Bytes server = Bytes.of(new byte[32]);
        KeySchedule schedule = new KeySchedule("SHA-256");
        Bytes value = schedule.masterSecret(secret, client, server);
        assertThat(schedule.masterSecret(secret, client, server)).isEqualTo(value);
        assertThat(schedule.masterSecret(flipped(secret), client, server)).isNotEqualTo(value);
        assertThat(schedule.masterSecret(secret, flipped(client), server)).isNotEqualTo(value);
        assertThat(schedule.masterSecret(secret, client, flipped(server))).isNotEqualTo(value);
    }

    /// The engine's value is wrong by one bit: every secret that tells of it says `recomputed: false`.
    @Test
    void aValueOfTheEngineThatIsWrongByOneBitIsNotConfirmed() {
        for (String label : List.of("master secret", "key expansion", "client finished", "server finished")) {
            assertThat(recomputed(label, value -> value)).as(label).isTrue();
            assertThat(recomputed(label, KeyScheduleTest::flipped))
                    .as(label + " with a flipped bit")
                    .isFalse();
        }
    }

    private static boolean recomputed(String label, UnaryOperator<Bytes> engine) {
        List<DerivedSecret> told = new ArrayList<>();
        Transcript transcript = new Transcript();
        transcript.add(true, hello(1));
        transcript.add(false, hello(2));
        SecretWitness witness =
                new SecretWitness(o -> told.add((DerivedSecret) o), transcript, new Parties("client", "server", true));
        CipherSuite suite = CipherSuite.named("TLS_RSA_WITH_AES_128_CBC_SHA256").orElseThrow();
        witness.suiteChosen(suite);
        KeySchedule schedule = new KeySchedule("SHA-256");
        Bytes pms = Bytes.of(new byte[48]);
        witness.keyTransported(pms, Bytes.of(new byte[256]));
        Bytes client = transcript.clientRandom();
        Bytes server = transcript.serverRandom();
        Bytes master = schedule.masterSecret(pms, client, server);
        Bytes hash = schedule.digest(transcript.all(new Hkdf("SHA-256")).bytes());
        Map<String, Bytes> right = Map.of(
                "master secret", master,
                "key expansion", schedule.keyBlock(master, client, server, KeyBlock.lengthFor(suite)),
                "client finished", schedule.verifyData(master, "client finished", hash),
                "server finished", schedule.verifyData(master, "server finished", hash));
        Map<String, String> names = Map.of(
                "master secret", "master_secret",
                "key expansion", "key_block",
                "client finished", "client_verify_data",
                "server finished", "server_verify_data");
        witness.tls12().derived(pms, "master secret", master);
        told.clear();
        witness.tls12().derived(label.equals("master secret") ? pms : master, label, engine.apply(right.get(label)));
        return told.stream()
                .filter(secret -> secret.is(names.get(label)))
                .findFirst()
                .orElseThrow()
                .holds();
    }

    private static Bytes hello(int type) {
        byte[] message = new byte[40];
        message[0] = (byte) type;
        message[10] = (byte) type;
        return Bytes.of(message);
    }

    private static Bytes flipped(Bytes bytes) {
        byte[] changed = bytes.toArray();
        changed[changed.length / 2] ^= 1;
        return Bytes.of(changed);
    }
}
