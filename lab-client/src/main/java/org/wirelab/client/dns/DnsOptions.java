package org.wirelab.client.dns;

import java.net.InetAddress;
import java.util.List;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.walk.AddressFamilies;
import org.wirelab.dns.walk.Limits;

/// What one lookup is to do.
///
/// @param resolvers whom to ask in step 3; empty for none
/// @param resolverOrigin where that comes from: `/etc/resolv.conf`, `@SERVER`, `embedded`
/// @param walk whether to walk from the root, too
record DnsOptions(
        Question question,
        List<InetAddress> resolvers,
        String resolverOrigin,
        boolean walk,
        RootHints hints,
        AddressFamilies families,
        Limits limits) {

    DnsOptions {
        resolvers = List.copyOf(resolvers);
    }
}
