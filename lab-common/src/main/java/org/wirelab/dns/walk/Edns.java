package org.wirelab.dns.walk;

import java.util.List;
import java.util.Optional;
import org.wirelab.dns.memory.Cookie;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.OPTRecord;

/// What a query says of itself by EDNS (RFC 6891).
///
/// @param payload the size of UDP response that is offered to be taken, in bytes; 0 for no EDNS at all
/// @param dnssecOk the DO bit: signatures and proofs are wanted (RFC 3225)
/// @param cookie the cookie that the response has to repeat (RFC 7873)
public record Edns(int payload, boolean dnssecOk, Optional<Cookie> cookie) {

    private static final int VERSION = 0;

    /// A query as it was before EDNS.
    public static final Edns NONE = ofSize(0);

    /// Nothing but a size; 0 for no EDNS.
    public static Edns ofSize(int payload) {
        return new Edns(payload, false, Optional.empty());
    }

    /// True when the query has an OPT record.
    public boolean used() {
        return payload > 0;
    }

    /// The OPT record.
    OPTRecord record() {
        List<EDNSOption> options =
                cookie.<List<EDNSOption>>map(c -> List.of(c.option())).orElse(List.of());
        return new OPTRecord(payload, 0, VERSION, dnssecOk ? ExtendedFlags.DO : 0, options);
    }
}
