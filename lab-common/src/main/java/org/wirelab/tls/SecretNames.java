package org.wirelab.tls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What TLS 1.3 calls the values that it derives, by their label and by what they are derived from (RFC 8446 §7.1).
///
/// A handshake asks some forty times, on the thread that is watched: whatever can be is a text that is there already.
final class SecretNames {

    private static final String PREFIX = "tls13 ";

    // RFC 8446 §7.1: a length (2 bytes) stands before the label, which has its own length before it (1 byte).
    private static final int LABEL_LENGTH_AT = 2;
    private static final int LABEL_AT = LABEL_LENGTH_AT + 1 + PREFIX.length();

    private static final List<String> LABELS = List.of(
            "key",
            "iv",
            "finished",
            "derived",
            "c hs traffic",
            "s hs traffic",
            "c ap traffic",
            "s ap traffic",
            "exp master",
            "res master",
            "traffic upd",
            "resumption",
            "ext binder",
            "res binder",
            "c e traffic",
            "e exp master");

    private static final List<byte[]> OCTETS = LABELS.stream()
            .map(label -> label.getBytes(StandardCharsets.US_ASCII))
            .toList();

    private SecretNames() {}

    /// The label in the structure HkdfLabel, without its prefix.
    static String label(byte[] hkdfLabel) {
        int end = LABEL_LENGTH_AT + 1 + (hkdfLabel[LABEL_LENGTH_AT] & 0xff);
        for (int i = 0; i < OCTETS.size(); i++) {
            byte[] known = OCTETS.get(i);
            if (Arrays.equals(known, 0, known.length, hkdfLabel, LABEL_AT, end)) {
                return LABELS.get(i);
            }
        }
        return new String(hkdfLabel, LABEL_AT, end - LABEL_AT, StandardCharsets.US_ASCII);
    }

    /// The context in the structure HkdfLabel, which stands behind the label.
    static Bytes context(byte[] hkdfLabel) {
        int lengthAt = LABEL_LENGTH_AT + 1 + (hkdfLabel[LABEL_LENGTH_AT] & 0xff);
        int length = hkdfLabel[lengthAt] & 0xff;
        return length == 0 ? Bytes.EMPTY : Bytes.of(hkdfLabel, lengthAt + 1, length);
    }

    /// The name of what HKDF-Extract gives (RFC 8446 §7.1).
    static String extracted(String salt) {
        return switch (salt) {
            case "derived_early_secret" -> "handshake_secret";
            case "derived_handshake_secret" -> "master_secret";
            default -> "early_secret";
        };
    }

    /// The name of what HKDF-Expand-Label gives; the label itself where there is no other.
    static String expanded(String secret, String label) {
        return switch (label) {
            case "derived" -> derived(secret);
            case "ext binder", "res binder" -> "binder_key";
            case "c e traffic" -> "client_early_traffic_secret";
            case "e exp master" -> "early_exporter_master_secret";
            case "c hs traffic" -> "client_handshake_traffic_secret";
            case "s hs traffic" -> "server_handshake_traffic_secret";
            case "c ap traffic" -> "client_application_traffic_secret_0";
            case "s ap traffic" -> "server_application_traffic_secret_0";
            case "exp master" -> "exporter_master_secret";
            case "res master" -> "resumption_master_secret";
            case "resumption" -> "resumption_psk";
            case "traffic upd" -> next(secret);
            case "finished" -> ofSide(secret, "client_finished_key", "server_finished_key", "_finished_key");
            case "key" -> ofSide(secret, "client_write_key", "server_write_key", "_write_key");
            case "iv" -> ofSide(secret, "client_write_IV", "server_write_IV", "_write_IV");
            default -> label;
        };
    }

    private static String derived(String secret) {
        return switch (secret) {
            case "early_secret" -> "derived_early_secret";
            case "handshake_secret" -> "derived_handshake_secret";
            default -> "derived_" + secret;
        };
    }

    /// RFC 8446 §7.2: `application_traffic_secret_N` becomes `application_traffic_secret_N+1`.
    private static String next(String secret) {
        int underscore = secret.lastIndexOf('_');
        return secret.substring(0, underscore + 1) + (Integer.parseInt(secret.substring(underscore + 1)) + 1);
    }

    /// The side is what the secret's own name begins with; that is `binder` for the key that binders are made with.
    private static String ofSide(String secret, String ofClient, String ofServer, String what) {
        if (secret.startsWith("client_")) {
            return ofClient;
        }
        return secret.startsWith("server_") ? ofServer : secret.substring(0, secret.indexOf('_')) + what;
    }
}
