package org.wirelab.client.tls.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.stream.Stream;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.PreSharedKey;
import org.wirelab.tls.TlsVersion;

/// One way in which two sides come to their keys: a row of the matrix.
///
/// @param name as the table shows it
/// @param suite by its registered name; empty for what both sides come to by themselves
/// @param group of the key agreement; empty for RSA key transport and for what both sides come to by themselves
/// @param extendedMasterSecret whether RFC 7627 is agreed upon
/// @param encryptThenMac whether RFC 7366 is agreed upon, for suites that it applies to
record Mode(
        String name,
        TlsVersion version,
        String suite,
        String group,
        boolean extendedMasterSecret,
        boolean encryptThenMac,
        Event event) {

    /// What the application speaks where that is agreed upon.
    static final String PROTOCOL = "http/1.1";

    /// The key that both sides have from elsewhere, by the name that openssl gives to such a key.
    static final PreSharedKey EXTERNAL_KEY = PreSharedKey.external(
            Bytes.of("Client_identity".getBytes(US_ASCII)),
            Bytes.parse("7f3a1be0c85d4e6690a2b4c6d8eaf00112233445566778899aabbccddeeff001"));

    private static final String GCM = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
    private static final String GCM_13 = "TLS_AES_128_GCM_SHA256";

    static final List<Mode> ALL = Stream.of(
                    Stream.of(
                            tls12("RSA_WITH_AES_128_CBC_SHA", "", false, false),
                            tls12("RSA_WITH_AES_128_CBC_SHA", "", true, true),
                            tls12("RSA_WITH_AES_128_CBC_SHA256", "", false, false),
                            tls12("RSA_WITH_AES_128_CBC_SHA256", "", true, true),
                            tls12("RSA_WITH_AES_256_GCM_SHA384", "", true, false),
                            tls12("ECDHE_RSA_WITH_AES_128_CBC_SHA", "x25519", true, false),
                            tls12("ECDHE_RSA_WITH_AES_128_CBC_SHA256", "x25519", false, true),
                            tls12("ECDHE_RSA_WITH_AES_256_CBC_SHA384", "secp256r1", true, true),
                            tls12("ECDHE_RSA_WITH_AES_128_GCM_SHA256", "x25519", false, false),
                            tls12("ECDHE_RSA_WITH_AES_256_GCM_SHA384", "secp256r1", true, false),
                            tls12("ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "x25519", true, false),
                            tls12("ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", "secp256r1", true, true),
                            tls12("ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "secp256r1", true, false),
                            tls12("ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "secp256r1", true, false),
                            tls12("DHE_RSA_WITH_AES_128_CBC_SHA", "ffdhe2048", true, false),
                            tls12("DHE_RSA_WITH_AES_256_CBC_SHA256", "ffdhe2048", true, true),
                            tls12("DHE_RSA_WITH_AES_128_GCM_SHA256", "ffdhe2048", true, false),
                            tls12("DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "ffdhe2048", true, false)),
                    Stream.of(
                            tls12("as both come", Event.AS_THEY_COME),
                            new Mode(
                                    "M and E declined by the peer",
                                    TlsVersion.TLS12,
                                    "TLS_RSA_WITH_AES_128_CBC_SHA256",
                                    "",
                                    false,
                                    false,
                                    Event.DECLINED),
                            tls12("client certificate", Event.CLIENT_CERTIFICATE),
                            tls12("resumed by session id", Event.SESSION_ID),
                            tls12("resumed by ticket", Event.TICKET),
                            tls12("ALPN", Event.ALPN),
                            tls12("two certificates, SNI", Event.SERVER_NAME),
                            tls12("stapled OCSP response", Event.STAPLED_STATUS)),
                    Stream.of(
                            tls13("AES_128_GCM_SHA256", "x25519"),
                            tls13("AES_256_GCM_SHA384", "secp256r1"),
                            tls13("CHACHA20_POLY1305_SHA256", "x25519"),
                            tls13("AES_128_GCM_SHA256", "X25519MLKEM768")),
                    Stream.of(
                            tls13("as both come", "", "", Event.AS_THEY_COME),
                            tls13("HelloRetryRequest", GCM_13, "secp384r1", Event.HELLO_RETRY),
                            tls13("external pre-shared key", GCM_13, "x25519", Event.EXTERNAL_KEY),
                            tls13("resumed by ticket", GCM_13, "x25519", Event.TICKET),
                            tls13("key update", GCM_13, "x25519", Event.KEY_UPDATE),
                            tls13("client certificate", GCM_13, "x25519", Event.CLIENT_CERTIFICATE),
                            tls13("ALPN", GCM_13, "x25519", Event.ALPN),
                            tls13("two certificates, SNI", GCM_13, "x25519", Event.SERVER_NAME),
                            tls13("stapled OCSP response", GCM_13, "x25519", Event.STAPLED_STATUS)))
            .flatMap(modes -> modes)
            .toList();

    private static Mode tls12(String suite, String group, boolean ems, boolean etm) {
        String name = suite.replace("_WITH_", " ").replace("POLY1305_SHA256", "POLY1305");
        return new Mode(name, TlsVersion.TLS12, "TLS_" + suite, group, ems, etm, Event.NONE);
    }

    private static Mode tls12(String name, Event event) {
        return event == Event.AS_THEY_COME
                ? new Mode(name, TlsVersion.TLS12, "", "", true, true, event)
                : new Mode(name, TlsVersion.TLS12, GCM, "secp256r1", true, true, event);
    }

    private static Mode tls13(String suite, String group) {
        return tls13(suite + " " + group, "TLS_" + suite, group, Event.NONE);
    }

    private static Mode tls13(String name, String suite, String group, Event event) {
        return new Mode(name, TlsVersion.TLS13, suite, group, true, true, event);
    }

    boolean tls13() {
        return version == TlsVersion.TLS13;
    }

    /// Whether the lab's side speaks RFC 7627: most peers offer and accept it, so that the lab decides.
    boolean labExtendedMasterSecret() {
        return extendedMasterSecret || is(Event.DECLINED);
    }

    /// Whether the lab's side speaks RFC 7366.
    boolean labEncryptThenMac() {
        return encryptThenMac || is(Event.DECLINED);
    }

    boolean is(Event what) {
        return event == what;
    }

    /// True where nobody is told which suite to take.
    boolean open() {
        return suite.isEmpty();
    }

    CipherSuite cipherSuite() {
        return CipherSuite.named(suite).orElseThrow();
    }

    /// RFC 7366 §3: only suites in CBC mode have a MAC that could come after.
    boolean macAfterEncryption() {
        return encryptThenMac && suite.contains("_CBC_");
    }

    /// The certificate's key.
    boolean ecdsa() {
        return suite.contains("_ECDSA_");
    }

    /// The key exchange as TLS 1.2 names it: `ECDHE_RSA`; empty in TLS 1.3.
    String keyExchange() {
        int end = suite.indexOf("_WITH_");
        return end < 0 ? "" : suite.substring("TLS_".length(), end);
    }

    @Override
    public String toString() {
        return version + ", " + name
                + (tls13() || event != Event.NONE ? "" : " ems=" + extendedMasterSecret + " etm=" + encryptThenMac);
    }
}
