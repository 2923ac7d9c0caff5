package org.wirelab.tls.record;

/// How a suite protects records: what is encrypted, what is authenticated, and where the nonce comes from.
public enum ProtectionMode {
    /// A MAC over the content, then both encrypted in CBC mode (RFC 5246 §6.2.3.2).
    MAC_THEN_ENCRYPT("MAC-then-encrypt"),
    /// The content encrypted in CBC mode, then a MAC over the ciphertext (RFC 7366).
    ENCRYPT_THEN_MAC("encrypt-then-MAC"),
    /// AEAD whose nonce is half secret and half in the record: AES-GCM and AES-CCM in TLS 1.2 (RFC 5288, RFC 6655).
    AEAD_EXPLICIT_NONCE("AEAD, explicit nonce"),
    /// AEAD whose nonce is IV xor sequence number: ChaCha20-Poly1305 in TLS 1.2 (RFC 7905).
    AEAD_IMPLICIT_NONCE("AEAD, implicit nonce"),
    /// AEAD as in TLS 1.3, which hides the content's type and length too (RFC 8446 §5.2).
    AEAD_INNER_PLAINTEXT("AEAD, TLS 1.3");

    private final String label;

    ProtectionMode(String label) {
        this.label = label;
    }

    /// The mode in the words of the RFCs, such as `MAC-then-encrypt`.
    public String label() {
        return label;
    }
}
