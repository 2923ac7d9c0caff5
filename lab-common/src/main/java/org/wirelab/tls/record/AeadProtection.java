package org.wirelab.tls.record;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;

/// A cipher that authenticates by itself (RFC 5246 §6.2.3.3, RFC 8446 §5.2).
final class AeadProtection implements RecordProtection {

    private static final int NONCE_LENGTH = 12;
    private static final int SALT_LENGTH = 4;

    private final Aead aead;
    private final ProtectionMode mode;
    private final String sender;
    private final Bytes iv;

    private AeadProtection(Aead aead, ProtectionMode mode, String sender, Bytes iv) {
        this.aead = aead;
        this.mode = mode;
        this.sender = sender;
        this.iv = iv;
    }

    static Optional<RecordProtection> of(CipherSuite suite, String sender, RecordKeys keys) {
        ProtectionMode mode = suite.tls13()
                ? ProtectionMode.AEAD_INNER_PLAINTEXT
                : suite.name().contains("_CHACHA20_")
                        ? ProtectionMode.AEAD_IMPLICIT_NONCE
                        : ProtectionMode.AEAD_EXPLICIT_NONCE;
        int ivLength = mode == ProtectionMode.AEAD_EXPLICIT_NONCE ? SALT_LENGTH : NONCE_LENGTH;
        return keys.key().length() != suite.keyLength() || keys.iv().length() != ivLength
                ? Optional.empty()
                : aead(suite, keys.key()).map(cipher -> new AeadProtection(cipher, mode, sender, keys.iv()));
    }

    private static Optional<Aead> aead(CipherSuite suite, Bytes key) {
        if (suite.name().contains("_CHACHA20_POLY1305")) {
            return Optional.of(new Aead.ChaCha20Poly1305(key));
        }
        if (!suite.name().contains("AES_")) {
            return Optional.empty();
        }
        return suite.name().contains("_GCM")
                ? Optional.of(new Aead.AesGcm(key))
                : Optional.of(new AesCcm(key, suite.name().contains("_CCM_8") ? 8 : 16));
    }

    @Override
    public ProtectionMode mode() {
        return mode;
    }

    @Override
    public OpenedRecord open(long sequence, byte[] record, PartList parts) {
        if (record.length < RecordHeader.LENGTH) {
            return OpenedRecord.failed(RecordCheck.LENGTH, parts);
        }
        RecordHeader header = RecordHeader.at(record, 0);
        header.note(record, parts, inner() ? "header.inner" : "header");
        int explicit = mode == ProtectionMode.AEAD_EXPLICIT_NONCE ? NONCE_LENGTH - SALT_LENGTH : 0;
        int at = RecordHeader.LENGTH + explicit;
        int length = record.length - at - aead.tagLength();
        if (header.length() != record.length - RecordHeader.LENGTH || length < 0) {
            return OpenedRecord.failed(RecordCheck.LENGTH, parts);
        }
        byte[] nonce = explicit == 0 ? ivXor(sequence) : saltAnd(record);
        byte[] additional =
                inner() ? Arrays.copyOf(record, RecordHeader.LENGTH) : header.authenticated(sequence, length);
        if (explicit > 0) {
            parts.wire("nonce_explicit", record, RecordHeader.LENGTH, explicit, "nonce_explicit");
        }
        parts.wire(
                "ciphertext",
                record,
                at,
                length,
                inner() ? "ciphertext.inner" : "ciphertext.aead",
                aead.name(),
                sender);
        parts.wire("tag", record, at + length, aead.tagLength(), "tag");
        parts.computed("nonce", nonce, explicit > 0 ? "nonce.salt" : "nonce.xor", sender, iv, sequence);
        parts.computed("additional_data", additional, inner() ? "aad.inner" : "aad", sequence, length);
        return decrypted(header, nonce, additional, Arrays.copyOfRange(record, at, record.length), parts);
    }

    private boolean inner() {
        return mode == ProtectionMode.AEAD_INNER_PLAINTEXT;
    }

    private OpenedRecord decrypted(
            RecordHeader header, byte[] nonce, byte[] additional, byte[] ciphertextAndTag, PartList parts) {
        try {
            Optional<byte[]> plaintext = aead.open(nonce, additional, ciphertextAndTag);
            if (plaintext.isEmpty()) {
                byte[] ciphertext = Arrays.copyOf(ciphertextAndTag, ciphertextAndTag.length - aead.tagLength());
                parts.computed("computed_tag", aead.tagOf(nonce, additional, ciphertext), "tag_computed");
                return OpenedRecord.failed(RecordCheck.TAG, parts);
            }
            return inner() ? unwrapped(plaintext.get(), parts) : content(header.type(), plaintext.get(), parts);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot compute " + aead.name(), e);
        }
    }

    private static OpenedRecord content(int type, byte[] plaintext, PartList parts) {
        parts.decrypted(
                "content", plaintext, 0, plaintext.length, "content", RecordHeader.typeName(type), plaintext.length);
        return OpenedRecord.of(type, Bytes.of(plaintext), parts);
    }

    /// RFC 8446 §5.2: content, its type, then as many zeros as the sender liked; the type is the last byte that
    /// is not zero.
    private static OpenedRecord unwrapped(byte[] plaintext, PartList parts) {
        int at = plaintext.length - 1;
        while (at >= 0 && plaintext[at] == 0) {
            at--;
        }
        if (at < 0) {
            parts.decrypted("zeros", plaintext, 0, plaintext.length, "zeros.only", plaintext.length);
            return OpenedRecord.failed(RecordCheck.INNER_CONTENT_TYPE, parts);
        }
        int type = plaintext[at] & 0xff;
        int zeros = plaintext.length - at - 1;
        parts.decrypted("content", plaintext, 0, at, "content", RecordHeader.typeName(type), at);
        parts.decrypted("content_type", plaintext, at, 1, "content_type", RecordHeader.typeName(type));
        if (zeros > 0) {
            parts.decrypted("zeros", plaintext, at + 1, zeros, "zeros", zeros);
        }
        return OpenedRecord.of(type, Bytes.of(plaintext, 0, at), parts);
    }

    /// RFC 5288 §3, RFC 6655 §3: the secret salt, and the explicit part from the record.
    private byte[] saltAnd(byte[] record) {
        byte[] nonce = Arrays.copyOf(iv.toArray(), NONCE_LENGTH);
        System.arraycopy(record, RecordHeader.LENGTH, nonce, SALT_LENGTH, NONCE_LENGTH - SALT_LENGTH);
        return nonce;
    }

    /// RFC 7905 §2, RFC 8446 §5.3: the sequence number as 64 bits, filled up with zeros on the left to the IV's
    /// length, xor the IV.
    private byte[] ivXor(long sequence) {
        ByteBuffer nonce = ByteBuffer.wrap(iv.toArray());
        int at = NONCE_LENGTH - Long.BYTES;
        return nonce.putLong(at, nonce.getLong(at) ^ sequence).array();
    }
}
