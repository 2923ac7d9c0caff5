package org.wirelab.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.wirelab.tls.Derivation.Named;

/// What TLS 1.2 derives, from the pre-master secret to verify_data (RFC 5246 §8.1, §6.3, §7.4.9), each done twice.
final class Tls12Secrets {

    private static final int MASTER_SECRET_LENGTH = 48;
    private static final int VERIFY_DATA_LENGTH = 12;

    private final SecretWitness witness;
    private final Transcript transcript;
    private Bytes masterSecret = Bytes.EMPTY;
    private Supplier<Map<String, Bytes>> keys = Map::of;

    Tls12Secrets(SecretWitness witness, Transcript transcript) {
        this.witness = witness;
        this.transcript = transcript;
    }

    /// What the engine's PRF gave under this label.
    ///
    /// @param secret what it was derived from
    void derived(Bytes secret, String label, Bytes value) {
        switch (label) {
            case "master secret" -> masterSecret(value);
            case "extended master secret" -> extendedMasterSecret(value);
            case "key expansion" -> keyBlock(secret, value);
            case "client finished" -> verifyData(secret, true, label, value);
            case "server finished" -> verifyData(secret, false, label, value);
            default -> {}
        }
    }

    private void masterSecret(Bytes value) {
        Messages soFar = transcript.soFar();
        Named secret = preMasterSecret();
        String hash = witness.hkdf().hash();
        masterSecret = value;
        witness.recordTogether(() -> {
            List<Named> nonces = nonces(soFar, false);
            Derivation prf = new Derivation.Prf(hash, secret, "master secret", nonces, MASTER_SECRET_LENGTH);
            return List.of(DerivedSecret.of("master_secret", value, prf, keyLog(soFar, value)));
        });
    }

    /// RFC 7627 §4: the hash of the messages up to ClientKeyExchange takes the place of the nonces.
    private void extendedMasterSecret(Bytes value) {
        Messages soFar = transcript.soFar();
        Named secret = preMasterSecret();
        Hkdf hash = witness.hkdf();
        masterSecret = value;
        witness.recordTogether(() -> {
            DerivedSecret session =
                    SecretWitness.hashOf("session_hash", soFar.through("ClientKeyExchange", hash), hash);
            Derivation prf = new Derivation.Prf(
                    hash.hash(), secret, "extended master secret", List.of(session.named()), MASTER_SECRET_LENGTH);
            return List.of(session, DerivedSecret.of("master_secret", value, prf, keyLog(soFar, value)));
        });
    }

    private Named preMasterSecret() {
        return new Named("pre_master_secret", witness.preMasterSecret());
    }

    /// A master secret that came from elsewhere than from an engine.
    ///
    /// @param source where from, in a few words
    void given(Bytes value, String source) {
        given(value, new Derivation.Given(source, List.of()));
    }

    private void given(Bytes value, Derivation origin) {
        Messages soFar = transcript.soFar();
        masterSecret = value;
        witness.recordTogether(() -> List.of(DerivedSecret.of("master_secret", value, origin, keyLog(soFar, value))));
    }

    /// The engine's own block is what its ciphers use; each key is cut out of it and out of the second derivation.
    private void keyBlock(Bytes secret, Bytes value) {
        if (masterSecret.length() == 0) {
            given(secret, new Derivation.Given("kept from the session that is resumed", List.of()));
        }
        Messages soFar = transcript.soFar();
        CipherSuite suite = witness.suite();
        Once<Map<String, Bytes>> parts = new Once<>(() -> value.length() == KeyBlock.lengthFor(suite)
                ? KeyBlock.of(value, suite).keys()
                : Map.of());
        keys = parts;
        witness.recordTogether(() -> {
            Derivation block = new Derivation.Prf(
                    suite.prfHash(),
                    new Named("master_secret", secret),
                    "key expansion",
                    nonces(soFar, true),
                    KeyBlock.lengthFor(suite));
            List<DerivedSecret> told = new ArrayList<>();
            told.add(DerivedSecret.of("key_block", value, block, List.of()));
            Bytes second = block.compute().orElse(Bytes.EMPTY);
            parts.get()
                    .forEach((name, key) -> told.add(DerivedSecret.of(
                            name, key, KeyBlock.of(value, suite).slice(name, second), List.of())));
            return told;
        });
    }

    private void verifyData(Bytes secret, boolean client, String label, Bytes value) {
        Messages soFar = transcript.soFar();
        Hkdf hash = witness.hkdf();
        witness.recordTogether(() -> {
            DerivedSecret messages = SecretWitness.hashOf("handshake_hash", soFar.beforeFinished(client, hash), hash);
            Derivation prf = new Derivation.Prf(
                    hash.hash(),
                    new Named("master_secret", secret),
                    label,
                    List.of(messages.named()),
                    VERIFY_DATA_LENGTH);
            String name = client ? "client_verify_data" : "server_verify_data";
            return List.of(messages, DerivedSecret.of(name, value, prf, List.of()));
        });
    }

    /// RFC 5246 §7.4.9; computed when it is asked for.
    Supplier<SecretWitness.Expected> expected(boolean client, Messages soFar) {
        String label = client ? "client finished" : "server finished";
        CipherSuite suite = witness.suite();
        Bytes master = masterSecret;
        Supplier<Map<String, Bytes>> block = keys;
        return () -> {
            Bytes octets =
                    soFar.beforeFinished(client, new Hkdf(suite.prfHash())).bytes();
            Bytes macKey = block.get().get(client ? "client_write_MAC_key" : "server_write_MAC_key");
            KeySchedule schedule = new KeySchedule(suite.prfHash());
            Bytes verifyData = schedule.verifyData(master, label, schedule.digest(octets));
            return new SecretWitness.Expected(
                    label,
                    "PRF(master_secret, …)",
                    verifyData,
                    macKey == null
                            ? null
                            : KeySchedule.hmac(suite.hmac(), macKey, octets).slice(0, verifyData.length()));
        };
    }

    private static List<Named> nonces(Messages soFar, boolean serverFirst) {
        Named client = new Named("client_random", soFar.clientRandom());
        Named server = new Named("server_random", soFar.serverRandom());
        return serverFirst ? List.of(server, client) : List.of(client, server);
    }

    private static List<String> keyLog(Messages soFar, Bytes master) {
        return SecretWitness.line("CLIENT_RANDOM", soFar, master);
    }
}
