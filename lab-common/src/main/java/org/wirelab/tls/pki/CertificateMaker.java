package org.wirelab.tls.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.wirelab.tls.Names;

/// Makes keys and certificates as RFC 5280 wants them: a CA that may sign, a server certificate that may not.
public final class CertificateMaker {

    private static final int RSA_BITS = 2048;
    private static final int SERIAL_BITS = 120;
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofHours(1);

    private static final Extensions FOR_CLIENTS = builder -> {
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
    };

    private final Clock clock;

    /// @param clock gives the first instant of validity
    public CertificateMaker(Clock clock) {
        this.clock = clock;
    }

    /// A fresh RSA key pair; takes 0.2 to 2 seconds.
    public KeyPair keys() throws GeneralSecurityException {
        return keys(RSA_BITS);
    }

    /// A fresh RSA key pair of this size.
    KeyPair keys(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /// A fresh key pair on P-256, for ECDSA.
    public KeyPair curveKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /// A certificate by which an authority vouches for itself.
    public X509Certificate authority(String name, KeyPair keys, Duration lifetime) throws GeneralSecurityException {
        try {
            X500Name subject = new X500Name(name);
            JcaX509v3CertificateBuilder builder = builder(subject, subject, keys, lifetime);
            // RFC 5280 §4.2.1.9, §4.2.1.3: a CA says that it is one, and that its key signs certificates.
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
            return signed(builder, keys);
        } catch (IOException e) {
            throw new GeneralSecurityException("the certificate " + name + " cannot be made", e);
        }
    }

    /// A certificate for a server, issued by an authority.
    ///
    /// @param names host names and addresses that clients may call it by
    public X509Certificate server(
            String name,
            Collection<String> names,
            KeyPair keys,
            X509Certificate authority,
            KeyPair authorityKeys,
            Duration lifetime)
            throws GeneralSecurityException {
        return issued(new X500Name(name), keys, nameOf(authority), authorityKeys, lifetime, forServers(names, keys));
    }

    /// A certificate by which a server vouches for itself.
    X509Certificate selfSigned(String name, Collection<String> names, KeyPair keys, Duration lifetime)
            throws GeneralSecurityException {
        X500Name subject = new X500Name(name);
        return issued(subject, keys, subject, keys, lifetime, forServers(names, keys));
    }

    /// A certificate for a client, issued by an authority. It names nobody but in its subject.
    public X509Certificate client(
            String name, KeyPair keys, X509Certificate authority, KeyPair authorityKeys, Duration lifetime)
            throws GeneralSecurityException {
        return issued(new X500Name(name), keys, nameOf(authority), authorityKeys, lifetime, FOR_CLIENTS);
    }

    /// A certificate by which a client vouches for itself.
    X509Certificate selfSignedClient(String name, KeyPair keys, Duration lifetime) throws GeneralSecurityException {
        X500Name subject = new X500Name(name);
        return issued(subject, keys, subject, keys, lifetime, FOR_CLIENTS);
    }

    /// What one kind of certificate says beyond what all say.
    private interface Extensions {
        void addTo(JcaX509v3CertificateBuilder builder) throws IOException;
    }

    private static Extensions forServers(Collection<String> names, KeyPair keys) {
        // RFC 5246 §7.4.2: RSA key transport needs keyEncipherment, whatever signs needs digitalSignature
        int usage = keys.getPublic().getAlgorithm().equals("RSA")
                ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                : KeyUsage.digitalSignature;
        return builder -> {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
        };
    }

    private static X500Name nameOf(X509Certificate authority) {
        return X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
    }

    private X509Certificate issued(
            X500Name subject,
            KeyPair keys,
            X500Name issuer,
            KeyPair issuerKeys,
            Duration lifetime,
            Extensions extensions)
            throws GeneralSecurityException {
        try {
            JcaX509v3CertificateBuilder builder = builder(issuer, subject, keys, lifetime);
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            extensions.addTo(builder);
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(keys.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
            return signed(builder, issuerKeys);
        } catch (IOException e) {
            throw new GeneralSecurityException("the certificate " + subject + " cannot be made", e);
        }
    }

    private JcaX509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair keys, Duration lifetime) {
        Instant now = clock.instant();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
                Date.from(now.minus(CLOCKS_MAY_DIFFER)),
                Date.from(now.plus(lifetime)),
                subject,
                keys.getPublic());
    }

    private static GeneralNames alternativeNames(Collection<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(Names.isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, KeyPair signer)
            throws GeneralSecurityException {
        String algorithm = signer.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("cannot sign with " + algorithm, e);
        }
    }
}
