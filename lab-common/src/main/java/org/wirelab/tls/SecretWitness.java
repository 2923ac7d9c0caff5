package org.wirelab.tls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.StreamRange;

/// Tells of every secret that one side's engine comes to hold, and derives each a second time.
///
/// The second derivation takes its nonces and hashes from this side's own [Transcript], never from the engine, so
/// that it fails when either of the two is wrong.
final class SecretWitness {

    private final Recorder recorder;
    private final Transcript transcript;
    private CipherSuite suite = CipherSuite.of(0);
    private Bytes preMasterSecret = Bytes.EMPTY;
    private Bytes masterSecret = Bytes.EMPTY;
    private Map<String, Bytes> keys = Map.of();

    SecretWitness(Recorder recorder, Transcript transcript) {
        this.recorder = recorder;
        this.transcript = transcript;
    }

    void suiteChosen(CipherSuite chosen) {
        suite = chosen;
    }

    /// Both nonces as the engine uses them; they are read again from the hello messages.
    void nonces(Bytes clientRandom, Bytes serverRandom) {
        nonce("client_random", "ClientHello", clientRandom, transcript.clientRandom());
        nonce("server_random", "ServerHello", serverRandom, transcript.serverRandom());
    }

    private void nonce(String name, String message, Bytes used, Bytes onTheWire) {
        record(
                name,
                used,
                message + ".random",
                Map.of(message, onTheWire.toString()),
                used.equals(onTheWire),
                List.of());
    }

    /// The client's side of RSA key transport (RFC 5246 §7.4.7.1).
    void keyTransported(Bytes secret, Bytes encrypted) {
        preMasterSecret = secret;
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("client_version", transcript.clientVersion().toString());
        inputs.put("random", secret.slice(2, secret.length()).toString());
        record(
                "pre_master_secret",
                secret,
                "client_version + 46 random bytes",
                inputs,
                null,
                rsaLine(secret, encrypted));
        record(
                "encrypted_pre_master_secret",
                encrypted,
                "RSAES-PKCS1-v1_5(public key of the certificate, pre_master_secret)",
                Map.of("pre_master_secret", secret.toString()),
                null,
                List.of());
    }

    /// The server's side of it.
    void keyReceived(Bytes secret, Bytes encrypted) {
        preMasterSecret = secret;
        record(
                "encrypted_pre_master_secret",
                encrypted,
                "ClientKeyExchange.encrypted_pre_master_secret",
                Map.of(),
                null,
                List.of());
        record(
                "pre_master_secret",
                secret,
                "RSA decryption of encrypted_pre_master_secret with the server's private key",
                Map.of("encrypted_pre_master_secret", encrypted.toString()),
                null,
                rsaLine(secret, encrypted));
    }

    /// RFC 8422 §5.10: with an ephemeral exchange the shared value itself is the pre-master secret.
    void keyAgreed(Bytes secret) {
        preMasterSecret = secret;
        record("pre_master_secret", secret, "ECDH(own private value, peer's public value)", Map.of(), null, List.of());
    }

    /// What the engine's PRF gave under this label.
    void derived(String label, Bytes value) {
        KeySchedule schedule = new KeySchedule(suite.prfHash());
        switch (label) {
            case "master secret" -> masterSecret(value, schedule);
            case "extended master secret" -> extendedMasterSecret(value, schedule);
            case "key expansion" -> keyBlock(value, schedule);
            case "client finished" -> verifyData("client_verify_data", label, value, schedule);
            case "server finished" -> verifyData("server_verify_data", label, value, schedule);
            default -> {}
        }
    }

    private void masterSecret(Bytes value, KeySchedule schedule) {
        Bytes again = schedule.masterSecret(preMasterSecret, transcript.clientRandom(), transcript.serverRandom());
        Map<String, String> inputs = inputs("pre_master_secret", preMasterSecret);
        putNonces(inputs);
        master(value, "PRF(pre_master_secret, \"master secret\", client_random + server_random)[0..47]", inputs, again);
    }

    private void extendedMasterSecret(Bytes value, KeySchedule schedule) {
        Bytes sessionHash = schedule.digest(transcript.bytes());
        Map<String, String> inputs = inputs("pre_master_secret", preMasterSecret);
        inputs.put("session_hash", sessionHash.toString());
        Bytes again = schedule.extendedMasterSecret(preMasterSecret, sessionHash);
        master(value, "PRF(pre_master_secret, \"extended master secret\", session_hash)[0..47]", inputs, again);
    }

    private void master(Bytes value, String formula, Map<String, String> inputs, Bytes again) {
        masterSecret = value;
        String line = "CLIENT_RANDOM " + transcript.clientRandom() + " " + value;
        record("master_secret", value, formula, inputs, value.equals(again), List.of(line));
    }

    /// The engine's own block is what its ciphers use; each key is cut out of it and out of the second derivation.
    private void keyBlock(Bytes value, KeySchedule schedule) {
        int length = KeyBlock.lengthFor(suite);
        Bytes again = schedule.keyBlock(masterSecret, transcript.clientRandom(), transcript.serverRandom(), length);
        Map<String, String> inputs = inputs("master_secret", masterSecret);
        putNonces(inputs);
        String formula = "PRF(master_secret, \"key expansion\", server_random + client_random)";
        record("key_block", value, formula + "[0.." + (length - 1) + "]", inputs, value.equals(again), List.of());
        if (value.length() != length) {
            return;
        }
        KeyBlock block = KeyBlock.of(value, suite);
        Map<String, Bytes> second = KeyBlock.of(again, suite).keys();
        keys = block.keys();
        Map<String, String> cut = inputs("key_block", value);
        keys.forEach(
                (name, key) -> record(name, key, block.placeOf(name), cut, key.equals(second.get(name)), List.of()));
    }

    private void verifyData(String name, String label, Bytes value, KeySchedule schedule) {
        Bytes hash = schedule.digest(transcript.bytes());
        Map<String, String> inputs = inputs("master_secret", masterSecret);
        inputs.put("handshake_hash", hash.toString());
        String formula = "PRF(master_secret, \"" + label + "\", " + suite.prfHash() + "(handshake_messages))[0..11]";
        record(name, value, formula, inputs, value.equals(schedule.verifyData(masterSecret, label, hash)), List.of());
    }

    /// Holds a Finished message against the messages before it.
    ///
    /// @param messages the transcript as it was before this message
    /// @param recordSequence the number of the protected record that carried it, or -1
    /// @param stream where that record lies
    void finished(
            Direction direction,
            Parties parties,
            Bytes verifyData,
            Bytes messages,
            long recordSequence,
            @Nullable StreamRange stream) {
        String sender = parties.role(direction);
        KeySchedule schedule = new KeySchedule(suite.prfHash());
        String label = sender + " finished";
        Bytes hash = schedule.digest(messages);
        Bytes expected = schedule.verifyData(masterSecret, label, hash);
        Bytes macKey = keys.get(sender + "_write_MAC_key");
        Bytes ofTheNotes = macKey == null
                ? null
                : KeySchedule.hmac(suite.hmac(), macKey, messages).slice(0, expected.length());
        recorder.record(new FinishedChecked(
                direction,
                parties.from(direction),
                sender,
                label,
                hash,
                verifyData,
                expected,
                expected.equals(verifyData),
                ofTheNotes,
                verifyData.equals(ofTheNotes),
                recordSequence,
                stream));
    }

    private void putNonces(Map<String, String> inputs) {
        inputs.put("client_random", transcript.clientRandom().toString());
        inputs.put("server_random", transcript.serverRandom().toString());
    }

    private static Map<String, String> inputs(String name, Bytes value) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put(name, value.toString());
        return inputs;
    }

    /// NSS key log format: `RSA <first 8 bytes of the encrypted pre-master secret> <pre-master secret>`.
    private static List<String> rsaLine(Bytes secret, Bytes encrypted) {
        return List.of("RSA " + encrypted.slice(0, Math.min(8, encrypted.length())) + " " + secret);
    }

    private void record(
            String name,
            Bytes value,
            String formula,
            Map<String, String> inputs,
            @Nullable Boolean recomputed,
            List<String> keyLog) {
        recorder.record(new DerivedSecret(name, value, formula, inputs, recomputed, keyLog));
    }
}
