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
        List<Named> nonces = new ArrayList<>();
        witness.putNonces(nonces, false);
        master(value, "master secret", () -> nonces);
    }

    /// RFC 7627 §4: the hash of the messages up to ClientKeyExchange takes the place of the nonces.
    private void extendedMasterSecret(Bytes value) {
        Once<Transcript.Part> messages = transcript.through("ClientKeyExchange", witness.hkdf());
        Supplier<Named> sessionHash = witness.hashOf("session_hash", messages, witness.hkdf());
        master(value, "extended master secret", () -> List.of(sessionHash.get()));
    }

    private void master(Bytes value, String label, Supplier<List<Named>> seed) {
        masterSecret = value;
        Named secret = new Named("pre_master_secret", witness.preMasterSecret());
        String hash = witness.suite().prfHash();
        witness.record(
                "master_secret",
                value,
                () -> new Derivation.Prf(hash, secret, label, seed.get(), MASTER_SECRET_LENGTH),
                keyLog(value));
    }

    /// A master secret that came from elsewhere than from an engine.
    ///
    /// @param source where from, in a few words
    void given(Bytes value, String source) {
        masterSecret = value;
        witness.record("master_secret", value, () -> new Derivation.Given(source, List.of()), keyLog(value));
    }

    /// The engine's own block is what its ciphers use; each key is cut out of it and out of the second derivation.
    private void keyBlock(Bytes secret, Bytes value) {
        if (masterSecret.length() == 0) {
            masterSecret = secret;
            Derivation kept = new Derivation.Given("kept from the session that is resumed", List.of());
            witness.record("master_secret", secret, () -> kept, keyLog(secret));
        }
        int length = KeyBlock.lengthFor(witness.suite());
        List<Named> nonces = new ArrayList<>();
        witness.putNonces(nonces, true);
        Derivation block = prf(new Named("master_secret", secret), "key expansion", nonces, length);
        witness.record("key_block", value, block, List.of());
        if (value.length() == length) {
            KeyBlock cut = KeyBlock.of(value, witness.suite());
            Once<Map<String, Bytes>> parts = new Once<>(cut::keys);
            keys = parts;
            witness.recordTogether(() -> {
                Bytes second = block.compute().orElse(Bytes.EMPTY);
                return parts.get().entrySet().stream()
                        .map(key -> DerivedSecret.of(
                                key.getKey(), key.getValue(), cut.slice(key.getKey(), second), List.of()))
                        .toList();
            });
        }
    }

    private void verifyData(Bytes secret, boolean client, String label, Bytes value) {
        Once<Transcript.Part> messages = transcript.beforeFinished(client, witness.hkdf());
        Supplier<Named> hash = witness.hashOf("handshake_hash", messages, witness.hkdf());
        String prf = witness.suite().prfHash();
        witness.record(
                client ? "client_verify_data" : "server_verify_data",
                value,
                () -> new Derivation.Prf(
                        prf, new Named("master_secret", secret), label, List.of(hash.get()), VERIFY_DATA_LENGTH),
                List::of);
    }

    /// RFC 5246 §7.4.9; computed when it is asked for.
    Supplier<SecretWitness.Expected> expected(boolean client, Once<Transcript.Part> messages) {
        String label = client ? "client finished" : "server finished";
        CipherSuite suite = witness.suite();
        Bytes master = masterSecret;
        Supplier<Map<String, Bytes>> block = keys;
        return () -> {
            Bytes octets = messages.get().bytes();
            Bytes macKey = block.get().get(client ? "client_write_MAC_key" : "server_write_MAC_key");
            KeySchedule schedule = new KeySchedule(suite.prfHash());
            Bytes verifyData = schedule.verifyData(master, label, schedule.digest(octets));
            return new SecretWitness.Expected(
                    label,
                    "PRF(master_secret, …)",
                    verifyData,
                    macKey == null
                            ? null
                            : KeySchedule.hmac(suite.hmac(), macKey, octets)
                                    .slice(0, verifyData.length()));
        };
    }

    private Derivation prf(Named secret, String label, List<Named> seed, int length) {
        return new Derivation.Prf(witness.suite().prfHash(), secret, label, seed, length);
    }

    private Supplier<List<String>> keyLog(Bytes master) {
        return witness.line(() -> "CLIENT_RANDOM", master);
    }
}
