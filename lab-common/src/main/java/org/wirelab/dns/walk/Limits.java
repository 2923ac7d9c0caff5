package org.wirelab.dns.walk;

import java.time.Duration;

/// How far a lookup goes before it gives up; each limit met is an observation.
///
/// @param exchanges queries for one name
/// @param aliases CNAME and DNAME steps
/// @param lookupsPerDelegation servers of one delegation whose addresses are looked up (a guard against NXNSAttack)
/// @param depth lookups that stand open at once
/// @param silencesPerZone queries without a reply to the servers of one zone
/// @param firstTimeout the wait for a server that has not been asked before; each further wait for it is twice as long
/// @param total for the whole lookup
public record Limits(
        int exchanges,
        int aliases,
        int lookupsPerDelegation,
        int depth,
        int silencesPerZone,
        Duration firstTimeout,
        Duration total) {

    /// The limits that the walk keeps unless told otherwise.
    public static final Limits USUAL = new Limits(60, 12, 5, 8, 6, Duration.ofMillis(400), Duration.ofSeconds(8));

    /// The same with another limit for the whole lookup.
    public Limits withTotal(Duration whole) {
        return new Limits(exchanges, aliases, lookupsPerDelegation, depth, silencesPerZone, firstTimeout, whole);
    }
}
