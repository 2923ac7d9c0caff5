package org.wirelab.dns.walk;

import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.OPTRecord;

/// What a query says of itself by EDNS (RFC 6891).
///
/// @param payload the size of UDP response that is offered to be taken, in bytes; 0 for no EDNS at all
/// @param dnssecOk the DO bit: signatures and proofs are wanted (RFC 3225)
public record Edns(int payload, boolean dnssecOk) {

    private static final int VERSION = 0;

    /// A query as it was before EDNS.
    public static final Edns NONE = new Edns(0, false);

    /// Nothing but a size; 0 for no EDNS.
    public static Edns ofSize(int payload) {
        return new Edns(payload, false);
    }

    /// True when the query has an OPT record.
    public boolean used() {
        return payload > 0;
    }

    /// The OPT record.
    OPTRecord record() {
        return new OPTRecord(payload, 0, VERSION, dnssecOk ? ExtendedFlags.DO : 0);
    }
}
