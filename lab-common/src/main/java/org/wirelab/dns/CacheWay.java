package org.wirelab.dns;

/// How a program of this host comes by the host's cache, when it looks a name up by the C library.
public enum CacheWay {
    /// Before it asks anybody: the cache is one of the services that nsswitch.conf names.
    SERVICE,
    /// Only with the query to the resolver: the cache stands behind the address that resolv.conf names.
    BEHIND_THE_RESOLVER,
    /// Not at all: nothing that the C library asks leads to it.
    BYPASSED,
    /// The system itself keeps it, for every program.
    SYSTEM
}
