package org.wirelab.dns.zone;

import java.util.List;
import java.util.NavigableSet;
import org.wirelab.dns.Question;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// A zone as a name server holds it, signed or not.
public interface ServedZone {

    /// The name of the zone's apex.
    Name origin();

    /// What this zone says of a name at or below its apex.
    ///
    /// @param dnssec whether signatures and proofs are wanted (the DO bit, RFC 3225); a zone without them ignores
    /// it
    ZoneAnswer answer(Question question, boolean dnssec);

    /// The names that own records, in canonical order (RFC 4034 §6.1).
    NavigableSet<Name> names();

    /// The records of a name and type as the zone holds them, glue too.
    List<Record> at(Name name, int type);

    /// Every record, in canonical order, with every signature and proof where the zone is signed.
    List<Record> everything();

    /// The signatures of the records of a name and type; none for glue, nor in a zone that is not signed.
    List<Record> signatures(Name name, int type);
}
