package org.wirelab.tls;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A cipher suite, and what its name says of it.
///
/// Everything but the number is read from the name, so that nothing here is taken over from the TLS library that the
/// lab checks.
///
/// @param id the number in the hello messages
/// @param name the name in IANA's registry, or `0xABCD` for a number that has none here
public record CipherSuite(int id, String name) {

    /// The lab's ranking, from weak to strong. A suite that is broken stands last; then forward secrecy counts
    /// first, since without it one stolen key opens all recorded traffic; then authenticated encryption (AEAD)
    /// over CBC, then the length of the key, then the hash.
    public static final Comparator<CipherSuite> STRENGTH = Comparator.comparing((CipherSuite s) -> !s.broken())
            .thenComparing(CipherSuite::forwardSecret)
            .thenComparing(CipherSuite::aead)
            .thenComparing(CipherSuite::keyLength)
            .thenComparing(CipherSuite::hashBits);

    private static final List<String> BROKEN = List.of("NULL", "RC4", "RC2", "DES", "EXPORT", "anon", "0x", "GREASE");

    /// The suite with this number.
    public static CipherSuite of(int id) {
        return new CipherSuite(id, CipherSuiteNames.nameOf(id));
    }

    /// The suite with this name, or empty when there is none.
    public static Optional<CipherSuite> named(String name) {
        return CipherSuiteNames.idOf(name).map(id -> new CipherSuite(id, name));
    }

    /// The strongest of these, the first of equals.
    public static Optional<CipherSuite> strongest(List<CipherSuite> suites) {
        return suites.reversed().stream().max(STRENGTH);
    }

    /// True for numbers that choose nothing and only say something: RFC 5746 §3.3, RFC 7507, RFC 8701.
    public boolean signalling() {
        return name.endsWith("_SCSV") || name.equals("GREASE");
    }

    /// True for a suite of TLS 1.3 (RFC 8446 §B.4), whose name has no key exchange.
    public boolean tls13() {
        return !name.contains("_WITH_") && !broken();
    }

    /// True when the lab can negotiate it and say where each of its secrets comes from: TLS 1.3, RSA key
    /// transport or ephemeral Diffie-Hellman, with AES or ChaCha20.
    public boolean explained() {
        return !broken()
                && (tls13()
                        || rsaKeyTransport()
                        || name.startsWith("TLS_DHE_RSA_WITH_")
                        || name.startsWith("TLS_ECDHE_RSA_WITH_")
                        || name.startsWith("TLS_ECDHE_ECDSA_WITH_"))
                && (name.contains("_AES_") || name.contains("_CHACHA20_"))
                && !name.contains("_CCM");
    }

    /// The kind of key that the server's certificate must have for it in TLS 1.2: `RSA` or `EC`; empty in TLS 1.3,
    /// where suites say nothing of it.
    String certificateKey() {
        return tls13() ? "" : name.contains("_ECDSA_") ? "EC" : "RSA";
    }

    /// True for RSA key transport: the pre-master secret travels encrypted to the key of the certificate.
    public boolean rsaKeyTransport() {
        return name.startsWith("TLS_RSA_WITH_");
    }

    /// True when the keys come from ephemeral Diffie-Hellman values.
    public boolean forwardSecret() {
        return tls13() || name.startsWith("TLS_ECDHE_") || name.startsWith("TLS_DHE_");
    }

    /// True when the cipher authenticates by itself and there is no MAC key.
    public boolean aead() {
        return name.contains("_GCM") || name.contains("_CCM") || name.contains("_POLY1305");
    }

    /// Bytes of each encryption key (RFC 5246 §C).
    public int keyLength() {
        if (name.contains("_256_") || name.contains("CHACHA20")) {
            return 32;
        }
        return name.contains("_128_") ? 16 : name.contains("3DES_EDE") ? 24 : 0;
    }

    /// Bytes of each MAC key, which are those of the hash's output (RFC 5246 §C); 0 for AEAD.
    public int macKeyLength() {
        return aead() ? 0 : hashBits() / 8;
    }

    /// Bytes of each IV taken from the key block in TLS 1.2: the fixed part of an AEAD nonce (RFC 5288 §3, RFC 7905
    /// §2), nothing for CBC, whose IV stands in each record (RFC 5246 §6.2.3.2).
    public int fixedIvLength() {
        return !aead() ? 0 : name.contains("CHACHA20") ? 12 : 4;
    }

    /// The hash of the PRF and of the transcript in TLS 1.2 (RFC 5246 §5): SHA-256 unless the suite says SHA-384.
    public String prfHash() {
        return name.endsWith("_SHA384") ? "SHA-384" : "SHA-256";
    }

    /// The hash of the HMAC, as the JDK calls it, such as `HmacSHA256`.
    public String hmac() {
        return switch (hashBits()) {
            case 384 -> "HmacSHA384";
            case 256 -> "HmacSHA256";
            default -> "HmacSHA1";
        };
    }

    private boolean broken() {
        for (String word : BROKEN) {
            if (name.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private int hashBits() {
        return name.endsWith("_SHA384") ? 384 : name.endsWith("_SHA256") ? 256 : 160;
    }

    @Override
    public String toString() {
        return name;
    }
}
