package org.wirelab.tls.record;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;

/// A block cipher in CBC mode with an HMAC beside it, in either order (RFC 5246 §6.2.3.2, RFC 7366).
final class CbcProtection implements RecordProtection {

    private final String name;
    private final String sender;
    private final boolean encryptThenMac;
    private final SecretKeySpec key;
    private final Cipher cipher;
    private final Mac mac;

    private CbcProtection(
            String name, String sender, boolean encryptThenMac, SecretKeySpec key, Cipher cipher, Mac mac) {
        this.name = name;
        this.sender = sender;
        this.encryptThenMac = encryptThenMac;
        this.key = key;
        this.cipher = cipher;
        this.mac = mac;
    }

    static Optional<RecordProtection> of(CipherSuite suite, boolean encryptThenMac, String sender, RecordKeys keys) {
        String algorithm = suite.name().contains("_AES_") ? "AES" : suite.name().contains("_3DES_EDE_") ? "DESede" : "";
        if (algorithm.isEmpty()
                || !suite.name().contains("_CBC_")
                || keys.key().length() != suite.keyLength()
                || keys.macKey().length() != suite.macKeyLength()) {
            return Optional.empty();
        }
        try {
            Mac mac = Mac.getInstance(suite.hmac());
            mac.init(new SecretKeySpec(keys.macKey().toArray(), suite.hmac()));
            String name = algorithm.equals("AES") ? "AES-" + 8 * suite.keyLength() + "-CBC" : "3DES-EDE-CBC";
            return Optional.of(new CbcProtection(
                    name,
                    sender,
                    encryptThenMac,
                    new SecretKeySpec(keys.key().toArray(), algorithm),
                    Cipher.getInstance(algorithm + "/CBC/NoPadding"),
                    mac));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    @Override
    public ProtectionMode mode() {
        return encryptThenMac ? ProtectionMode.ENCRYPT_THEN_MAC : ProtectionMode.MAC_THEN_ENCRYPT;
    }

    @Override
    public OpenedRecord open(long sequence, byte[] record, PartList parts) {
        if (record.length < RecordHeader.LENGTH) {
            return OpenedRecord.failed(RecordCheck.LENGTH, parts);
        }
        RecordHeader header = RecordHeader.at(record, 0);
        header.note(record, parts, "header");
        int block = cipher.getBlockSize();
        int outside = encryptThenMac ? mac.getMacLength() : 0;
        int encrypted = record.length - RecordHeader.LENGTH - block - outside;
        if (header.length() != record.length - RecordHeader.LENGTH
                || encrypted % block != 0
                || encrypted < (encryptThenMac ? block : mac.getMacLength() + 1)) {
            return OpenedRecord.failed(RecordCheck.LENGTH, parts);
        }
        parts.wire("IV", record, RecordHeader.LENGTH, block, "iv");
        int at = RecordHeader.LENGTH + block;
        parts.wire(
                "ciphertext",
                record,
                at,
                encrypted,
                encryptThenMac ? "ciphertext.etm" : "ciphertext.mte",
                name,
                sender);
        if (encryptThenMac) {
            parts.wire("MAC", record, at + encrypted, outside, "mac.outside");
            return authenticated(header, sequence, record, parts)
                    ? openedAfterMac(header, decrypted(record, block, encrypted), parts)
                    : OpenedRecord.failed(RecordCheck.MAC, parts);
        }
        return openedBeforeMac(header, sequence, decrypted(record, block, encrypted), parts);
    }

    private byte[] decrypted(byte[] record, int block, int length) {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(record, RecordHeader.LENGTH, block));
            return cipher.doFinal(record, RecordHeader.LENGTH + block, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks can always be decrypted", e);
        }
    }

    /// RFC 7366 §3: HMAC(MAC key, sequence number + type + version + length + IV + ciphertext), all of it on
    /// the wire but the sequence number; whatever fails here was never decrypted.
    private boolean authenticated(RecordHeader header, long sequence, byte[] record, PartList parts) {
        int length = record.length - RecordHeader.LENGTH - mac.getMacLength();
        byte[] before = header.authenticated(sequence, length);
        byte[] input = joined(before, record, RecordHeader.LENGTH, length);
        byte[] computed = mac.doFinal(input);
        byte[] found = Arrays.copyOfRange(record, RecordHeader.LENGTH + length, record.length);
        boolean same = MessageDigest.isEqual(computed, found);
        parts.computed("MAC_input", input, "mac_input.etm", sequence, length);
        noteMac(computed, same, parts);
        return same;
    }

    private OpenedRecord openedAfterMac(RecordHeader header, byte[] plaintext, PartList parts) {
        int content = contentLength(plaintext, 0);
        if (content < 0) {
            parts.decrypted("plaintext", plaintext, 0, plaintext.length, "unpadded");
            return OpenedRecord.failed(RecordCheck.PADDING, parts);
        }
        noteContent(header, plaintext, content, parts);
        notePadding(plaintext, content, parts);
        return OpenedRecord.of(header.type(), Bytes.of(plaintext, 0, content), parts);
    }

    /// RFC 5246 §6.2.3.2: content, MAC, padding, padding length.
    private OpenedRecord openedBeforeMac(RecordHeader header, long sequence, byte[] plaintext, PartList parts) {
        int content = contentLength(plaintext, mac.getMacLength());
        if (content < 0) {
            parts.decrypted("plaintext", plaintext, 0, plaintext.length, "unpadded");
            return OpenedRecord.failed(RecordCheck.PADDING, parts);
        }
        noteContent(header, plaintext, content, parts);
        parts.decrypted("MAC", plaintext, content, mac.getMacLength(), "mac.inside");
        notePadding(plaintext, content + mac.getMacLength(), parts);
        byte[] input = joined(header.authenticated(sequence, content), plaintext, 0, content);
        byte[] computed = mac.doFinal(input);
        byte[] found = Arrays.copyOfRange(plaintext, content, content + mac.getMacLength());
        boolean same = MessageDigest.isEqual(computed, found);
        parts.computed("MAC_input", input, "mac_input.mte", sequence, content);
        noteMac(computed, same, parts);
        return same
                ? OpenedRecord.of(header.type(), Bytes.of(plaintext, 0, content), parts)
                : OpenedRecord.failed(RecordCheck.MAC, parts);
    }

    /// How much of the plaintext stands before the padding and a MAC of so many bytes; -1 when the padding is none.
    private static int contentLength(byte[] plaintext, int macLength) {
        int last = plaintext.length - 1;
        int padding = plaintext[last] & 0xff;
        int content = last - padding - macLength;
        for (int at = Math.max(0, last - padding); at < last; at++) {
            if ((plaintext[at] & 0xff) != padding) {
                return -1;
            }
        }
        return Math.max(-1, content);
    }

    private static void noteContent(RecordHeader header, byte[] plaintext, int content, PartList parts) {
        parts.decrypted("content", plaintext, 0, content, "content", RecordHeader.typeName(header.type()), content);
    }

    private static void notePadding(byte[] plaintext, int from, PartList parts) {
        int last = plaintext.length - 1;
        parts.decrypted("padding", plaintext, from, last - from, "padding", last - from);
        parts.decrypted("padding_length", plaintext, last, 1, "padding_length", last - from);
    }

    private void noteMac(byte[] computed, boolean same, PartList parts) {
        String how = mac.getAlgorithm().replace("Hmac", "HMAC-");
        parts.computed("computed_MAC", computed, same ? "mac_computed.same" : "mac_computed.different", how, sender);
    }

    private static byte[] joined(byte[] before, byte[] rest, int offset, int length) {
        byte[] both = Arrays.copyOf(before, before.length + length);
        System.arraycopy(rest, offset, both, before.length, length);
        return both;
    }
}
