package org.wirelab.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Takes the extensions of a message apart (RFC 6066, RFC 7301, RFC 8446 §4.2): those of which a reader wants to know
/// more than that they were there.
final class ExtensionDissector {

    private static final int SERVER_NAME = 0;
    private static final int STATUS_REQUEST = 5;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int ALPN = 16;
    private static final int PRE_SHARED_KEY = 41;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int PSK_KEY_EXCHANGE_MODES = 45;
    private static final int KEY_SHARE = 51;
    private static final int MOST_SHOWN = 32;

    private ExtensionDissector() {}

    /// @param list the extensions without their common length
    /// @param message the name of the message that they stand in, which decides their form
    static void extensions(FieldReader list, Map<String, Object> fields, String message) {
        List<String> names = new ArrayList<>();
        fields.put("extensions", names);
        while (list.hasMore()) {
            int type = list.number(2);
            FieldReader data = list.vector(2);
            names.add(ExtensionNames.nameOf(type));
            if (data.hasMore()) {
                if (message.equals("ClientHello") || message.equals("CertificateRequest")) {
                    offered(type, data, fields);
                } else {
                    chosen(type, data, fields, message);
                }
            }
        }
    }

    /// What the sender leaves to the other side to choose from.
    private static void offered(int type, FieldReader data, Map<String, Object> fields) {
        switch (type) {
            case SERVER_NAME -> {
                // RFC 6066 §3: a list whose only defined entry is one host name
                FieldReader serverNames = data.vector(2);
                serverNames.number(1);
                fields.put("server_name", serverNames.vector(2).text());
            }
            case SUPPORTED_VERSIONS ->
                fields.put(
                        "supported_versions",
                        numbers(data.vector(1), version -> HandshakeDissector.versionName(version)));
            case SUPPORTED_GROUPS -> fields.put("supported_groups", numbers(data.vector(2), GroupNames::nameOf));
            case SIGNATURE_ALGORITHMS -> fields.put("signature_algorithms", signatureAlgorithms(data));
            case ALPN -> fields.put("alpn", protocols(data));
            case KEY_SHARE -> fields.put("key_shares", keyShares(data.vector(2)));
            case PSK_KEY_EXCHANGE_MODES ->
                fields.put(
                        "psk_key_exchange_modes",
                        octets(
                                data.vector(1),
                                mode -> mode == 1 ? "psk_dhe_ke" : mode == 0 ? "psk_ke" : "mode " + mode));
            case PRE_SHARED_KEY -> fields.put("psk_identities", identities(data.vector(2)));
            default -> {}
        }
    }

    /// What the sender chose of what was left to it.
    private static void chosen(int type, FieldReader data, Map<String, Object> fields, String message) {
        switch (type) {
            case SUPPORTED_VERSIONS -> fields.put("selected_version", HandshakeDissector.versionName(data.number(2)));
            case SUPPORTED_GROUPS -> fields.put("supported_groups", numbers(data.vector(2), GroupNames::nameOf));
            case ALPN -> fields.put("alpn", protocols(data));
            case KEY_SHARE -> {
                fields.put("key_share_group", GroupNames.nameOf(data.number(2)));
                if (message.equals("ServerHello")) {
                    fields.put("key_share", data.vector(2).rest().toString());
                }
            }
            case PRE_SHARED_KEY -> fields.put("selected_identity", Integer.toString(data.number(2)));
            default -> {}
        }
    }

    /// RFC 8446 §4.4.2.1: the OCSP response stands behind the certificate that it speaks of.
    static void ofCertificate(FieldReader list, Map<String, Object> fields) {
        while (list.hasMore()) {
            int type = list.number(2);
            FieldReader data = list.vector(2);
            if (type == STATUS_REQUEST && data.hasMore()) {
                data.number(1); // ocsp
                fields.put("ocsp_response", OcspText.of(data.vector(3).rest()));
            }
        }
    }

    /// The list of a vector of 2 length bytes, by name.
    static List<String> signatureAlgorithms(FieldReader data) {
        return numbers(data.vector(2), SignatureNames::nameOf);
    }

    private static List<String> numbers(FieldReader list, Function<Integer, String> name) {
        List<String> names = new ArrayList<>();
        while (list.hasMore()) {
            names.add(name.apply(list.number(2)));
        }
        return names;
    }

    private static List<String> octets(FieldReader list, Function<Integer, String> name) {
        List<String> names = new ArrayList<>();
        while (list.hasMore()) {
            names.add(name.apply(list.number(1)));
        }
        return names;
    }

    private static List<String> protocols(FieldReader data) {
        FieldReader list = data.vector(2);
        List<String> names = new ArrayList<>();
        while (list.hasMore()) {
            names.add(printable(list.vector(1).rest()));
        }
        return names;
    }

    private static List<String> keyShares(FieldReader list) {
        List<String> shares = new ArrayList<>();
        while (list.hasMore()) {
            String group = GroupNames.nameOf(list.number(2));
            shares.add(group + " (" + list.vector(2).rest().length() + " bytes)");
        }
        return shares;
    }

    private static List<String> identities(FieldReader list) {
        List<String> names = new ArrayList<>();
        while (list.hasMore()) {
            names.add(printable(list.vector(2).rest()));
            list.number(4); // obfuscated_ticket_age
        }
        return names;
    }

    /// A name as it is read, where it consists of visible characters; its bytes where it does not.
    private static String printable(Bytes name) {
        String text = new String(name.toArray(), StandardCharsets.US_ASCII);
        boolean visible = !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
        return visible ? text : name.length() <= MOST_SHOWN ? name.toString() : name.slice(0, MOST_SHOWN) + "…";
    }
}
