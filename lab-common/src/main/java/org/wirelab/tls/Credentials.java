package org.wirelab.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;

/// One side's identity in the form in which the engine takes it.
final class Credentials {

    /// RFC 8446 §4.2.3: what TLS 1.3 signs with, each bound to one kind of key.
    private static final List<SignatureAndHashAlgorithm> RSA_13 = List.of(
            SignatureAndHashAlgorithm.rsa_pss_rsae_sha256,
            SignatureAndHashAlgorithm.rsa_pss_rsae_sha384,
            SignatureAndHashAlgorithm.rsa_pss_rsae_sha512);

    private final RecordingTlsCrypto crypto;
    private final TlsIdentity identity;

    Credentials(RecordingTlsCrypto crypto, TlsIdentity identity) {
        this.crypto = crypto;
        this.identity = identity;
    }

    /// The chain as TLS 1.2 sends it.
    Certificate certificate() throws IOException {
        return new Certificate(chain().toArray(TlsCertificate[]::new));
    }

    /// The chain as TLS 1.3 sends it.
    ///
    /// @param requestContext of the request that it answers; empty for a server's own (RFC 8446 §4.4.2)
    private Certificate certificate(byte[] requestContext) throws IOException {
        List<CertificateEntry> entries = new ArrayList<>();
        for (TlsCertificate link : chain()) {
            entries.add(new CertificateEntry(link, null));
        }
        return new Certificate(requestContext, entries.toArray(CertificateEntry[]::new));
    }

    private List<TlsCertificate> chain() throws IOException {
        List<TlsCertificate> chain = new ArrayList<>();
        for (X509Certificate link : identity.chain()) {
            chain.add(crypto.createCertificate(Certificates.der(link).toArray()));
        }
        return chain;
    }

    AsymmetricKeyParameter privateKey() throws IOException {
        return PrivateKeyFactory.createKey(identity.privateKey().getEncoded());
    }

    /// What signs ServerKeyExchange or CertificateVerify in TLS 1.2.
    ///
    /// @param accepted the peer's signature algorithms
    TlsCredentialedSigner signer12(TlsContext context, Vector<SignatureAndHashAlgorithm> accepted) throws IOException {
        short algorithm = identity.keyAlgorithm().equals("RSA") ? SignatureAlgorithm.rsa : SignatureAlgorithm.ecdsa;
        SignatureAndHashAlgorithm chosen = TlsUtils.chooseSignatureAndHashAlgorithm(context, accepted, algorithm);
        return signer(context, certificate(), chosen);
    }

    /// What signs CertificateVerify in TLS 1.3.
    TlsCredentialedSigner signer13(
            TlsContext context, Vector<SignatureAndHashAlgorithm> accepted, byte[] requestContext) throws IOException {
        SignatureAndHashAlgorithm chosen = algorithm13(accepted)
                .orElseThrow(() -> new TlsFatalAlert(
                        AlertDescription.handshake_failure,
                        "no signature algorithm of the peer fits a key of kind " + identity.keyAlgorithm()));
        return signer(context, certificate(requestContext), chosen);
    }

    /// The first of the algorithms that this identity's key can sign with and the peer accepts.
    Optional<SignatureAndHashAlgorithm> algorithm13(Vector<SignatureAndHashAlgorithm> accepted) {
        List<SignatureAndHashAlgorithm> possible = identity.keyAlgorithm().equals("RSA")
                ? RSA_13
                : List.of(SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
        for (SignatureAndHashAlgorithm algorithm : possible) {
            if (accepted.contains(algorithm)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    private TlsCredentialedSigner signer(TlsContext context, Certificate certificate, SignatureAndHashAlgorithm chosen)
            throws IOException {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context), crypto, privateKey(), certificate, chosen);
    }
}
