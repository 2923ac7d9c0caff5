package org.wirelab.tls.record;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.wirelab.tls.Bytes;

/// A cipher that authenticates what it encrypts, and additional data beside it (RFC 5116).
sealed interface Aead permits Aead.AesGcm, Aead.ChaCha20Poly1305, AesCcm {

    /// Its name and key length, such as `AES-128-GCM`.
    String name();

    /// Bytes of its tag.
    int tagLength();

    /// Ciphertext and tag.
    byte[] seal(byte[] nonce, byte[] additionalData, byte[] plaintext) throws GeneralSecurityException;

    /// The plaintext, unless the tag is not that of these inputs.
    Optional<byte[]> open(byte[] nonce, byte[] additionalData, byte[] ciphertextAndTag) throws GeneralSecurityException;

    /// The tag that this ciphertext should have. All these ciphers encrypt by xor with a key stream, so encrypting
    /// the ciphertext gives the plaintext, and encrypting that gives the tag.
    default byte[] tagOf(byte[] nonce, byte[] additionalData, byte[] ciphertext) throws GeneralSecurityException {
        byte[] plaintext = Arrays.copyOf(seal(nonce, additionalData, ciphertext), ciphertext.length);
        byte[] sealed = seal(nonce, additionalData, plaintext);
        return Arrays.copyOfRange(sealed, ciphertext.length, sealed.length);
    }

    /// AES in Galois/Counter Mode (RFC 5288).
    record AesGcm(Bytes key) implements Aead {
        @Override
        public String name() {
            return "AES-" + 8 * key.length() + "-GCM";
        }

        @Override
        public int tagLength() {
            return 16;
        }

        @Override
        public byte[] seal(byte[] nonce, byte[] additionalData, byte[] plaintext) throws GeneralSecurityException {
            return cipher(Cipher.ENCRYPT_MODE, nonce, additionalData).doFinal(plaintext);
        }

        @Override
        public Optional<byte[]> open(byte[] nonce, byte[] additionalData, byte[] ciphertextAndTag)
                throws GeneralSecurityException {
            return unlessBadTag(cipher(Cipher.DECRYPT_MODE, nonce, additionalData), ciphertextAndTag);
        }

        private Cipher cipher(int mode, byte[] nonce, byte[] additionalData) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key.toArray(), "AES"), new GCMParameterSpec(8 * tagLength(), nonce));
            cipher.updateAAD(additionalData);
            return cipher;
        }
    }

    /// ChaCha20 with Poly1305 (RFC 8439).
    record ChaCha20Poly1305(Bytes key) implements Aead {
        @Override
        public String name() {
            return "ChaCha20-Poly1305";
        }

        @Override
        public int tagLength() {
            return 16;
        }

        @Override
        public byte[] seal(byte[] nonce, byte[] additionalData, byte[] plaintext) throws GeneralSecurityException {
            return cipher(Cipher.ENCRYPT_MODE, nonce, additionalData).doFinal(plaintext);
        }

        @Override
        public Optional<byte[]> open(byte[] nonce, byte[] additionalData, byte[] ciphertextAndTag)
                throws GeneralSecurityException {
            return unlessBadTag(cipher(Cipher.DECRYPT_MODE, nonce, additionalData), ciphertextAndTag);
        }

        private Cipher cipher(int mode, byte[] nonce, byte[] additionalData) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
            cipher.init(mode, new SecretKeySpec(key.toArray(), "ChaCha20"), new IvParameterSpec(nonce));
            cipher.updateAAD(additionalData);
            return cipher;
        }
    }

    private static Optional<byte[]> unlessBadTag(Cipher cipher, byte[] ciphertextAndTag)
            throws GeneralSecurityException {
        try {
            return Optional.of(cipher.doFinal(ciphertextAndTag));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        }
    }
}
