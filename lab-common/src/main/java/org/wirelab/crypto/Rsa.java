package org.wirelab.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// RSA encryption with one of its paddings, by the JDK.
final class Rsa {

    /// RFC 8017 §7.1 with SHA-256 in both places; the JDK would take SHA-1 for the mask (MGF1).
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final KeyPair keys;
    private final RsaCapacity.Padding padding;
    private final SecureRandom random;
    private final Cipher encryption;
    private final Cipher decryption;

    Rsa(KeyPair keys, RsaCapacity.Padding padding, SecureRandom random) throws GeneralSecurityException {
        this.keys = keys;
        this.padding = padding;
        this.random = random;
        encryption = cipher(Cipher.ENCRYPT_MODE, keys.getPublic(), padding, random);
        decryption = cipher(Cipher.DECRYPT_MODE, keys.getPrivate(), padding, random);
    }

    byte[] encrypt(byte[] message) throws GeneralSecurityException {
        return encryption.doFinal(message);
    }

    byte[] decrypt(byte[] ciphertext) throws GeneralSecurityException {
        return decryption.doFinal(ciphertext);
    }

    /// The same once more: the JDK's cipher refuses everything once it has refused something.
    Rsa afresh() throws GeneralSecurityException {
        return new Rsa(keys, padding, random);
    }

    int keyBits() {
        return ((RSAKey) keys.getPublic()).getModulus().bitLength();
    }

    RsaCapacity.Padding padding() {
        return padding;
    }

    /// The provider that does it.
    String implementation() {
        return encryption.getProvider().getName();
    }

    private static Cipher cipher(int mode, Key key, RsaCapacity.Padding padding, SecureRandom random)
            throws GeneralSecurityException {
        String scheme = switch (padding) {
            case PKCS1 -> "RSA/ECB/PKCS1Padding";
            case OAEP -> "RSA/ECB/OAEPPadding";
        };
        Cipher cipher = Cipher.getInstance(scheme);
        if (padding == RsaCapacity.Padding.OAEP) {
            cipher.init(mode, key, OAEP, random);
        } else {
            cipher.init(mode, key, random);
        }
        return cipher;
    }
}
