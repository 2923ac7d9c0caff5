package org.wirelab.tls;

import java.nio.charset.StandardCharsets;

/// HKDF (RFC 5869) as TLS 1.3 uses it (RFC 8446 §7.1), with nothing but the JDK's `Mac` and `MessageDigest`.
///
/// It shares no code with the TLS library, so that a value which both arrive at was not merely repeated.
///
/// @param hash the hash of the suite, `SHA-256` or `SHA-384`
public record Hkdf(String hash) {

    // RFC 8446 §7.1: the label on the wire of the derivation begins with these six bytes.
    private static final String PREFIX = "tls13 ";

    /// RFC 5869 §2.2: `HMAC-Hash(salt, IKM)`.
    public Bytes extract(Bytes salt, Bytes inputKeyingMaterial) {
        return hmac(salt, inputKeyingMaterial);
    }

    /// RFC 5869 §2.3: as many bytes as are wanted, 255 times the hash's length at most.
    public Bytes expand(Bytes pseudoRandomKey, Bytes info, int length) {
        Bytes output = Bytes.EMPTY;
        Bytes block = Bytes.EMPTY;
        // RFC 5869 §2.3: T(0) is empty, T(i) = HMAC(PRK, T(i-1) | info | i); the output is T(1) | T(2) | …
        for (int i = 1; output.length() < length; i++) {
            block = hmac(pseudoRandomKey, block.plus(info).plus(Bytes.of(new byte[] {(byte) i})));
            output = output.plus(block);
        }
        return output.slice(0, length);
    }

    /// RFC 8446 §7.1: `HKDF-Expand-Label(Secret, Label, Context, Length)`.
    public Bytes expandLabel(Bytes secret, String label, Bytes context, int length) {
        return expand(secret, hkdfLabel(label, context, length), length);
    }

    /// RFC 8446 §7.1: `Derive-Secret(Secret, Label, Messages)`, with the hash of the messages at hand.
    public Bytes deriveSecret(Bytes secret, String label, Bytes transcriptHash) {
        return expandLabel(secret, label, transcriptHash, length());
    }

    /// RFC 8446 §4.4.4: `HMAC(finished_key, Transcript-Hash(…))`.
    public Bytes verifyData(Bytes finishedKey, Bytes transcriptHash) {
        return hmac(finishedKey, transcriptHash);
    }

    /// RFC 8446 §7.1: the structure HkdfLabel: length (2 bytes), `"tls13 " + label` and context, each with its own
    /// length before it (1 byte).
    public static Bytes hkdfLabel(String label, Bytes context, int length) {
        byte[] text = (PREFIX + label).getBytes(StandardCharsets.US_ASCII);
        return Bytes.of(new byte[] {(byte) (length >> 8), (byte) length, (byte) text.length})
                .plus(Bytes.of(text))
                .plus(Bytes.of(new byte[] {(byte) context.length()}))
                .plus(context);
    }

    /// The hash of these bytes.
    public Bytes digest(Bytes bytes) {
        return new KeySchedule(hash).digest(bytes);
    }

    /// As many zero bytes as the hash has: what RFC 8446 §7.1 writes as `0`.
    public Bytes zeros() {
        return Bytes.of(new byte[length()]);
    }

    /// Bytes of the hash's output.
    public int length() {
        return hash.equals("SHA-384") ? 48 : 32;
    }

    private Bytes hmac(Bytes key, Bytes message) {
        return KeySchedule.hmac("Hmac" + hash.replace("-", ""), key, message);
    }
}
