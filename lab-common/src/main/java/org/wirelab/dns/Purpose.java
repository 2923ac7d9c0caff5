package org.wirelab.dns;

/// What a query is made for.
public enum Purpose {
    /// The recursive query: the configured resolver is asked for the final answer.
    RESOLVER,
    /// A root server is asked for the current list of root servers (RFC 9609).
    PRIMING,
    /// A step of the walk towards the name that is looked up.
    WALK,
    /// A step of the walk that asks about a part of the name only, because the server needs no more (RFC 9156).
    MINIMISED,
    /// The servers of a zone are asked which servers the zone has by its own word.
    OWN_SERVERS,
    /// A step of a lookup aside: the address of a name server that came without one.
    SERVER_ADDRESS,
    /// A step of a lookup that DNSSEC needs: keys, or the parent's word on them.
    VALIDATION
}
