package org.wirelab.dns;

import java.util.List;
import org.xbill.DNS.Name;

/// A zone cut as the parent tells it: the zone, its servers' names, and those of their addresses that are believed.
public record Delegation(Name zone, List<Name> servers, List<ServerAddress> addresses) {

    public Delegation {
        servers = List.copyOf(servers);
        addresses = List.copyOf(addresses);
    }
}
