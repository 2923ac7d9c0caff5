package org.wirelab.bench.tls;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import org.bouncycastle.jcajce.util.DefaultJcaJceHelper;
import org.bouncycastle.tls.crypto.Tls13Verifier;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.jspecify.annotations.Nullable;

/// Bouncy Castle's TLS cryptography over the JDK's own providers.
final class JdkTlsCrypto extends JcaTlsCrypto {

    JdkTlsCrypto(SecureRandom random) {
        super(new DefaultJcaJceHelper(), random, random);
    }

    @Override
    protected TlsStreamSigner createStreamSigner(
            String algorithm, @Nullable AlgorithmParameterSpec parameter, PrivateKey key, boolean needsRandom)
            throws IOException {
        return super.createStreamSigner(named(algorithm), parameter, key, needsRandom);
    }

    @Override
    protected TlsStreamVerifier createStreamVerifier(
            String algorithm, @Nullable AlgorithmParameterSpec parameter, byte[] signature, PublicKey key)
            throws IOException {
        return super.createStreamVerifier(named(algorithm), parameter, signature, key);
    }

    @Override
    protected Tls13Verifier createTls13Verifier(
            String algorithm, @Nullable AlgorithmParameterSpec parameter, PublicKey key) throws IOException {
        return super.createTls13Verifier(named(algorithm), parameter, key);
    }

    /// The JDK has one name for all of RSA-PSS and takes the hash as a parameter, which Bouncy Castle gives anyhow.
    private static String named(String algorithm) {
        return algorithm.endsWith("ANDMGF1") ? "RSASSA-PSS" : algorithm;
    }
}
