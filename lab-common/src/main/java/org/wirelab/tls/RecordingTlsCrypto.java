package org.wirelab.tls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.crypto.TlsAgreement;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// Bouncy Castle's cryptography with a witness at each place where a secret or a protected record comes to be.
final class RecordingTlsCrypto extends BcTlsCrypto {

    private final HandshakeWitness witness;

    RecordingTlsCrypto(SecureRandom random, HandshakeWitness witness) {
        super(random);
        this.witness = witness;
    }

    HandshakeWitness witness() {
        return witness;
    }

    SecretWitness secrets() {
        return witness.secrets();
    }

    @Override
    public TlsSecret generateRSAPreMasterSecret(ProtocolVersion version) {
        return new RecordingSecret(
                this, super.generateRSAPreMasterSecret(version).extract());
    }

    @Override
    public TlsECDomain createECDomain(TlsECConfig config) {
        TlsECDomain domain = super.createECDomain(config);
        return () -> new RecordingAgreement(domain.createECDH());
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryptionAlgorithm, int macAlgorithm)
            throws IOException {
        return new RecordingCipher(super.createCipher(parameters, encryptionAlgorithm, macAlgorithm), witness);
    }

    /// An ephemeral exchange whose result is told.
    private final class RecordingAgreement implements TlsAgreement {
        private final TlsAgreement agreement;

        RecordingAgreement(TlsAgreement agreement) {
            this.agreement = agreement;
        }

        @Override
        public byte[] generateEphemeral() throws IOException {
            return agreement.generateEphemeral();
        }

        @Override
        public void receivePeerValue(byte[] peerValue) throws IOException {
            agreement.receivePeerValue(peerValue);
        }

        @Override
        public TlsSecret calculateSecret() throws IOException {
            byte[] shared = agreement.calculateSecret().extract();
            secrets().keyAgreed(Bytes.of(shared));
            return new RecordingSecret(RecordingTlsCrypto.this, shared);
        }
    }
}
