package org.wirelab.crypto;

import org.wirelab.trace.Kind;

/// How many bytes one RSA encryption carries, found out by trying: the largest message that was taken and opened again,
/// and the next, which was refused.
///
/// @param modulusBytes k of RFC 8017: the length of the modulus, and of every ciphertext
/// @param largest bytes of the longest message that was taken
/// @param refused bytes of the shortest message that was refused, one more
/// @param refusal the words of the refusal
/// @param tries how many messages were tried
@Kind("crypto.capacity")
public record RsaCapacity(
        int keyBits,
        Padding padding,
        String implementation,
        int modulusBytes,
        int largest,
        int refused,
        String refusal,
        int tries)
        implements CryptoObservation {

    /// What a message is wrapped in before the power is taken (RFC 8017 §7), each with what it costs.
    public enum Padding {
        /// RSAES-PKCS1-v1_5: 00 02, at least eight random bytes, 00 (RFC 8017 §7.2.1).
        PKCS1("PKCS #1 v1.5", 11),
        /// RSAES-OAEP with SHA-256: two hashes of 32 bytes, 00 and 01 (RFC 8017 §7.1.1).
        OAEP("OAEP, SHA-256", 66);

        private final String words;
        private final int overhead;

        Padding(String words, int overhead) {
            this.words = words;
            this.overhead = overhead;
        }

        /// The name that people know it by.
        public String words() {
            return words;
        }

        /// How many bytes of the modulus it takes by the standard.
        public int overhead() {
            return overhead;
        }
    }

    /// True when what was found is what the standard says: k less the padding's own bytes.
    public boolean asSpecified() {
        return largest == modulusBytes - padding.overhead() && refused == largest + 1;
    }

    @Override
    public String toString() {
        return "RSA-" + keyBits + ", " + padding.words() + " (" + implementation + "): " + largest + " bytes = "
                + modulusBytes + " - " + (modulusBytes - largest) + "; " + refused + " refused: " + refusal;
    }
}
