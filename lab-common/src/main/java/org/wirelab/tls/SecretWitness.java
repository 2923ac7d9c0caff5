package org.wirelab.tls;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.Derivation.Named;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.StreamRange;

/// Tells of every secret that one side's engine comes to hold, and derives each a second time.
///
/// The second derivation takes its nonces and hashes from this side's own [Transcript], never from the engine, so
/// that it fails when either of the two is wrong. What TLS 1.2 derives is told by [Tls12Secrets], what TLS 1.3 derives
/// by [Tls13Secrets]; here stands what both begin with.
final class SecretWitness {

    private static final CipherSuite NONE_YET = CipherSuite.of(0);
    private static final Hkdf HASH_OF_NONE = new Hkdf(NONE_YET.prfHash());

    private final Recorder recorder;
    private final Transcript transcript;
    private final Parties parties;
    private final Tls12Secrets tls12;
    private final Tls13Secrets tls13;
    private CipherSuite suite = NONE_YET;
    private Hkdf hkdf = HASH_OF_NONE;
    private boolean modern;
    private Bytes preMasterSecret = Bytes.EMPTY;

    SecretWitness(Recorder recorder, Transcript transcript, Parties parties) {
        this.recorder = recorder;
        this.transcript = transcript;
        this.parties = parties;
        this.tls12 = new Tls12Secrets(this, transcript);
        this.tls13 = new Tls13Secrets(this, transcript);
    }

    /// The version is settled: on the server before it says so, on the client when it has heard it.
    ///
    /// @param tls13Chosen whether it is TLS 1.3
    void versionSettled(boolean tls13Chosen) {
        modern = tls13Chosen;
    }

    void suiteChosen(CipherSuite chosen) {
        suite = chosen;
        hkdf = new Hkdf(chosen.prfHash());
    }

    /// True when the version is settled and is TLS 1.3.
    boolean modern() {
        return modern;
    }

    CipherSuite suite() {
        return suite;
    }

    Tls12Secrets tls12() {
        return tls12;
    }

    Tls13Secrets tls13() {
        return tls13;
    }

    /// Both nonces as the engine uses them; they are read again from the hello messages.
    void nonces(Bytes clientRandom, Bytes serverRandom) {
        Messages soFar = transcript.soFar();
        recorder.recordLater(() -> List.of(
                DerivedSecret.of("client_random", clientRandom, soFar.random("ClientHello"), List.of()),
                DerivedSecret.of("server_random", serverRandom, soFar.random("ServerHello"), List.of())));
    }

    /// The client's side of RSA key transport (RFC 5246 §7.4.7.1).
    void keyTransported(Bytes secret, Bytes encrypted) {
        preMasterSecret = secret;
        Messages soFar = transcript.soFar();
        recorder.recordLater(() -> {
            List<Named> drawn = List.of(
                    new Named("client_version", soFar.clientVersion()),
                    new Named("random", secret.slice(2, secret.length())));
            return List.of(
                    DerivedSecret.of(
                            "pre_master_secret",
                            secret,
                            new Derivation.Given("client_version + 46 random bytes", drawn),
                            rsaLine(secret, encrypted)),
                    DerivedSecret.of(
                            "encrypted_pre_master_secret",
                            encrypted,
                            new Derivation.Given(
                                    "RSAES-PKCS1-v1_5(public key of the certificate, pre_master_secret)",
                                    List.of(new Named("pre_master_secret", secret))),
                            List.of()));
        });
    }

    /// The server's side of it.
    ///
    /// @param keyFile where the private key stands, for whoever wants to decrypt it again
    void keyReceived(Bytes secret, Bytes encrypted, @Nullable String keyFile) {
        preMasterSecret = secret;
        recorder.recordLater(() -> List.of(
                DerivedSecret.of(
                        "encrypted_pre_master_secret",
                        encrypted,
                        new Derivation.Given("ClientKeyExchange.encrypted_pre_master_secret", List.of()),
                        List.of()),
                DerivedSecret.of(
                        "pre_master_secret",
                        secret,
                        new RsaDecryption(new Named("encrypted_pre_master_secret", encrypted), keyFile),
                        rsaLine(secret, encrypted))));
    }

    /// A pre-master secret that came from elsewhere than from an engine.
    void preMasterSecret(Bytes secret, Derivation derivation) {
        preMasterSecret = secret;
        record("pre_master_secret", secret, derivation, List.of());
    }

    /// This side has drawn its private value for an ephemeral exchange.
    ///
    /// @param group as in [GroupNames]
    void privateValue(String group, Bytes value) {
        recorder.recordLater(() -> {
            Derivation drawn = new Derivation.Given("random, for " + group, List.of());
            return List.of(DerivedSecret.of(privateName(), value, drawn, List.of()));
        });
    }

    /// RFC 8422 §5.10, RFC 5246 §8.1.2: with an ephemeral exchange the shared value itself is the pre-master
    /// secret; RFC 8446 §7.4 calls it the shared secret.
    ///
    /// @param agreement how it was computed
    /// @return its name
    String keyAgreed(Bytes secret, Derivation agreement) {
        preMasterSecret = secret;
        String name = modern ? "shared_secret" : "pre_master_secret";
        // the second computation would cost as much as the first one: the other side's value is the check, and the
        // command
        recorder.recordLater(() -> List.of(DerivedSecret.of(name, secret, agreement, null, List.of())));
        return name;
    }

    /// A hybrid group joins the secrets of its two parts (draft-ietf-tls-hybrid-design §3.3).
    void keysJoined(Bytes secret, Derivation joining) {
        record("hybrid_shared_secret", secret, joining, List.of());
    }

    Bytes preMasterSecret() {
        return preMasterSecret;
    }

    /// This side's private value of an ephemeral exchange.
    String privateName() {
        return (parties.client() ? "client" : "server") + "_private_value";
    }

    /// The other side's public value.
    String peersPublicName() {
        return (parties.client() ? "server" : "client") + "_public_value";
    }

    /// Holds a Finished message against the messages before it.
    ///
    /// @param recordSequence the number of the protected record that carried it, or -1
    /// @param stream where that record lies
    void finished(Direction direction, Bytes verifyData, long recordSequence, @Nullable StreamRange stream) {
        boolean client = parties.role(direction).equals("client");
        Hkdf hash = hkdf;
        Messages soFar = transcript.soFar();
        Supplier<Expected> toBe = modern ? tls13.expected(client, soFar) : tls12.expected(client, soFar);
        boolean second = transcript.finished(!client);
        recorder.recordLater(() -> {
            Expected expected = toBe.get();
            return List.of(new FinishedChecked(
                    direction,
                    parties.from(direction),
                    parties.role(direction),
                    expected.label(),
                    expected.formula(),
                    hash.digest(soFar.beforeFinished(client, hash).bytes()),
                    verifyData,
                    expected.verifyData(),
                    expected.verifyData().equals(verifyData),
                    expected.ofTheNotes(),
                    verifyData.equals(expected.ofTheNotes()),
                    second,
                    recordSequence,
                    stream));
        });
    }

    /// What a Finished should carry.
    ///
    /// @param label of its derivation
    /// @param ofTheNotes what the formula of the notes gives, null where there is no MAC key
    record Expected(
            String label,
            String formula,
            Bytes verifyData,
            @Nullable Bytes ofTheNotes) {}

    Hkdf hkdf() {
        return hkdf;
    }

    /// NSS key log format: `RSA <first 8 bytes of the encrypted pre-master secret> <pre-master secret>`.
    private static List<String> rsaLine(Bytes secret, Bytes encrypted) {
        return List.of("RSA " + encrypted.slice(0, Math.min(8, encrypted.length())) + " " + secret);
    }

    void record(String name, Bytes value, Derivation derivation, List<String> keyLog) {
        recorder.recordLater(() -> List.of(DerivedSecret.of(name, value, derivation, keyLog)));
    }

    /// Values that come of one step, which is done a second time when they are told: what is asked then may
    /// read nothing that changes.
    void recordTogether(Supplier<List<DerivedSecret>> values) {
        recorder.recordLater(values);
    }

    /// A line of the key log that is found by the client's nonce.
    static List<String> line(String label, Messages soFar, Bytes value) {
        return List.of(label + " " + soFar.clientRandom() + " " + value);
    }

    /// The hash of a part of the transcript, told as a value of its own so that it can be computed again.
    static DerivedSecret hashOf(String name, Messages.Part part, Hkdf hash) {
        Derivation derivation = new TranscriptHash(hash.hash(), part.of(), part.bytes());
        return DerivedSecret.of(name, hash.digest(part.bytes()), derivation, List.of());
    }
}
