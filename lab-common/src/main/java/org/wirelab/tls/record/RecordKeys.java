package org.wirelab.tls.record;

import java.util.Map;
import org.wirelab.tls.Bytes;

/// The keys of one direction of a connection.
///
/// @param macKey empty where the cipher authenticates by itself
/// @param iv the secret part of each nonce; empty for CBC, whose IV stands in each record
public record RecordKeys(Bytes macKey, Bytes key, Bytes iv) {

    /// Those of `client` or `server` among keys by their names in the RFC, such as `client_write_key`.
    public static RecordKeys of(String sender, Map<String, Bytes> keys) {
        return new RecordKeys(
                keys.getOrDefault(sender + "_write_MAC_key", Bytes.EMPTY),
                keys.getOrDefault(sender + "_write_key", Bytes.EMPTY),
                keys.getOrDefault(sender + "_write_IV", Bytes.EMPTY));
    }
}
