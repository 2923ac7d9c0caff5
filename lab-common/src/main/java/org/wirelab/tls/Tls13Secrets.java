package org.wirelab.tls;

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
    private final Map<String, Supplier<Named>> hashes = new HashMap<>();
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
        record(name, value, () -> new Derivation.Given(source, List.of()));
    }

    /// The engine extracted a secret (RFC 5869 §2.2).
    ///
    /// @return its name
    String extracted(Hkdf hash, Named salt, Named inputKeyingMaterial, Bytes value) {
        String name = SecretNames.extracted(salt.name());
        return record(name, value, () -> new Derivation.Extract(hash.hash(), salt, inputKeyingMaterial));
    }

    /// The engine expanded a secret with a label (RFC 8446 §7.1).
    ///
    /// @return the name of what it gave
    String expanded(Hkdf hash, Named secret, String label, Bytes context, int length, Bytes value) {
        String name = SecretNames.expanded(secret.name(), label);
        Supplier<Named> own = context(hash, label, context);
        return record(name, value, () -> new Derivation.ExpandLabel(hash.hash(), secret, label, own.get(), length));
    }

    /// The engine computed an HMAC: verify_data of a Finished, or a binder.
    void authenticated(Hkdf hash, Named key, Bytes message, Bytes value) {
        switch (key.name()) {
            case "client_finished_key" -> verifyData(hash, key, "client_verify_data", true, value);
            case "server_finished_key" -> verifyData(hash, key, "server_verify_data", false, value);
            // RFC 8446 §4.2.11.2: over the ClientHello up to the binders, which is not out yet when they are made
            case "binder_finished_key" ->
                record(
                        "binder",
                        value,
                        () -> new HmacDerivation(hash.hash(), key, new Named("truncated_transcript_hash", message)));
            default -> {}
        }
    }

    private void verifyData(Hkdf hash, Named key, String name, boolean client, Bytes value) {
        Supplier<Named> messages = witness.hashOf("transcript_hash", transcript.beforeFinished(client, hash), hash);
        record(name, value, () -> new HmacDerivation(hash.hash(), key, messages.get()));
    }

    /// RFC 8446 §7.1: which messages each label is bound to. They are hashed again here.
    private Supplier<Named> context(Hkdf hash, String label, Bytes used) {
        return switch (label) {
            case "derived", "ext binder", "res binder" -> () -> new Named("Hash(\"\")", hash.digest(Bytes.EMPTY));
            case "c e traffic", "e exp master" ->
                messages("ClientHello", () -> transcript.through("ClientHello", hash), hash);
            case "c hs traffic", "s hs traffic" ->
                messages("ServerHello", () -> transcript.through("ServerHello", hash), hash);
            case "c ap traffic", "s ap traffic", "exp master" ->
                messages("server Finished", () -> transcript.throughFinished(false, hash), hash);
            case "res master" -> messages("client Finished", () -> transcript.throughFinished(true, hash), hash);
            default -> () -> new Named("context", used);
        };
    }

    /// Told once for each part of the transcript: several secrets share it.
    private Supplier<Named> messages(String through, Supplier<Once<Transcript.Part>> part, Hkdf hash) {
        return hashes.computeIfAbsent(through, _ -> witness.hashOf("transcript_hash", part.get(), hash));
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
    Supplier<SecretWitness.Expected> expected(boolean client, Once<Transcript.Part> messages) {
        Hkdf hash = witness.hkdf();
        Bytes secret = value(client ? "client_handshake_traffic_secret" : "server_handshake_traffic_secret");
        return () -> {
            Bytes verifyData = secret.length() == 0
                    ? Bytes.EMPTY
                    : hash.verifyData(
                            hash.expandLabel(secret, "finished", Bytes.EMPTY, hash.length()),
                            hash.digest(messages.get().bytes()));
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

    private String record(String name, Bytes value, Supplier<Derivation> derivation) {
        newest = new Kept(name, value, newest);
        witness.record(name, value, derivation, witness.line(() -> keyLogLabel(name), value));
        return name;
    }
}
