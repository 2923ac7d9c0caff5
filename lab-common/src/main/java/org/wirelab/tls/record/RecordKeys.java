package org.wirelab.tls.record;

import java.util.Map;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.CipherSuite;
import org.wirelab.tls.Hkdf;

/// The keys of one direction of a connection.
///
/// @param macKey empty where the cipher authenticates by itself
/// @param iv the secret part of each nonce; empty for CBC, whose IV stands in each record
public record RecordKeys(Bytes macKey, Bytes key, Bytes iv) {

    /// RFC 8446 §5.3: at least 8 bytes and as many as the AEAD takes, 12 with all suites of TLS 1.3.
    private static final int IV_LENGTH = 12;

    /// Those of `client` or `server` among keys by their names in the RFC, such as `client_write_key`.
    public static RecordKeys of(String sender, Map<String, Bytes> keys) {
        return new RecordKeys(
                keys.getOrDefault(sender + "_write_MAC_key", Bytes.EMPTY),
                keys.getOrDefault(sender + "_write_key", Bytes.EMPTY),
                keys.getOrDefault(sender + "_write_IV", Bytes.EMPTY));
    }

    /// RFC 8446 §7.3: key and IV of TLS 1.3 come from a traffic secret by a label each.
    public static RecordKeys ofTrafficSecret(CipherSuite suite, Bytes secret) {
        Hkdf hkdf = new Hkdf(suite.prfHash());
        return new RecordKeys(
                Bytes.EMPTY,
                hkdf.expandLabel(secret, "key", Bytes.EMPTY, suite.keyLength()),
                hkdf.expandLabel(secret, "iv", Bytes.EMPTY, IV_LENGTH));
    }
}
