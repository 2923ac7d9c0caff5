package org.wirelab.dns;

import java.util.Locale;

/// Where the address of a server came from.
public enum AddressOrigin {
    /// From the root hints: a file, not the wire.
    HINT,
    /// From a root server's own list of the root servers.
    PRIMING,
    /// From the additional section of the referral that named the server.
    GLUE,
    /// The same, when the server's name lies beside the delegated zone: its own zone has a say over it, too.
    SIBLING_GLUE,
    /// From a lookup of its own, because the referral brought no address that could be believed.
    LOOKED_UP,
    /// From this host's configuration or from the command line: the resolver.
    RESOLVER;

    /// In words, as it stands beside a query: `looked up`.
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
