package org.wirelab.bench.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedDecryptor;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JceDefaultTlsCredentialedDecryptor;
import org.wirelab.tls.Certificates;
import org.wirelab.tls.TlsIdentity;

/// Bouncy Castle's server with the same choices as the lab's.
final class PlainServer extends DefaultTlsServer {

    private final TlsCrypto own;
    private final Mode mode;
    private final int suite;
    private final TlsIdentity identity;

    PlainServer(TlsCrypto crypto, Mode mode, int suite, TlsIdentity identity) {
        super(crypto);
        this.own = crypto;
        this.mode = mode;
        this.suite = suite;
        this.identity = identity;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return (mode.tls13() ? ProtocolVersion.TLSv13 : ProtocolVersion.TLSv12).only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {suite};
    }

    @Override
    public int[] getSupportedGroups() {
        return new int[] {NamedGroup.x25519};
    }

    @Override
    protected int selectECDH(int minimumCurveBits) {
        return NamedGroup.x25519;
    }

    @Override
    public boolean shouldUseExtendedMasterSecret() {
        return false;
    }

    @Override
    protected boolean allowEncryptThenMAC() {
        return false;
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
        if (context.getSecurityParametersHandshake().getKeyExchangeAlgorithm() != KeyExchangeAlgorithm.NULL) {
            return super.getCredentials();
        }
        List<CertificateEntry> entries = new ArrayList<>();
        for (TlsCertificate link : chain()) {
            entries.add(new CertificateEntry(link, null));
        }
        Certificate certificate = new Certificate(new byte[0], entries.toArray(CertificateEntry[]::new));
        return signer(certificate, SignatureAndHashAlgorithm.rsa_pss_rsae_sha256);
    }

    @Override
    protected TlsCredentialedDecryptor getRSAEncryptionCredentials() throws IOException {
        return switch (own) {
            case BcTlsCrypto bc -> new BcDefaultTlsCredentialedDecryptor(bc, certificate(), key());
            case JcaTlsCrypto jca -> new JceDefaultTlsCredentialedDecryptor(jca, certificate(), identity.privateKey());
            default -> throw new IOException("no credentials for " + own.getClass());
        };
    }

    @Override
    @SuppressWarnings("unchecked") // Bouncy Castle's list is raw.
    protected TlsCredentialedSigner getRSASignerCredentials() throws IOException {
        Vector<SignatureAndHashAlgorithm> accepted =
                context.getSecurityParametersHandshake().getClientSigAlgs();
        return signer(
                certificate(), TlsUtils.chooseSignatureAndHashAlgorithm(context, accepted, SignatureAlgorithm.rsa));
    }

    private TlsCredentialedSigner signer(Certificate certificate, SignatureAndHashAlgorithm algorithm)
            throws IOException {
        TlsCryptoParameters parameters = new TlsCryptoParameters(context);
        return switch (own) {
            case BcTlsCrypto bc -> new BcDefaultTlsCredentialedSigner(parameters, bc, key(), certificate, algorithm);
            case JcaTlsCrypto jca ->
                new JcaDefaultTlsCredentialedSigner(parameters, jca, identity.privateKey(), certificate, algorithm);
            default -> throw new IOException("no credentials for " + own.getClass());
        };
    }

    private Certificate certificate() throws IOException {
        return new Certificate(chain().toArray(TlsCertificate[]::new));
    }

    private List<TlsCertificate> chain() throws IOException {
        List<TlsCertificate> chain = new ArrayList<>();
        for (X509Certificate link : identity.chain()) {
            chain.add(own.createCertificate(Certificates.der(link).toArray()));
        }
        return chain;
    }

    private AsymmetricKeyParameter key() throws IOException {
        return PrivateKeyFactory.createKey(identity.privateKey().getEncoded());
    }
}
