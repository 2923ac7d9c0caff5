package org.wirelab.tls;

/// A key that client and server had before the handshake (RFC 8446 §2.2): agreed upon in some other way, or left over
/// from an earlier session.
///
/// @param identity what the client calls it by; for an earlier session the server's ticket
/// @param key the key itself
/// @param hash the hash that it is bound to, `SHA-256` or `SHA-384`
/// @param ofEarlierSession whether it comes of a ticket (RFC 8446 §4.6.1)
public record PreSharedKey(Bytes identity, Bytes key, String hash, boolean ofEarlierSession) {

    /// A key agreed upon in some other way. It is bound to SHA-256 (RFC 8446 §4.2.11).
    public static PreSharedKey external(Bytes identity, Bytes key) {
        return new PreSharedKey(identity, key, "SHA-256", false);
    }

    /// Without the key: this may be shown.
    @Override
    public String toString() {
        return "PreSharedKey[" + identity + ", " + hash + "]";
    }
}
