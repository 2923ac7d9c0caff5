package org.wirelab.tls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.Derivation.Named;

/// What TLS 1.3 derives: the tree of RFC 8446 §7.1, each of its steps done twice.
///
/// The engine's secrets know their own names, since each is derived from one whose name is known: the leaf `"finished"`
/// of `client_handshake_traffic_secret` is the client's finished key and no other.
final class Tls13Secrets {

    private final SecretWitness witness;
    private final Transcript transcript;
    /// Only for what is told later, one value after the other.
    private final Map<String, Named> hashes = new HashMap<>();

    private @Nullable Kept newest;

    /// Many are kept and few asked for.
    private record Kept(String name, Bytes value, @Nullable Kept before) {}

    Tls13Secrets(SecretWitness witness, Transcript transcript) {
        this.witness = witness;
        this.transcript = transcript;
    }

    /// A secret that came from elsewhere than from an engine.
    ///
    /// @param source where from, in a few words
    void given(String name, Bytes value, String source) {
        record(name, value, (_, _) -> new Derivation.Given(source, List.of()));
    }

    /// The engine extracted a secret (RFC 5869 §2.2).
    ///
    /// @return its name
    String extracted(Hkdf hash, Named salt, Named inputKeyingMaterial, Bytes value) {
        String name = SecretNames.extracted(salt.name());
        return record(name, value, (_, _) -> new Derivation.Extract(hash.hash(), salt, inputKeyingMaterial));
    }

    /// The engine expanded a secret with a label (RFC 8446 §7.1).
    ///
    /// @return the name of what it gave
    String expanded(Hkdf hash, Named secret, String label, Bytes context, int length, Bytes value) {
        String name = SecretNames.expanded(secret.name(), label);
        return record(
                name,
                value,
                (soFar, told) -> new Derivation.ExpandLabel(
                        hash.hash(), secret, label, context(hash, label, context, soFar, told), length));
    }

    /// The engine computed an HMAC: verify_data of a Finished, or a binder.
    void authenticated(Hkdf hash, Named key, Bytes message, Bytes value) {
        switch (key.name()) {
            case "client_finished_key" -> verifyData(hash, key, "client_verify_data", true, value);
            case "server_finished_key" -> verifyData(hash, key, "server_verify_data", false, value);
            // RFC 8446 §4.2.11.2: over the ClientHello up to the binders, which is not out yet when they are made
            case "binder_finished_key" -> {
                Named hello = new Named("truncated_transcript_hash", message);
                record("binder", value, (_, _) -> new HmacDerivation(hash.hash(), key, hello));
            }
            default -> {}
        }
    }

    private void verifyData(Hkdf hash, Named key, String name, boolean client, Bytes value) {
        record(name, value, (soFar, told) -> {
            Named messages = told(soFar.beforeFinished(client, hash), hash, told);
            return new HmacDerivation(hash.hash(), key, messages);
        });
    }

    /// RFC 8446 §7.1: which messages each label is bound to. They are hashed again here.
    private Named context(Hkdf hash, String label, Bytes used, Messages soFar, List<DerivedSecret> told) {
        return switch (label) {
            case "derived", "ext binder", "res binder" -> new Named("Hash(\"\")", hash.digest(Bytes.EMPTY));
            case "c e traffic", "e exp master" ->
                once("ClientHello", () -> told(soFar.through("ClientHello", hash), hash, told));
            case "c hs traffic", "s hs traffic" ->
                once("ServerHello", () -> told(soFar.through("ServerHello", hash), hash, told));
            case "c ap traffic", "s ap traffic", "exp master" ->
                once("server Finished", () -> told(soFar.throughFinished(false, hash), hash, told));
            case "res master" -> once("client Finished", () -> told(soFar.throughFinished(true, hash), hash, told));
            default -> new Named("context", used);
        };
    }

    /// Told once for each part of the transcript: several secrets share it.
    private Named once(String through, Supplier<Named> hash) {
        Named known = hashes.get(through);
        if (known == null) {
            known = hash.get();
            hashes.put(through, known);
        }
        return known;
    }

    private static Named told(Messages.Part part, Hkdf hash, List<DerivedSecret> told) {
        DerivedSecret messages = SecretWitness.hashOf("transcript_hash", part, hash);
        told.add(messages);
        return messages.named();
    }

    /// NSS key log format: the labels of TLS 1.3; empty for a secret that has no line there.
    private static String keyLogLabel(String name) {
        return switch (name) {
            case "client_early_traffic_secret" -> "CLIENT_EARLY_TRAFFIC_SECRET";
            case "client_handshake_traffic_secret" -> "CLIENT_HANDSHAKE_TRAFFIC_SECRET";
            case "server_handshake_traffic_secret" -> "SERVER_HANDSHAKE_TRAFFIC_SECRET";
            case "client_application_traffic_secret_0" -> "CLIENT_TRAFFIC_SECRET_0";
            case "server_application_traffic_secret_0" -> "SERVER_TRAFFIC_SECRET_0";
            case "exporter_master_secret" -> "EXPORTER_SECRET";
            default -> "";
        };
    }

    /// RFC 8446 §4.4.4, from the traffic secret on; computed when it is asked for.
    Supplier<SecretWitness.Expected> expected(boolean client, Messages soFar) {
        Hkdf hash = witness.hkdf();
        Bytes secret = value(client ? "client_handshake_traffic_secret" : "server_handshake_traffic_secret");
        return () -> {
            Bytes verifyData = secret.length() == 0
                    ? Bytes.EMPTY
                    : hash.verifyData(
                            hash.expandLabel(secret, "finished", Bytes.EMPTY, hash.length()),
                            hash.digest(soFar.beforeFinished(client, hash).bytes()));
            return new SecretWitness.Expected("finished", "HMAC(finished_key, …)", verifyData, null);
        };
    }

    /// The value under this name, as the engine has it; empty before it is derived.
    Bytes value(String name) {
        for (Kept secret = newest; secret != null; secret = secret.before()) {
            if (secret.name().equals(name)) {
                return secret.value();
            }
        }
        return Bytes.EMPTY;
    }

    /// How a value comes about, as it is told later.
    @FunctionalInterface
    private interface Step {
        /// @param soFar the messages that had passed when the engine took the step
        /// @param told takes what is told before it
        Derivation told(Messages soFar, List<DerivedSecret> told);
    }

    private String record(String name, Bytes value, Step step) {
        newest = new Kept(name, value, newest);
        Messages soFar = transcript.soFar();
        witness.recordTogether(() -> {
            List<DerivedSecret> told = new ArrayList<>();
            Derivation derivation = step.told(soFar, told);
            String label = keyLogLabel(name);
            List<String> keyLog = label.isEmpty() ? List.of() : SecretWitness.line(label, soFar, value);
            told.add(DerivedSecret.of(name, value, derivation, keyLog));
            return told;
        });
        return name;
    }
}
