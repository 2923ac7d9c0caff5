package org.wirelab.tls;

import java.io.IOException;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;

/// The server's RSA key, telling of what it decrypts.
///
/// Bouncy Castle gives a random secret when the padding is wrong (RFC 5246 §7.4.7.1), so what is told here
/// never says which of the two it was.
final class RecordingDecryptor extends BcDefaultTlsCredentialedDecryptor {

    private final RecordingTlsCrypto recording;
    private final TlsIdentity identity;

    RecordingDecryptor(RecordingTlsCrypto crypto, TlsIdentity identity) throws IOException {
        super(crypto, new Credentials(crypto, identity).certificate(), new Credentials(crypto, identity).privateKey());
        this.recording = crypto;
        this.identity = identity;
    }

    @Override
    public TlsSecret decrypt(TlsCryptoParameters parameters, byte[] ciphertext) throws IOException {
        RSAKeyParameters key = (RSAKeyParameters) privateKey;
        byte[] representative = EncryptedPms.forDecryption(ciphertext, key.getModulus());
        byte[] secret = super.decrypt(parameters, representative).extract();
        String keyFile = identity.keyFile().map(Object::toString).orElse(null);
        Bytes told = Bytes.of(secret);
        recording.secrets().keyReceived(told, Bytes.of(ciphertext), keyFile);
        return new RecordingSecret(recording, "pre_master_secret", secret, told);
    }
}
