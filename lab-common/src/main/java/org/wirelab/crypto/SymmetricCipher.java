package org.wirelab.crypto;

/// The symmetric ciphers that are measured.
enum SymmetricCipher {
    AES_128_CBC("AES-128-CBC", "AES/CBC/PKCS5Padding", "AES", 16, 16),
    AES_256_CBC("AES-256-CBC", "AES/CBC/PKCS5Padding", "AES", 32, 16),
    AES_128_GCM("AES-128-GCM", "AES/GCM/NoPadding", "AES", 16, 12),
    AES_256_GCM("AES-256-GCM", "AES/GCM/NoPadding", "AES", 32, 12),
    CHACHA20_POLY1305("ChaCha20-Poly1305", "ChaCha20-Poly1305", "ChaCha20", 32, 12);

    private final String words;
    private final String transformation;
    private final String keyAlgorithm;
    private final int keyBytes;
    private final int nonceBytes;

    SymmetricCipher(String words, String transformation, String keyAlgorithm, int keyBytes, int nonceBytes) {
        this.words = words;
        this.transformation = transformation;
        this.keyAlgorithm = keyAlgorithm;
        this.keyBytes = keyBytes;
        this.nonceBytes = nonceBytes;
    }

    /// The name that people know it by.
    String words() {
        return words;
    }

    /// The JDK's name of it.
    String transformation() {
        return transformation;
    }

    /// The JDK's name of its keys.
    String keyAlgorithm() {
        return keyAlgorithm;
    }

    int keyBytes() {
        return keyBytes;
    }

    /// Bytes of the nonce, or of CBC's initialisation vector.
    int nonceBytes() {
        return nonceBytes;
    }
}
