package org.wirelab.tls;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes handshake messages of TLS 1.2 and 1.3 apart into their fields, for reading only.
///
/// A message that ends too early or contradicts its own lengths gives the fields up to there and one named `malformed`
/// with the offset: the engine decides what becomes of the connection.
final class HandshakeDissector {

    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final int FINISHED = 20;

    private static final int NEW_SESSION_TICKET = 4;
    private static final int ENCRYPTED_EXTENSIONS = 8;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int CERTIFICATE_REQUEST = 13;
    private static final int CERTIFICATE_VERIFY = 15;
    private static final int CLIENT_KEY_EXCHANGE = 16;
    private static final int CERTIFICATE_STATUS = 22;
    private static final int KEY_UPDATE = 24;
    private static final int HEADER = 4;
    private static final int RANDOM_OFFSET = HEADER + 2;
    private static final int RANDOM_LENGTH = 32;
    private static final int NAMED_CURVE = 3;

    /// RFC 8446 §4.1.3: the random by which a ServerHello says that it is a HelloRetryRequest.
    private static final Bytes RETRY = Bytes.parse("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    /// RFC 8446 §4.1.3: how the random of a ServerHello ends when the server speaks TLS 1.3 too and was not asked
    /// to.
    private static final Bytes DOWNGRADE = Bytes.parse("444f574e47524401");

    private HandshakeDissector() {}

    /// The message's name in the RFC.
    static String nameOf(Bytes message) {
        return switch (message.at(0)) {
            case 0 -> "HelloRequest";
            case CLIENT_HELLO -> "ClientHello";
            case SERVER_HELLO -> isRetry(message) ? "HelloRetryRequest" : "ServerHello";
            case NEW_SESSION_TICKET -> "NewSessionTicket";
            case 5 -> "EndOfEarlyData";
            case ENCRYPTED_EXTENSIONS -> "EncryptedExtensions";
            case CERTIFICATE -> "Certificate";
            case SERVER_KEY_EXCHANGE -> "ServerKeyExchange";
            case CERTIFICATE_REQUEST -> "CertificateRequest";
            case 14 -> "ServerHelloDone";
            case CERTIFICATE_VERIFY -> "CertificateVerify";
            case CLIENT_KEY_EXCHANGE -> "ClientKeyExchange";
            case FINISHED -> "Finished";
            case CERTIFICATE_STATUS -> "CertificateStatus";
            case KEY_UPDATE -> "KeyUpdate";
            default -> "handshake message " + message.at(0);
        };
    }

    /// The session id of a hello message, in hexadecimal digits; empty where the message ends before it.
    static String sessionId(Bytes hello) {
        try {
            return new FieldReader(hello, RANDOM_OFFSET + RANDOM_LENGTH)
                    .vector(1)
                    .rest()
                    .toString();
        } catch (FieldReader.TooShort e) {
            return "";
        }
    }

    /// The suite that a ServerHello names; empty where the message ends before it, or names none that there is.
    static Optional<CipherSuite> suite(Bytes serverHello) {
        try {
            FieldReader reader = new FieldReader(serverHello, RANDOM_OFFSET + RANDOM_LENGTH);
            reader.vector(1);
            return CipherSuite.named(CipherSuite.of(reader.number(2)).name());
        } catch (FieldReader.TooShort e) {
            return Optional.empty();
        }
    }

    private static boolean isRetry(Bytes message) {
        return message.length() >= RANDOM_OFFSET + RANDOM_LENGTH
                && message.at(RANDOM_OFFSET) == RETRY.at(0)
                && message.slice(RANDOM_OFFSET, RANDOM_OFFSET + RANDOM_LENGTH).equals(RETRY);
    }

    /// The fields of a message's body.
    ///
    /// @param suite the suite chosen so far, which decides the form of the key exchange messages
    /// @param tls13 whether the version is settled and is TLS 1.3, where some messages have another form
    static Map<String, Object> fields(Bytes message, Optional<CipherSuite> suite, boolean tls13) {
        Map<String, Object> fields = new LinkedHashMap<>();
        FieldReader reader = new FieldReader(message, HEADER);
        try {
            switch (message.at(0)) {
                case CLIENT_HELLO -> clientHello(reader, fields);
                case SERVER_HELLO -> serverHello(reader, fields, isRetry(message));
                case NEW_SESSION_TICKET -> newSessionTicket(reader, fields, tls13);
                case ENCRYPTED_EXTENSIONS -> extensions(reader, fields, "EncryptedExtensions");
                case CERTIFICATE -> certificate(reader, fields, tls13);
                case SERVER_KEY_EXCHANGE -> serverKeyExchange(reader, fields, suite);
                case CERTIFICATE_REQUEST -> certificateRequest(reader, fields, tls13);
                case CERTIFICATE_VERIFY -> signature(reader, fields);
                case CLIENT_KEY_EXCHANGE -> clientKeyExchange(reader, fields, suite);
                case FINISHED -> fields.put("verify_data", reader.rest().toString());
                case CERTIFICATE_STATUS -> {
                    reader.number(1); // ocsp
                    fields.put("ocsp_response", OcspText.of(reader.vector(3).rest()));
                }
                case KEY_UPDATE ->
                    fields.put("request_update", reader.number(1) == 1 ? "update_requested" : "update_not_requested");
                default -> {}
            }
        } catch (FieldReader.TooShort e) {
            fields.put("malformed", "ends before offset " + e.needed);
        }
        return fields;
    }

    /// RFC 5246 §7.4.1.2, RFC 8446 §4.1.2.
    private static void clientHello(FieldReader reader, Map<String, Object> fields) {
        hello(reader, fields);
        FieldReader suites = reader.vector(2);
        List<String> names = new ArrayList<>();
        while (suites.hasMore()) {
            names.add(CipherSuite.of(suites.number(2)).name());
        }
        fields.put("cipher_suites", names);
        fields.put("compression_methods", reader.vector(1).rest().toString());
        extensions(reader, fields, "ClientHello");
    }

    /// RFC 5246 §7.4.1.3, RFC 8446 §4.1.3, §4.1.4.
    private static void serverHello(FieldReader reader, Map<String, Object> fields, boolean retry) {
        Bytes random = hello(reader, fields);
        if (random.slice(RANDOM_LENGTH - DOWNGRADE.length(), RANDOM_LENGTH).equals(DOWNGRADE)) {
            fields.put("downgrade_sentinel", DOWNGRADE.toString());
        }
        fields.put("cipher_suite", CipherSuite.of(reader.number(2)).name());
        fields.put("compression_method", reader.bytes(1).toString());
        extensions(reader, fields, retry ? "HelloRetryRequest" : "ServerHello");
    }

    /// @return the random
    private static Bytes hello(FieldReader reader, Map<String, Object> fields) {
        fields.put("version", versionName(reader.number(2)));
        Bytes random = reader.bytes(RANDOM_LENGTH);
        fields.put("random", random.toString());
        fields.put("session_id", reader.vector(1).rest().toString());
        return random;
    }

    private static void extensions(FieldReader reader, Map<String, Object> fields, String message) {
        if (reader.hasMore()) {
            ExtensionDissector.extensions(reader.vector(2), fields, message);
        }
    }

    /// RFC 5246 §7.4.2: a chain, the sender's own certificate first; RFC 8446 §4.4.2 puts a context before it and
    /// extensions behind each certificate.
    private static void certificate(FieldReader reader, Map<String, Object> fields, boolean tls13) {
        if (tls13) {
            fields.put("certificate_request_context", reader.vector(1).rest().toString());
        }
        FieldReader chain = reader.vector(3);
        List<String> lengths = new ArrayList<>();
        while (chain.hasMore()) {
            lengths.add(chain.vector(3).rest().length() + " bytes");
            if (tls13) {
                ExtensionDissector.ofCertificate(chain.vector(2), fields);
            }
        }
        fields.put("certificate_list", lengths);
    }

    /// RFC 8422 §5.4 for curves, RFC 5246 §7.4.3 for finite fields; both signed by the certificate's key.
    private static void serverKeyExchange(FieldReader reader, Map<String, Object> fields, Optional<CipherSuite> suite) {
        if (suite.filter(s -> s.name().startsWith("TLS_DHE_")).isPresent()) {
            BigInteger prime = new BigInteger(1, reader.vector(2).rest().toArray());
            fields.put("dh_p", FiniteFields.nameOf(prime));
            fields.put("dh_g", new BigInteger(1, reader.vector(2).rest().toArray()).toString());
            fields.put("dh_Ys", reader.vector(2).rest().toString());
        } else if (reader.number(1) == NAMED_CURVE) {
            fields.put("named_curve", GroupNames.nameOf(reader.number(2)));
            fields.put("public", reader.vector(1).rest().toString());
        } else {
            return;
        }
        signature(reader, fields);
    }

    /// RFC 5246 §4.7, RFC 8446 §4.4.3.
    private static void signature(FieldReader reader, Map<String, Object> fields) {
        fields.put("signature_algorithm", SignatureNames.nameOf(reader.number(2)));
        fields.put("signature", reader.vector(2).rest().toString());
    }

    /// RFC 5246 §7.4.4; RFC 8446 §4.3.2 says the same by extensions.
    private static void certificateRequest(FieldReader reader, Map<String, Object> fields, boolean tls13) {
        if (tls13) {
            fields.put("certificate_request_context", reader.vector(1).rest().toString());
            extensions(reader, fields, "CertificateRequest");
            return;
        }
        FieldReader types = reader.vector(1);
        List<String> names = new ArrayList<>();
        while (types.hasMore()) {
            int type = types.number(1);
            names.add(type == 1 ? "rsa_sign" : type == 64 ? "ecdsa_sign" : "type " + type);
        }
        fields.put("certificate_types", names);
        fields.put("signature_algorithms", ExtensionDissector.signatureAlgorithms(reader));
    }

    /// RFC 5246 §7.4.7.1 for RSA key transport, §7.4.7.2 and RFC 8422 §5.7 for the ephemeral ones.
    private static void clientKeyExchange(FieldReader reader, Map<String, Object> fields, Optional<CipherSuite> suite) {
        if (suite.filter(CipherSuite::rsaKeyTransport).isPresent()) {
            fields.put("encrypted_pre_master_secret", reader.vector(2).rest().toString());
        } else if (suite.filter(s -> s.name().startsWith("TLS_ECDHE_")).isPresent()) {
            fields.put("ecdh_Yc", reader.vector(1).rest().toString());
        } else if (suite.filter(s -> s.name().startsWith("TLS_DHE_")).isPresent()) {
            fields.put("dh_Yc", reader.vector(2).rest().toString());
        }
    }

    /// RFC 5077 §3.3, RFC 8446 §4.6.1.
    private static void newSessionTicket(FieldReader reader, Map<String, Object> fields, boolean tls13) {
        fields.put("ticket_lifetime", Integer.toUnsignedString(reader.number(4)) + " s");
        if (tls13) {
            fields.put("ticket_age_add", reader.bytes(4).toString());
            fields.put("ticket_nonce", reader.vector(1).rest().toString());
        }
        fields.put("ticket", reader.vector(2).rest().toString());
        if (tls13) {
            extensions(reader, fields, "NewSessionTicket");
        }
    }

    static String versionName(int version) {
        return switch (version) {
            case 0x0300 -> "SSL 3.0";
            case 0x0301 -> "TLS 1.0";
            case 0x0302 -> "TLS 1.1";
            case 0x0303 -> "TLS 1.2";
            case 0x0304 -> "TLS 1.3";
            default ->
                (version & 0x0f0f) == 0x0a0a && version >> 8 == (version & 0xff)
                        ? "GREASE"
                        : "0x%04X".formatted(version);
        };
    }
}
