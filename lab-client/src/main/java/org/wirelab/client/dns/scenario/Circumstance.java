package org.wirelab.client.dns.scenario;

/// What is different in a scenario, beside the zone that is asked about.
enum Circumstance {
    /// This host's own files are read first: those of the scenario, in which a line names the host.
    HOSTS_FILE,
    /// The resolver is asked first, and its answer held against the walk's.
    RESOLVER,
    /// The resolver gives an address of its own.
    LIE,
    /// No server but the resolver can be reached.
    BLOCKED,
    /// The name is looked up twice.
    TWICE,
    /// Every server of every zone is asked.
    ALL_PATHS,
    /// What the walk found is validated.
    DNSSEC
}
