package org.wirelab.tls;

import java.io.IOException;
import org.bouncycastle.tls.crypto.TlsEncryptor;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsSecret;

/// A secret of the engine that tells of what is derived from it. What it derives is such a secret again.
final class RecordingSecret extends BcTlsSecret {

    private final RecordingTlsCrypto recording;

    /// @param data becomes the secret's own, which zeroes it in the end
    RecordingSecret(RecordingTlsCrypto crypto, byte[] data) {
        super(crypto, data);
        this.recording = crypto;
    }

    @Override
    public synchronized TlsSecret deriveUsingPRF(int prfAlgorithm, String label, byte[] seed, int length) {
        byte[] value = super.deriveUsingPRF(prfAlgorithm, label, seed, length).extract();
        recording.secrets().derived(label, Bytes.of(value));
        return new RecordingSecret(recording, value);
    }

    /// Only a pre-master secret is ever encrypted (RFC 5246 §7.4.7.1).
    @Override
    public synchronized byte[] encrypt(TlsEncryptor encryptor) throws IOException {
        byte[] encrypted = super.encrypt(encryptor);
        recording.secrets().keyTransported(Bytes.of(data), Bytes.of(encrypted));
        return encrypted;
    }
}
