package org.wirelab.tls.record;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.wirelab.tls.Bytes;

/// AES in Counter with CBC-MAC mode (RFC 3610), which the JDK lacks, built from the two modes that it is made of.
///
/// @param tagLength 16, or 8 for the suites of RFC 6655 whose name ends in CCM_8
record AesCcm(Bytes key, int tagLength) implements Aead {

    private static final int BLOCK = 16;

    @Override
    public String name() {
        return "AES-" + 8 * key.length() + "-CCM" + (tagLength == 8 ? "_8" : "");
    }

    @Override
    public byte[] seal(byte[] nonce, byte[] additionalData, byte[] plaintext) throws GeneralSecurityException {
        byte[] tag = encryptedMac(nonce, additionalData, plaintext);
        byte[] sealed = Arrays.copyOf(counterMode(nonce, 1, plaintext), plaintext.length + tagLength);
        System.arraycopy(tag, 0, sealed, plaintext.length, tagLength);
        return sealed;
    }

    @Override
    public Optional<byte[]> open(byte[] nonce, byte[] additionalData, byte[] ciphertextAndTag)
            throws GeneralSecurityException {
        int length = ciphertextAndTag.length - tagLength;
        byte[] plaintext = counterMode(nonce, 1, Arrays.copyOf(ciphertextAndTag, length));
        byte[] found = Arrays.copyOfRange(ciphertextAndTag, length, ciphertextAndTag.length);
        return MessageDigest.isEqual(found, encryptedMac(nonce, additionalData, plaintext))
                ? Optional.of(plaintext)
                : Optional.empty();
    }

    /// RFC 3610 §2.2 and §2.3: the CBC-MAC of all, encrypted with the counter's block 0.
    private byte[] encryptedMac(byte[] nonce, byte[] additionalData, byte[] plaintext) throws GeneralSecurityException {
        byte[] blocks = blocks(nonce, additionalData, plaintext);
        Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
        cbc.init(Cipher.ENCRYPT_MODE, aesKey(), new IvParameterSpec(new byte[BLOCK]));
        byte[] chain = cbc.doFinal(blocks);
        byte[] last = Arrays.copyOfRange(chain, chain.length - BLOCK, chain.length);
        return Arrays.copyOf(counterMode(nonce, 0, last), tagLength);
    }

    /// RFC 3610 §2.2: flags, nonce and length; the additional data with its length before it; the plaintext; the
    /// latter two each filled up with zeros to whole blocks.
    private byte[] blocks(byte[] nonce, byte[] additionalData, byte[] plaintext) {
        int lengthBytes = BLOCK - 1 - nonce.length;
        int flags = (additionalData.length > 0 ? 0x40 : 0) + 8 * ((tagLength - 2) / 2) + lengthBytes - 1;
        int additional = additionalData.length == 0 ? 0 : whole(2 + additionalData.length);
        ByteBuffer blocks = ByteBuffer.allocate(BLOCK + additional + whole(plaintext.length));
        blocks.put((byte) flags).put(nonce);
        for (int shift = 8 * (lengthBytes - 1); shift >= 0; shift -= 8) {
            blocks.put((byte) ((long) plaintext.length >>> shift));
        }
        if (additional > 0) {
            blocks.putShort((short) additionalData.length).put(additionalData);
        }
        blocks.position(BLOCK + additional);
        return blocks.put(plaintext).array();
    }

    private static int whole(int length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }

    /// RFC 3610 §2.3, from this block of the key stream on.
    private byte[] counterMode(byte[] nonce, int counter, byte[] text) throws GeneralSecurityException {
        byte[] first = new byte[BLOCK];
        first[0] = (byte) (BLOCK - 2 - nonce.length);
        System.arraycopy(nonce, 0, first, 1, nonce.length);
        first[BLOCK - 1] = (byte) counter;
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, aesKey(), new IvParameterSpec(first));
        return cipher.doFinal(text);
    }

    private SecretKeySpec aesKey() {
        return new SecretKeySpec(key.toArray(), "AES");
    }
}
