package org.wirelab.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The operations as the JDK's providers do them.
final class JdkWorks {

    /// What is signed: as long as a hash.
    private static final int SIGNED_BYTES = 32;

    private final SecureRandom random;

    JdkWorks(SecureRandom random) {
        this.random = random;
    }

    /// Encrypt, decrypt, sign and verify with this key. Encryption carries as much as fits.
    List<Work.Item> rsa(KeyPair keys) throws GeneralSecurityException {
        Rsa rsa = new Rsa(keys, RsaCapacity.Padding.OAEP, random);
        byte[] message = bytes(rsa.keyBits() / 8 - RsaCapacity.Padding.OAEP.overhead());
        byte[] ciphertext = rsa.encrypt(message);
        String name = "RSA-" + rsa.keyBits();
        List<Work.Item> works = new ArrayList<>();
        works.add(item(name, "encrypt", rsa.implementation(), message.length, () -> last(rsa.encrypt(message))));
        works.add(item(name, "decrypt", rsa.implementation(), message.length, () -> last(rsa.decrypt(ciphertext))));
        works.addAll(signature(name, "SHA256withRSA", keys));
        return works;
    }

    /// Sign and verify with ECDSA over P-256.
    List<Work.Item> ecdsa() throws GeneralSecurityException {
        return signature("ECDSA P-256", "SHA256withECDSA", keys("EC", new ECGenParameterSpec("secp256r1")));
    }

    /// One Diffie-Hellman agreement over this curve, both keys at hand.
    Work.Item agreement(String algorithm, String curve, String name) throws GeneralSecurityException {
        AlgorithmParameterSpec spec =
                algorithm.equals("EC") ? new ECGenParameterSpec(curve) : new NamedParameterSpec(curve);
        KeyPair own = keys(algorithm, spec);
        KeyPair peers = keys(algorithm, spec);
        KeyAgreement agreement = KeyAgreement.getInstance(algorithm.equals("EC") ? "ECDH" : algorithm);
        agreement.init(own.getPrivate(), random);
        return item(name, "agree", agreement.getProvider().getName(), 0, () -> {
            agreement.doPhase(peers.getPublic(), true);
            return last(agreement.generateSecret());
        });
    }

    /// Encrypt and decrypt so many bytes, each time with a nonce of its own.
    List<Work.Item> symmetric(SymmetricCipher cipher, int bytes) throws GeneralSecurityException {
        SecretKeySpec key = new SecretKeySpec(bytes(cipher.keyBytes()), cipher.keyAlgorithm());
        byte[] message = bytes(bytes);
        Cipher encryption = Cipher.getInstance(cipher.transformation());
        Nonces nonces = new Nonces(cipher.nonceBytes());
        AlgorithmParameterSpec first = parameters(cipher, nonces.next());
        encryption.init(Cipher.ENCRYPT_MODE, key, first, random);
        byte[] ciphertext = encryption.doFinal(message);
        Cipher decryption = Cipher.getInstance(cipher.transformation());
        String provider = encryption.getProvider().getName();
        return List.of(
                Work.Item.compiledLate(
                        new Operation(cipher.words(), "encrypt", Family.SYMMETRIC, provider, bytes), () -> {
                            encryption.init(Cipher.ENCRYPT_MODE, key, parameters(cipher, nonces.next()), random);
                            return last(encryption.doFinal(message));
                        }),
                Work.Item.compiledLate(
                        new Operation(cipher.words(), "decrypt", Family.SYMMETRIC, provider, bytes), () -> {
                            decryption.init(Cipher.DECRYPT_MODE, key, first, random);
                            return last(decryption.doFinal(ciphertext));
                        }));
    }

    private static AlgorithmParameterSpec parameters(SymmetricCipher cipher, byte[] nonce) {
        return switch (cipher) {
            case AES_128_GCM, AES_256_GCM -> new GCMParameterSpec(Sealing.TAG_BYTES * 8, nonce);
            case AES_128_CBC, AES_256_CBC, CHACHA20_POLY1305 -> new IvParameterSpec(nonce);
        };
    }

    private List<Work.Item> signature(String name, String algorithm, KeyPair keys) throws GeneralSecurityException {
        byte[] message = bytes(SIGNED_BYTES);
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(keys.getPrivate(), random);
        signing.update(message);
        byte[] signature = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(keys.getPublic());
        return List.of(
                item(name, "sign", signing.getProvider().getName(), 0, () -> {
                    signing.update(message);
                    return last(signing.sign());
                }),
                item(name, "verify", verifying.getProvider().getName(), 0, () -> {
                    verifying.update(message);
                    return verifying.verify(signature) ? 1 : 0;
                }));
    }

    private static Work.Item item(String algorithm, String name, String provider, int bytes, Work work) {
        return Work.Item.of(new Operation(algorithm, name, Family.PUBLIC_KEY, provider, bytes), work);
    }

    private KeyPair keys(String algorithm, AlgorithmParameterSpec spec) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(spec, random);
        return generator.generateKeyPair();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static int last(byte[] bytes) {
        return bytes[bytes.length - 1];
    }
}
