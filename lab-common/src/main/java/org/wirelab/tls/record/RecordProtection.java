package org.wirelab.tls.record;

import java.util.Optional;
import org.wirelab.tls.CipherSuite;

/// The protection of one direction's records under one set of keys: opens them, and takes them apart.
///
/// The sequence number is an argument, since it stands in no record. Not safe for several threads.
public sealed interface RecordProtection permits CbcProtection, AeadProtection {

    /// The protection that this suite means; empty where the JDK lacks the cipher, or the keys do not fit it.
    ///
    /// @param encryptThenMac whether both hello messages had that extension (RFC 7366); of CBC suites only
    /// @param sender `client` or `server`, whose keys these are
    static Optional<RecordProtection> of(CipherSuite suite, boolean encryptThenMac, String sender, RecordKeys keys) {
        return suite.aead()
                ? AeadProtection.of(suite, sender, keys)
                : CbcProtection.of(suite, encryptThenMac, sender, keys);
    }

    /// How it protects.
    ProtectionMode mode();

    /// Opens a record.
    ///
    /// @param sequence the number of the record under these keys, from 0
    /// @param record as on the wire, with its header
    default OpenedRecord open(long sequence, byte[] record) {
        return open(sequence, record, PartList.none());
    }

    /// Opens a record and tells of every part of it, as far as it comes.
    default OpenedRecord takeApart(long sequence, byte[] record) {
        return open(sequence, record, PartList.collecting());
    }

    /// Opens a record of which the parts are wanted or not.
    OpenedRecord open(long sequence, byte[] record, PartList parts);
}
