package org.wirelab.tls;

import java.util.Map;

/// The names of signature algorithms (RFC 8446 §4.2.3; RFC 5246 §7.4.1.4.1 for what came before).
final class SignatureNames {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x0201, "rsa_pkcs1_sha1"),
            Map.entry(0x0301, "rsa_pkcs1_sha224"),
            Map.entry(0x0401, "rsa_pkcs1_sha256"),
            Map.entry(0x0501, "rsa_pkcs1_sha384"),
            Map.entry(0x0601, "rsa_pkcs1_sha512"),
            Map.entry(0x0203, "ecdsa_sha1"),
            Map.entry(0x0303, "ecdsa_sha224"),
            Map.entry(0x0403, "ecdsa_secp256r1_sha256"),
            Map.entry(0x0503, "ecdsa_secp384r1_sha384"),
            Map.entry(0x0603, "ecdsa_secp521r1_sha512"),
            Map.entry(0x0804, "rsa_pss_rsae_sha256"),
            Map.entry(0x0805, "rsa_pss_rsae_sha384"),
            Map.entry(0x0806, "rsa_pss_rsae_sha512"),
            Map.entry(0x0807, "ed25519"),
            Map.entry(0x0808, "ed448"),
            Map.entry(0x0809, "rsa_pss_pss_sha256"),
            Map.entry(0x080a, "rsa_pss_pss_sha384"),
            Map.entry(0x080b, "rsa_pss_pss_sha512"),
            Map.entry(0x0904, "mldsa44"),
            Map.entry(0x0905, "mldsa65"),
            Map.entry(0x0906, "mldsa87"));

    private SignatureNames() {}

    static String nameOf(int algorithm) {
        if ((algorithm & 0x0f0f) == 0x0a0a && algorithm >> 8 == (algorithm & 0xff)) {
            return "GREASE";
        }
        String name = NAMES.get(algorithm);
        return name == null ? "0x%04x".formatted(algorithm) : name;
    }
}
