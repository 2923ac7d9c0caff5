package org.wirelab.dns.zone;

import org.xbill.DNS.Name;

/// What a signed zone has to prove beside an answer, so that nobody can make it up or leave it out (RFC 4035 §3.1.3).
public sealed interface Proof {

    /// That a name does not exist, nor a wildcard that would stand for it.
    ///
    /// @param encloser its closest ancestor that exists
    record NoName(Name name, Name encloser) implements Proof {}

    /// That a name, which exists, has no records of the type that was asked for.
    record NoData(Name name) implements Proof {}

    /// That a name does not exist, so that the wildcard's records were rightly given for it.
    ///
    /// @param wildcard whose records they are
    record FromWildcard(Name name, Name wildcard) implements Proof {}

    /// That a name does not exist, and that the wildcard which stands for it has no records of the type.
    record WildcardNoData(Name name, Name wildcard) implements Proof {}

    /// Whether the zone below a cut is signed: its DS records, or that there are none.
    record Delegation(Name cut) implements Proof {}
}
