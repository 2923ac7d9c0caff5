package org.wirelab.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/// Some of the operations as Bouncy Castle's own classes do them, which the lab's TLS is built on: in Java alone,
/// without the processor's instructions for AES.
final class BouncyCastleWorks {

    static final String NAME = "BC";

    private final SecureRandom random;

    BouncyCastleWorks(SecureRandom random) {
        this.random = random;
    }

    Work.Item rsaDecryption(KeyPair keys) throws GeneralSecurityException {
        RSAPublicKey publicKey = (RSAPublicKey) keys.getPublic();
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) keys.getPrivate();
        int bits = publicKey.getModulus().bitLength();
        byte[] message = bytes(bits / 8 - RsaCapacity.Padding.OAEP.overhead());
        byte[] ciphertext = processed(
                oaep(true, new RSAKeyParameters(false, publicKey.getModulus(), publicKey.getPublicExponent())),
                message);
        OAEPEncoding decryption = oaep(
                false,
                new RSAPrivateCrtKeyParameters(
                        key.getModulus(),
                        key.getPublicExponent(),
                        key.getPrivateExponent(),
                        key.getPrimeP(),
                        key.getPrimeQ(),
                        key.getPrimeExponentP(),
                        key.getPrimeExponentQ(),
                        key.getCrtCoefficient()));
        Operation operation = new Operation("RSA-" + bits, "decrypt", Family.PUBLIC_KEY, NAME, message.length);
        return Work.Item.of(operation, () -> processed(decryption, ciphertext)[0]);
    }

    Work.Item x25519() {
        X25519PrivateKeyParameters own = new X25519PrivateKeyParameters(random);
        X25519PublicKeyParameters peers = new X25519PrivateKeyParameters(random).generatePublicKey();
        X25519Agreement agreement = new X25519Agreement();
        agreement.init(own);
        byte[] secret = new byte[agreement.getAgreementSize()];
        return Work.Item.of(new Operation("X25519", "agree", Family.PUBLIC_KEY, NAME, 0), () -> {
            agreement.calculateAgreement(peers, secret, 0);
            return secret[0];
        });
    }

    /// Encrypts so many bytes, each time with a nonce of its own.
    Work.Item encryption(SymmetricCipher cipher, int bytes) {
        KeyParameter key = new KeyParameter(bytes(cipher.keyBytes()));
        Nonces nonces = new Nonces(cipher.nonceBytes());
        byte[] message = bytes(bytes);
        Work work = switch (cipher) {
            case AES_128_CBC, AES_256_CBC -> cbc(key, nonces, message);
            case AES_128_GCM, AES_256_GCM ->
                aead(GCMBlockCipher.newInstance(AESEngine.newInstance()), key, nonces, message);
            case CHACHA20_POLY1305 -> aead(new ChaCha20Poly1305(), key, nonces, message);
        };
        return Work.Item.of(new Operation(cipher.words(), "encrypt", Family.SYMMETRIC, NAME, bytes), work);
    }

    private static Work cbc(KeyParameter key, Nonces nonces, byte[] message) {
        PaddedBufferedBlockCipher cipher =
                new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(AESEngine.newInstance()), new PKCS7Padding());
        return () -> {
            cipher.init(true, new ParametersWithIV(key, nonces.next()));
            byte[] out = new byte[cipher.getOutputSize(message.length)];
            try {
                int length = cipher.processBytes(message, 0, message.length, out, 0);
                return out[length + cipher.doFinal(out, length) - 1];
            } catch (InvalidCipherTextException e) {
                throw new GeneralSecurityException(e);
            }
        };
    }

    private static Work aead(AEADCipher cipher, KeyParameter key, Nonces nonces, byte[] message) {
        return () -> {
            cipher.init(true, new AEADParameters(key, Sealing.TAG_BYTES * 8, nonces.next()));
            byte[] out = new byte[cipher.getOutputSize(message.length)];
            try {
                int length = cipher.processBytes(message, 0, message.length, out, 0);
                return out[length + cipher.doFinal(out, length) - 1];
            } catch (InvalidCipherTextException e) {
                throw new GeneralSecurityException(e);
            }
        };
    }

    private OAEPEncoding oaep(boolean encrypts, CipherParameters key) {
        OAEPEncoding oaep = new OAEPEncoding(new RSABlindedEngine(), SHA256Digest.newInstance());
        oaep.init(encrypts, new ParametersWithRandom(key, random));
        return oaep;
    }

    private static byte[] processed(OAEPEncoding oaep, byte[] input) throws GeneralSecurityException {
        try {
            return oaep.processBlock(input, 0, input.length);
        } catch (InvalidCipherTextException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
