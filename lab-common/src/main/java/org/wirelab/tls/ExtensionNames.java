package org.wirelab.tls;

import java.util.Map;

/// The names of hello extensions in IANA's registry, as far as clients of today send them.
final class ExtensionNames {

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "server_name"),
            Map.entry(1, "max_fragment_length"),
            Map.entry(5, "status_request"),
            Map.entry(10, "supported_groups"),
            Map.entry(11, "ec_point_formats"),
            Map.entry(13, "signature_algorithms"),
            Map.entry(16, "application_layer_protocol_negotiation"),
            Map.entry(17, "status_request_v2"),
            Map.entry(18, "signed_certificate_timestamp"),
            Map.entry(21, "padding"),
            Map.entry(22, "encrypt_then_mac"),
            Map.entry(23, "extended_master_secret"),
            Map.entry(27, "compress_certificate"),
            Map.entry(28, "record_size_limit"),
            Map.entry(35, "session_ticket"),
            Map.entry(41, "pre_shared_key"),
            Map.entry(42, "early_data"),
            Map.entry(43, "supported_versions"),
            Map.entry(44, "cookie"),
            Map.entry(45, "psk_key_exchange_modes"),
            Map.entry(49, "post_handshake_auth"),
            Map.entry(50, "signature_algorithms_cert"),
            Map.entry(51, "key_share"),
            Map.entry(17513, "application_settings (draft)"),
            Map.entry(17613, "application_settings"),
            Map.entry(51764, "trust_anchors"),
            Map.entry(65037, "encrypted_client_hello"),
            Map.entry(0xff01, "renegotiation_info"));

    private ExtensionNames() {}

    static String nameOf(int type) {
        // RFC 8701 §2: sent only to see that servers pass over what they do not know
        boolean grease = (type & 0x0f0f) == 0x0a0a && type >> 8 == (type & 0xff);
        return grease ? "GREASE" : NAMES.getOrDefault(type, "extension " + type);
    }
}
