package org.wirelab.tls;

import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.PRFAlgorithm;
import org.bouncycastle.tls.crypto.CryptoHashAlgorithm;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.Derivation.Named;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.StreamRange;

/// A handshake between two others, told from what they sent, as the server would have told it.
///
/// The witnesses are those of the engine. What it derives from a secret that somebody gives is derived twice, by the
/// TLS library and by the JDK, as in a live run.
public final class CapturedHandshake {

    private static final int MASTER_SECRET_LENGTH = 48;
    private static final int VERIFY_DATA_LENGTH = 12;
    private static final int IV_LENGTH = 12;

    /// The library asks for one; nothing is drawn from it here.
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Recorder recorder;
    private final HandshakeWitness witness;
    private final RecordingTlsCrypto crypto;
    private Optional<SuiteChosen> chosen = Optional.empty();
    private @Nullable HandshakeMessage told;
    private @Nullable TlsSecret masterSecret;

    /// @param client the client's endpoint, as it stands in the conversation
    /// @param server the server's
    public CapturedHandshake(Recorder recorder, String client, String server) {
        this.recorder = recorder;
        this.witness = new HandshakeWitness(this::record, new Parties(server, client, false));
        this.crypto = new RecordingTlsCrypto(RANDOM, witness);
    }

    private void record(Observation observation) {
        switch (observation) {
            case SuiteChosen settled -> chosen = Optional.of(settled);
            case HandshakeMessage message -> told = message;
            default -> {}
        }
        recorder.record(observation);
    }

    // --- what was sent ---

    /// A handshake message, whole and in the clear.
    ///
    /// @param recordSequence the number of the protected record that carried it, -1 when it travelled in the clear
    /// @return it as it was told, with its fields
    public HandshakeMessage message(boolean fromClient, Bytes message, long recordSequence, StreamRange stream) {
        witness.places().at(direction(fromClient), stream);
        witness.recordNumber(direction(fromClient), recordSequence);
        if (message.at(0) == HandshakeDissector.FINISHED && masterSecret != null) {
            verifyData(fromClient);
        }
        if (fromClient) {
            witness.received(message);
        } else {
            witness.sent(message);
        }
        HandshakeMessage whole = Objects.requireNonNull(told);
        if (whole.is("ServerHello")) {
            witness.secrets().versionSettled(whole.version().equals("TLS 1.3"));
        }
        return whole;
    }

    public void changeCipherSpec(boolean fromClient, StreamRange stream) {
        witness.places().at(direction(fromClient), stream);
        if (fromClient) {
            witness.changeCipherSpecReceived();
        } else {
            witness.changeCipherSpecSent();
        }
    }

    public void applicationData(boolean fromClient, Bytes content, StreamRange stream) {
        witness.places().at(direction(fromClient), stream);
        witness.applicationData(direction(fromClient), content.toArray(), 0, content.length());
    }

    /// @param alert level and description
    public void alert(boolean fromClient, Bytes alert, StreamRange stream) {
        witness.places().at(direction(fromClient), stream);
        witness.alert(direction(fromClient), (short) alert.at(0), (short) alert.at(1), "");
    }

    /// A record under keys that are known.
    ///
    /// @param protectedBy the secret that its keys come from
    /// @param contentType what is inside; of a record that did not open what its header says
    /// @param plaintextLength -1 for a record that did not open
    /// @param record as it travelled, where it is worth a second look
    public void protectedRecord(
            boolean fromClient,
            long sequence,
            String protectedBy,
            String contentType,
            int plaintextLength,
            int fragmentLength,
            @Nullable Bytes record,
            @Nullable Bytes plaintext) {
        recorder.record(new ProtectedRecord(
                direction(fromClient),
                witness.parties().from(direction(fromClient)),
                sequence,
                protectedBy,
                contentType,
                plaintextLength,
                fragmentLength,
                record,
                plaintext));
    }

    /// The RFC's name of an alert, such as `unknown_ca`.
    public String alertName(int description) {
        return AlertDescription.getName((short) description);
    }

    public void ended(String how, String detail) {
        witness.ended(how, detail);
    }

    /// What both hello messages settled; empty before ServerHello.
    public Optional<SuiteChosen> chosen() {
        return chosen;
    }

    // --- what follows from secrets ---

    /// The encrypted pre-master secret as ClientKeyExchange carries it.
    public void encryptedPreMasterSecret(Bytes encrypted) {
        witness.secrets()
                .record(
                        "encrypted_pre_master_secret",
                        encrypted,
                        new Derivation.Given("ClientKeyExchange.encrypted_pre_master_secret", List.of()),
                        List.of());
    }

    /// The pre-master secret, decrypted with the server's private key.
    ///
    /// @param keyFile where the key stands
    /// @return the master secret that follows from it
    public Bytes decryptedPreMasterSecret(Bytes secret, Bytes encrypted, String keyFile) {
        return preMasterSecret(secret, new RsaDecryption(new Named("encrypted_pre_master_secret", encrypted), keyFile));
    }

    /// The pre-master secret, as somebody wrote it down.
    ///
    /// @param source where, in a few words
    /// @return the master secret that follows from it
    public Bytes givenPreMasterSecret(Bytes secret, String source) {
        return preMasterSecret(secret, new Derivation.Given(source, List.of()));
    }

    private Bytes preMasterSecret(Bytes secret, Derivation derivation) {
        witness.secrets().preMasterSecret(secret, derivation);
        RecordingSecret preMaster = new RecordingSecret(crypto, "pre_master_secret", secret.toArray());
        Transcript transcript = witness.transcript();
        boolean extended = chosen.filter(SuiteChosen::extendedMasterSecret).isPresent();
        Hkdf hash = witness.secrets().hkdf();
        Bytes seed = extended
                ? hash.digest(
                        transcript.soFar().through("ClientKeyExchange", hash).bytes())
                : transcript.clientRandom().plus(transcript.serverRandom());
        TlsSecret master = preMaster.deriveUsingPRF(
                prf(), extended ? "extended master secret" : "master secret", seed.toArray(), MASTER_SECRET_LENGTH);
        masterSecret = master;
        return ((RecordingSecret) master).named().value();
    }

    /// The master secret, as somebody wrote it down.
    ///
    /// @param source where, in a few words
    public void givenMasterSecret(Bytes secret, String source) {
        witness.secrets().tls12().given(secret, source);
        masterSecret = new RecordingSecret(crypto, "master_secret", secret.toArray());
    }

    /// RFC 5246 §6.3: the key block that follows from the master secret.
    public KeyBlock keyBlock(CipherSuite suite) {
        Transcript transcript = witness.transcript();
        Bytes seed = transcript.serverRandom().plus(transcript.clientRandom());
        TlsSecret block = Objects.requireNonNull(masterSecret)
                .deriveUsingPRF(prf(), "key expansion", seed.toArray(), KeyBlock.lengthFor(suite));
        return KeyBlock.of(((RecordingSecret) block).named().value(), suite);
    }

    private void verifyData(boolean client) {
        Hkdf hash = witness.secrets().hkdf();
        Bytes seed = hash.digest(
                witness.transcript().soFar().beforeFinished(client, hash).bytes());
        Objects.requireNonNull(masterSecret)
                .deriveUsingPRF(
                        prf(), client ? "client finished" : "server finished", seed.toArray(), VERIFY_DATA_LENGTH);
    }

    /// A traffic secret of TLS 1.3, as somebody wrote it down; key, IV and finished key are derived from it.
    ///
    /// @param name the RFC's: `client_handshake_traffic_secret`
    /// @param source where, in a few words
    public void trafficSecret(String name, Bytes secret, String source) {
        witness.secrets().tls13().given(name, secret, source);
        expand(new RecordingSecret(crypto, name, secret.toArray()), name.contains("_handshake_"));
    }

    /// The next traffic secret of a side, after its KeyUpdate (RFC 8446 §7.2).
    ///
    /// @param name of the one that was used until now
    public Bytes nextTrafficSecret(String name, Bytes secret) {
        Hkdf hash = witness.secrets().hkdf();
        byte[] info = Hkdf.hkdfLabel("traffic upd", Bytes.EMPTY, hash.length()).toArray();
        RecordingSecret next = (RecordingSecret)
                new RecordingSecret(crypto, name, secret.toArray()).hkdfExpand(hashAlgorithm(), info, hash.length());
        expand(next, false);
        return next.named().value();
    }

    private void expand(RecordingSecret secret, boolean finishedKey) {
        CipherSuite suite = witness.secrets().suite();
        expand(secret, "key", suite.keyLength());
        expand(secret, "iv", IV_LENGTH);
        if (finishedKey) {
            expand(secret, "finished", witness.secrets().hkdf().length());
        }
    }

    private void expand(RecordingSecret secret, String label, int length) {
        secret.hkdfExpand(
                hashAlgorithm(), Hkdf.hkdfLabel(label, Bytes.EMPTY, length).toArray(), length);
    }

    private int prf() {
        return sha384() ? PRFAlgorithm.tls_prf_sha384 : PRFAlgorithm.tls_prf_sha256;
    }

    private int hashAlgorithm() {
        return sha384() ? CryptoHashAlgorithm.sha384 : CryptoHashAlgorithm.sha256;
    }

    private boolean sha384() {
        return witness.secrets().hkdf().hash().equals("SHA-384");
    }

    /// As the server sees it.
    private static Direction direction(boolean fromClient) {
        return fromClient ? Direction.RECEIVED : Direction.SENT;
    }
}
