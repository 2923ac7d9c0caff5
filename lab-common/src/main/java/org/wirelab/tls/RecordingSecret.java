package org.wirelab.tls;

import java.io.IOException;
import org.bouncycastle.tls.crypto.CryptoHashAlgorithm;
import org.bouncycastle.tls.crypto.TlsEncryptor;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsSecret;
import org.wirelab.tls.Derivation.Named;

/// A secret of the engine that tells of what is derived from it. What it derives is such a secret again, and knows its
/// name.
final class RecordingSecret extends BcTlsSecret {

    /// The name of a pre-shared key that comes of an earlier session (RFC 8446 §4.6.1).
    static final String RESUMPTION_PSK = "resumption_psk";

    private static final Hkdf SHA256 = new Hkdf("SHA-256");
    private static final Hkdf SHA384 = new Hkdf("SHA-384");

    private final RecordingTlsCrypto recording;
    private final String name;
    private final boolean resumption;
    private Bytes value;

    /// @param name the RFC's name, as far as it is known
    /// @param data becomes the secret's own, which zeroes it in the end
    RecordingSecret(RecordingTlsCrypto crypto, String name, byte[] data) {
        this(crypto, name, data, Bytes.of(data));
    }

    /// @param value the same, for the trace
    RecordingSecret(RecordingTlsCrypto crypto, String name, byte[] data, Bytes value) {
        this(crypto, name, data, value, false);
    }

    private RecordingSecret(RecordingTlsCrypto crypto, String name, byte[] data, Bytes value, boolean resumption) {
        super(crypto, data);
        this.value = value;
        this.recording = crypto;
        this.name = name;
        this.resumption = resumption;
    }

    /// A key that both sides had before the handshake (RFC 8446 §2.2).
    static RecordingSecret preShared(RecordingTlsCrypto crypto, PreSharedKey key) {
        return new RecordingSecret(
                crypto,
                key.ofEarlierSession() ? RESUMPTION_PSK : "psk",
                key.key().toArray());
    }

    /// Another one with the same value: one that is used in a later connection tells that one's witness.
    synchronized RecordingSecret copyFor(RecordingTlsCrypto crypto) {
        return new RecordingSecret(crypto, name, data.clone(), value, resumption);
    }

    Named named() {
        return new Named(name, value);
    }

    @Override
    public synchronized TlsSecret deriveUsingPRF(int prfAlgorithm, String label, byte[] seed, int length) {
        byte[] derived = super.deriveUsingPRF(prfAlgorithm, label, seed, length).extract();
        Bytes told = Bytes.of(derived);
        recording.secrets().tls12().derived(value, label, told);
        return new RecordingSecret(recording, label, derived, told);
    }

    /// RFC 5869 §2.2; the salt is this secret, which is used up by it.
    @Override
    public synchronized TlsSecret hkdfExtract(int hashAlgorithm, TlsSecret keyingMaterial) {
        Named salt = named();
        Named material = keyingMaterial instanceof RecordingSecret other ? other.named() : new Named("", Bytes.EMPTY);
        byte[] extracted = super.hkdfExtract(hashAlgorithm, keyingMaterial).extract();
        Bytes told = Bytes.of(extracted);
        String itsName = recording.secrets().tls13().extracted(hkdf(hashAlgorithm), salt, material, told);
        return new RecordingSecret(
                recording, itsName, extracted, told, material.name().equals(RESUMPTION_PSK));
    }

    /// RFC 8446 §7.1: the info is the structure HkdfLabel, from which label and context are read.
    @Override
    public synchronized TlsSecret hkdfExpand(int hashAlgorithm, byte[] info, int length) {
        String label = SecretNames.label(info);
        Bytes context = SecretNames.context(info);
        byte[] used = info;
        if (resumption && label.equals("ext binder")) {
            // Bouncy Castle knows external keys only; a key of an earlier session has a label of its own (RFC 8446
            // §7.1)
            label = "res binder";
            used = Hkdf.hkdfLabel(label, context, length).toArray();
        }
        byte[] expanded = super.hkdfExpand(hashAlgorithm, used, length).extract();
        Bytes told = Bytes.of(expanded);
        String itsName =
                recording.secrets().tls13().expanded(hkdf(hashAlgorithm), named(), label, context, length, told);
        return new RecordingSecret(recording, itsName, expanded, told);
    }

    /// RFC 8446 §4.4.4: what Finished carries, and a binder.
    @Override
    public synchronized byte[] calculateHMAC(int hashAlgorithm, byte[] buffer, int offset, int length) {
        byte[] code = super.calculateHMAC(hashAlgorithm, buffer, offset, length);
        recording
                .secrets()
                .tls13()
                .authenticated(hkdf(hashAlgorithm), named(), Bytes.of(buffer, offset, length), Bytes.of(code));
        return code;
    }

    /// Only a pre-master secret is ever encrypted (RFC 5246 §7.4.7.1).
    @Override
    public synchronized byte[] encrypt(TlsEncryptor encryptor) throws IOException {
        Misbehaviour.KeyTransport sent = recording
                .misbehaviour()
                .keyTransport(value, secret -> Bytes.of(encryptor.encrypt(secret.toArray(), 0, secret.length())));
        value = sent.secret();
        System.arraycopy(value.toArray(), 0, data, 0, data.length);
        recording.secrets().keyTransported(value, sent.encrypted());
        return sent.encrypted().toArray();
    }

    private static Hkdf hkdf(int hashAlgorithm) {
        return hashAlgorithm == CryptoHashAlgorithm.sha384 ? SHA384 : SHA256;
    }
}
