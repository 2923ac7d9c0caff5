package org.wirelab.tls.record;

import java.util.Locale;

/// What a receiver verifies before it believes a protected record, in the order in which a record can fail it.
///
/// On the wire they all end in the same alert, `bad_record_mac`: who could tell a wrong padding from a wrong MAC would
/// have an oracle that decrypts (RFC 5246 §6.2.3.2, RFC 7366 §1). The lab tells them apart for the owner of the keys
/// alone.
public enum RecordCheck {
    /// The fragment is as long as the header says, and long enough for what the suite puts into it.
    LENGTH,
    /// The tag of an AEAD cipher vouches for the ciphertext and the additional data.
    TAG,
    /// Every byte of the padding of a CBC cipher has the value of the padding's length.
    PADDING,
    /// The MAC is that of the sequence number, the header and the content.
    MAC,
    /// In TLS 1.3 the content is followed by its type, which is not zero.
    INNER_CONTENT_TYPE;

    /// The name in the JSON lines, such as `inner_content_type`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
