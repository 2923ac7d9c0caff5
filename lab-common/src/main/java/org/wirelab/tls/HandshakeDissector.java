package org.wirelab.tls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes handshake messages of TLS 1.2 apart into their fields, for reading only.
///
/// A message that ends too early or contradicts its own lengths gives the fields up to there and one named `malformed`
/// with the offset: the engine decides what becomes of the connection.
final class HandshakeDissector {

    static final int CLIENT_HELLO = 1;
    static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int CLIENT_KEY_EXCHANGE = 16;
    private static final int FINISHED = 20;
    private static final int HEADER = 4;
    private static final int SERVER_NAME = 0;
    private static final int NAMED_CURVE = 3;

    private HandshakeDissector() {}

    /// The message's name in the RFC, by its first byte.
    static String nameOf(Bytes message) {
        return switch (message.at(0)) {
            case 0 -> "HelloRequest";
            case CLIENT_HELLO -> "ClientHello";
            case SERVER_HELLO -> "ServerHello";
            case 4 -> "NewSessionTicket";
            case CERTIFICATE -> "Certificate";
            case SERVER_KEY_EXCHANGE -> "ServerKeyExchange";
            case 13 -> "CertificateRequest";
            case 14 -> "ServerHelloDone";
            case 15 -> "CertificateVerify";
            case CLIENT_KEY_EXCHANGE -> "ClientKeyExchange";
            case FINISHED -> "Finished";
            case 22 -> "CertificateStatus";
            default -> "handshake message " + message.at(0);
        };
    }

    /// The fields of a message's body.
    ///
    /// @param suite the suite chosen so far, which decides the form of the key exchange messages
    static Map<String, Object> fields(Bytes message, Optional<CipherSuite> suite) {
        Map<String, Object> fields = new LinkedHashMap<>();
        FieldReader reader = new FieldReader(message, HEADER);
        try {
            switch (message.at(0)) {
                case CLIENT_HELLO -> clientHello(reader, fields);
                case SERVER_HELLO -> serverHello(reader, fields);
                case CERTIFICATE -> certificate(reader, fields);
                case SERVER_KEY_EXCHANGE -> serverKeyExchange(reader, fields);
                case CLIENT_KEY_EXCHANGE -> clientKeyExchange(reader, fields, suite);
                case FINISHED -> fields.put("verify_data", reader.rest().toString());
                default -> {}
            }
        } catch (FieldReader.TooShort e) {
            fields.put("malformed", "ends before offset " + e.needed);
        }
        return fields;
    }

    /// RFC 5246 §7.4.1.2.
    private static void clientHello(FieldReader reader, Map<String, Object> fields) {
        hello(reader, fields);
        FieldReader suites = reader.vector(2);
        List<String> names = new ArrayList<>();
        while (suites.hasMore()) {
            names.add(CipherSuite.of(suites.number(2)).name());
        }
        fields.put("cipher_suites", names);
        fields.put("compression_methods", reader.vector(1).rest().toString());
        extensions(reader, fields);
    }

    /// RFC 5246 §7.4.1.3.
    private static void serverHello(FieldReader reader, Map<String, Object> fields) {
        hello(reader, fields);
        fields.put("cipher_suite", CipherSuite.of(reader.number(2)).name());
        fields.put("compression_method", reader.bytes(1).toString());
        extensions(reader, fields);
    }

    private static void hello(FieldReader reader, Map<String, Object> fields) {
        fields.put("version", versionName(reader.number(2)));
        fields.put("random", reader.bytes(32).toString());
        fields.put("session_id", reader.vector(1).rest().toString());
    }

    /// RFC 5246 §7.4.1.4.
    private static void extensions(FieldReader reader, Map<String, Object> fields) {
        if (!reader.hasMore()) {
            return;
        }
        FieldReader list = reader.vector(2);
        List<String> names = new ArrayList<>();
        while (list.hasMore()) {
            int type = list.number(2);
            FieldReader data = list.vector(2);
            names.add(ExtensionNames.nameOf(type));
            if (type == SERVER_NAME && data.hasMore()) {
                // RFC 6066 §3: a list whose only defined entry is one host name.
                FieldReader serverNames = data.vector(2);
                serverNames.number(1);
                fields.put("server_name", serverNames.vector(2).text());
            }
        }
        fields.put("extensions", names);
    }

    /// RFC 5246 §7.4.2: a chain, the server's own certificate first.
    private static void certificate(FieldReader reader, Map<String, Object> fields) {
        FieldReader chain = reader.vector(3);
        List<String> lengths = new ArrayList<>();
        while (chain.hasMore()) {
            lengths.add(chain.vector(3).rest().length() + " bytes");
        }
        fields.put("certificate_list", lengths);
    }

    /// RFC 8422 §5.4.
    private static void serverKeyExchange(FieldReader reader, Map<String, Object> fields) {
        if (reader.number(1) == NAMED_CURVE) {
            fields.put("named_curve", GroupNames.nameOf(reader.number(2)));
            fields.put("public", reader.vector(1).rest().toString());
        }
    }

    /// RFC 5246 §7.4.7.1 for RSA key transport, RFC 8422 §5.7 for the ephemeral ones.
    private static void clientKeyExchange(FieldReader reader, Map<String, Object> fields, Optional<CipherSuite> suite) {
        if (suite.filter(CipherSuite::rsaKeyTransport).isPresent()) {
            fields.put("encrypted_pre_master_secret", reader.vector(2).rest().toString());
        } else if (suite.filter(s -> s.name().startsWith("TLS_ECDHE_")).isPresent()) {
            fields.put("ecdh_Yc", reader.vector(1).rest().toString());
        }
    }

    static String versionName(int version) {
        return switch (version) {
            case 0x0300 -> "SSL 3.0";
            case 0x0301 -> "TLS 1.0";
            case 0x0302 -> "TLS 1.1";
            case 0x0303 -> "TLS 1.2";
            case 0x0304 -> "TLS 1.3";
            default -> "0x%04X".formatted(version);
        };
    }
}
