package org.wirelab.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/// The server's choices in a handshake: its policy of suites and its identity.
final class LabTlsServer extends DefaultTlsServer {

    private final RecordingTlsCrypto recording;
    private final ServerSettings settings;
    private final HandshakeWitness witness;

    LabTlsServer(RecordingTlsCrypto crypto, ServerSettings settings) {
        super(crypto);
        this.recording = crypto;
        this.settings = settings;
        this.witness = crypto.witness();
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.TLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Suites.ids(settings.suites());
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
        return settings.extendedMasterSecret();
    }

    @Override
    protected boolean allowEncryptThenMAC() {
        return settings.encryptThenMac();
    }

    @Override
    protected TlsCredentialedDecryptor getRSAEncryptionCredentials() throws IOException {
        return new RecordingDecryptor(recording, certificate(), privateKey());
    }

    @Override
    protected TlsCredentialedSigner getRSASignerCredentials() throws IOException {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                recording,
                privateKey(),
                certificate(),
                TlsUtils.chooseSignatureAndHashAlgorithm(
                        context, context.getSecurityParametersHandshake().getClientSigAlgs(), SignatureAlgorithm.rsa));
    }

    private Certificate certificate() throws IOException {
        List<TlsCertificate> chain = new ArrayList<>();
        for (X509Certificate link : settings.identity().chain()) {
            chain.add(recording.createCertificate(Certificates.der(link).toArray()));
        }
        return new Certificate(chain.toArray(TlsCertificate[]::new));
    }

    private AsymmetricKeyParameter privateKey() throws IOException {
        return PrivateKeyFactory.createKey(settings.identity().privateKey().getEncoded());
    }

    @Override
    public void notifyAlertRaised(short level, short description, @Nullable String message, @Nullable Throwable cause) {
        witness.alertRaised(message, cause);
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        witness.alertReceived(level, description);
    }

    /// The server's RSA key, telling of what it decrypts.
    ///
    /// Bouncy Castle gives a random secret when the padding is wrong (RFC 5246 §7.4.7.1), so what is told here
    /// never says which of the two it was.
    private static final class RecordingDecryptor extends BcDefaultTlsCredentialedDecryptor {
        private final RecordingTlsCrypto recording;

        RecordingDecryptor(RecordingTlsCrypto crypto, Certificate certificate, AsymmetricKeyParameter key) {
            super(crypto, certificate, key);
            this.recording = crypto;
        }

        @Override
        public TlsSecret decrypt(TlsCryptoParameters parameters, byte[] ciphertext) throws IOException {
            byte[] secret = super.decrypt(parameters, ciphertext).extract();
            recording.secrets().keyReceived(Bytes.of(secret), Bytes.of(ciphertext));
            return new RecordingSecret(recording, secret);
        }
    }
}
