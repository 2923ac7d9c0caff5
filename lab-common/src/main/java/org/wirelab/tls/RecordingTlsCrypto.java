package org.wirelab.tls;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.PRFAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDHConfig;
import org.bouncycastle.tls.crypto.TlsDHDomain;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsKemConfig;
import org.bouncycastle.tls.crypto.TlsKemDomain;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.wirelab.tls.Derivation.Named;

/// Bouncy Castle's cryptography with a witness at each place where a secret or a protected record comes to be.
final class RecordingTlsCrypto extends BcTlsCrypto {

    private final HandshakeWitness witness;
    private final Misbehaviour misbehaviour;

    RecordingTlsCrypto(SecureRandom random, HandshakeWitness witness) {
        this(random, witness, Misbehaviour.HONEST);
    }

    RecordingTlsCrypto(SecureRandom random, HandshakeWitness witness, Misbehaviour misbehaviour) {
        super(random);
        this.witness = witness;
        this.misbehaviour = misbehaviour;
    }

    HandshakeWitness witness() {
        return witness;
    }

    Misbehaviour misbehaviour() {
        return misbehaviour;
    }

    SecretWitness secrets() {
        return witness.secrets();
    }

    @Override
    public TlsSecret generateRSAPreMasterSecret(ProtocolVersion version) {
        return named("pre_master_secret", super.generateRSAPreMasterSecret(version));
    }

    /// RFC 8446 §7.1 writes `0` for a string of zeros.
    @Override
    public TlsSecret hkdfInit(int hashAlgorithm) {
        return named("0", super.hkdfInit(hashAlgorithm));
    }

    /// Sessions are kept by copies of their secrets, and resumed with them.
    @Override
    public TlsSecret adoptSecret(TlsSecret secret) {
        return secret instanceof RecordingSecret recording ? recording.copyFor(this) : super.adoptSecret(secret);
    }

    @Override
    public TlsSecret createHybridSecret(TlsSecret first, TlsSecret second) {
        if (!(first instanceof RecordingSecret one && second instanceof RecordingSecret other)) {
            return super.createHybridSecret(first, second);
        }
        JoinedSecrets joined = new JoinedSecrets(List.of(one.named(), other.named()));
        byte[] secret = super.createHybridSecret(first, second).extract();
        Bytes told = Bytes.of(secret);
        secrets().keysJoined(told, joined);
        return new RecordingSecret(this, "hybrid_shared_secret", secret, told);
    }

    @Override
    public TlsECDomain createECDomain(TlsECConfig config) {
        return RecordingAgreements.onCurve(this, config);
    }

    @Override
    public TlsDHDomain createDHDomain(TlsDHConfig config) {
        return RecordingAgreements.inField(this, config);
    }

    @Override
    public TlsKemDomain createKemDomain(TlsKemConfig config) {
        return RecordingAgreements.encapsulating(this, config);
    }

    @Override
    public TlsCipher createCipher(TlsCryptoParameters parameters, int encryptionAlgorithm, int macAlgorithm)
            throws IOException {
        boolean tls13 = TlsUtils.isTLSv13(parameters.getServerVersion());
        return new RecordingCipher(
                super.createCipher(parameters, encryptionAlgorithm, macAlgorithm), witness, witness.nextEpoch(tls13));
    }

    /// A key that both sides had before the handshake, in the form in which the engine takes it.
    TlsPSKExternal preShared(PreSharedKey key) {
        return new BasicTlsPSKExternal(
                key.identity().toArray(),
                RecordingSecret.preShared(this, key),
                key.hash().equals("SHA-384") ? PRFAlgorithm.tls13_hkdf_sha384 : PRFAlgorithm.tls13_hkdf_sha256);
    }

    /// The secret that both sides share after an ephemeral exchange.
    TlsSecret agreed(TlsSecret secret, Derivation agreement) {
        byte[] shared = secret.extract();
        Bytes told = Bytes.of(shared);
        return new RecordingSecret(this, secrets().keyAgreed(told, agreement), shared, told);
    }

    /// The secret that the server encapsulated with the client's public key (FIPS 203).
    TlsSecret encapsulated(TlsSecret secret, Derivation encapsulation) {
        byte[] shared = secret.extract();
        secrets().record("kem_shared_secret", Bytes.of(shared), encapsulation, List.of());
        return new RecordingSecret(this, "kem_shared_secret", shared);
    }

    /// This side's private value in an ephemeral exchange.
    Named privateValue(String group, Bytes value) {
        secrets().privateValue(group, value);
        return new Named(secrets().privateName(), value);
    }

    private TlsSecret named(String name, TlsSecret secret) {
        return new RecordingSecret(this, name, secret.extract());
    }
}
