package org.wirelab.tls.record;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;

/// Protects records as a sender would, straight from the RFCs, for the tests of what opens them.
///
/// @param etm encrypt-then-MAC
record SealedRecords(CipherSuite suite, boolean etm, RecordKeys keys, Random random) {

    static SealedRecords of(String suiteName, boolean etm, long seed) {
        CipherSuite suite = CipherSuite.named(suiteName).orElseThrow();
        Random random = new Random(seed);
        return new SealedRecords(
                suite,
                etm,
                new RecordKeys(
                        bytes(random, suite.macKeyLength()),
                        bytes(random, suite.keyLength()),
                        bytes(random, suite.tls13() ? 12 : suite.fixedIvLength())),
                random);
    }

    private static Bytes bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    RecordProtection protection() {
        return RecordProtection.of(suite, etm, "client", keys).orElseThrow();
    }

    /// @param padding bytes of padding beyond what is needed: zeros in TLS 1.3, whole blocks with CBC
    byte[] seal(long sequence, int type, byte[] content, int padding) {
        try {
            if (suite.aead()) {
                return suite.tls13() ? inner(sequence, type, content, padding) : aead(sequence, type, content);
            }
            return etm
                    ? encryptThenMac(sequence, type, content, padding)
                    : macThenEncrypt(sequence, type, content, padding);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] record(int type, byte[]... parts) {
        byte[] body = join(parts);
        return join(header(type, body.length), body);
    }

    private static byte[] header(int type, int length) {
        return new byte[] {(byte) type, 3, 3, (byte) (length >> 8), (byte) length};
    }

    static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] number(long sequence) {
        return ByteBuffer.allocate(8).putLong(sequence).array();
    }

    private byte[] macThenEncrypt(long sequence, int type, byte[] content, int padding)
            throws GeneralSecurityException {
        byte[] mac = mac(number(sequence), header(type, content.length), content);
        byte[] iv = bytes(random, 16).toArray();
        return record(type, iv, cbc(iv, padded(join(content, mac), padding)));
    }

    private byte[] encryptThenMac(long sequence, int type, byte[] content, int padding)
            throws GeneralSecurityException {
        byte[] iv = bytes(random, 16).toArray();
        byte[] encrypted = cbc(iv, padded(content, padding));
        byte[] mac = mac(number(sequence), header(type, iv.length + encrypted.length), iv, encrypted);
        return record(type, iv, encrypted, mac);
    }

    /// Any padding between 1 and 256 bytes that fills whole blocks is allowed (RFC 5246 §6.2.3.2).
    private static byte[] padded(byte[] plaintext, int more) {
        int least = 16 - plaintext.length % 16;
        int length = Math.min(least + 16 * more, 256 - 16 + least);
        byte[] padded = Arrays.copyOf(plaintext, plaintext.length + length);
        Arrays.fill(padded, plaintext.length, padded.length, (byte) (length - 1));
        return padded;
    }

    private byte[] cbc(byte[] iv, byte[] plaintext) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(keys.key().toArray(), "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(plaintext);
    }

    private byte[] mac(byte[]... parts) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(suite.hmac());
        mac.init(new SecretKeySpec(keys.macKey().toArray(), suite.hmac()));
        return mac.doFinal(join(parts));
    }

    private byte[] aead(long sequence, int type, byte[] content) throws GeneralSecurityException {
        byte[] additional = join(number(sequence), header(type, content.length));
        if (suite.name().contains("CHACHA20")) {
            return record(type, chacha(xor(sequence), additional, content));
        }
        byte[] explicit = bytes(random, 8).toArray();
        return record(type, explicit, gcm(join(keys.iv().toArray(), explicit), additional, content));
    }

    private byte[] inner(long sequence, int type, byte[] content, int padding) throws GeneralSecurityException {
        byte[] plaintext = join(content, new byte[] {(byte) type}, new byte[padding]);
        byte[] header = header(23, plaintext.length + 16);
        byte[] sealed = suite.name().contains("CHACHA20")
                ? chacha(xor(sequence), header, plaintext)
                : gcm(xor(sequence), header, plaintext);
        return join(header, sealed);
    }

    private byte[] xor(long sequence) {
        byte[] nonce = keys.iv().toArray();
        byte[] number = number(sequence);
        for (int i = 0; i < 8; i++) {
            nonce[4 + i] ^= number[i];
        }
        return nonce;
    }

    private byte[] gcm(byte[] nonce, byte[] additional, byte[] plaintext) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(keys.key().toArray(), "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(additional);
        return cipher.doFinal(plaintext);
    }

    private byte[] chacha(byte[] nonce, byte[] additional, byte[] plaintext) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(keys.key().toArray(), "ChaCha20"), new IvParameterSpec(nonce));
        cipher.updateAAD(additional);
        return cipher.doFinal(plaintext);
    }
}
