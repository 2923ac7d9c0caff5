package org.wirelab.tls.pki;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.TlsIdentity;

/// Reads an identity from PEM files as openssl and curl take them: a chain of certificates, and a private key in
/// the same file or in another one, PKCS#8 or of the older forms.
public final class IdentityFile {

    private IdentityFile() {}

    /// The identity.
    ///
    /// @param key the file of the private key; null when it stands beside the certificates
    /// @throws IOException with one line that names the file and what is wrong with it
    public static TlsIdentity read(Path certificates, @Nullable Path key) throws IOException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Object part : parts(certificates)) {
            if (part instanceof X509CertificateHolder certificate) {
                chain.add(certificate(certificate, certificates));
            }
        }
        if (chain.isEmpty()) {
            throw new IOException(certificates + " holds no certificate in PEM");
        }
        Path keyFile = key == null ? certificates : key;
        return new TlsIdentity(chain, privateKey(keyFile), Optional.of(keyFile));
    }

    /// The private key of a PEM file.
    ///
    /// @throws IOException with one line that names the file and what is wrong with it
    public static PrivateKey privateKey(Path file) throws IOException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        for (Object part : parts(file)) {
            switch (part) {
                case PEMKeyPair pair -> {
                    return converter.getKeyPair(pair).getPrivate();
                }
                case PrivateKeyInfo info -> {
                    return converter.getPrivateKey(info);
                }
                case PKCS8EncryptedPrivateKeyInfo _, PEMEncryptedKeyPair _ ->
                    throw new IOException("the private key in " + file + " is encrypted: openssl pkey -in " + file
                            + " writes it plain");
                default -> {}
            }
        }
        throw new IOException(file + " holds no private key in PEM");
    }

    private static List<Object> parts(Path file) throws IOException {
        List<Object> parts = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                parts.add(part);
            }
            return parts;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new IOException(file + " may not be read by this user", e);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle throws exceptions of many kinds for what it cannot take
            throw new IOException(file + " is not a PEM file that can be read: " + e.getMessage(), e);
        }
    }

    private static X509Certificate certificate(X509CertificateHolder holder, Path file) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds a certificate that cannot be read: " + e.getMessage(), e);
        }
    }
}
