package org.wirelab.dns.offline;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wirelab.dns.AddressOrigin;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.ServerAddress;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Which servers serve which zones, as the referrals of a capture say; the root's are known beforehand.
///
/// It learns so much and no more, for anybody may have written the capture.
final class KnownServers {

    /// Names of zones and addresses of servers: some 50 MB.
    static final int MOST = 200_000;

    private final Map<InetAddress, Set<Name>> names = new HashMap<>();
    private final Map<Name, Set<Name>> zones = new HashMap<>();
    private final Set<InetAddress> roots = new HashSet<>();
    private int known;

    KnownServers() {
        for (ServerAddress root : RootHints.builtIn().root().addresses()) {
            roots.add(root.address());
            add(root.server(), root.address());
            serves(root.server(), Name.root);
        }
    }

    /// A referral names the servers of a zone.
    void refer(Message referral) {
        for (Record record : referral.getSection(Section.AUTHORITY)) {
            if (record instanceof NSRecord ns) {
                serves(ns.getTarget(), ns.getName());
            }
        }
    }

    /// Whatever message tells the address of a server that some referral names.
    void learn(Message message) {
        for (int section : new int[] {Section.ANSWER, Section.ADDITIONAL}) {
            for (Record record : message.getSection(section)) {
                if ((record.getType() == Type.A || record.getType() == Type.AAAA)
                        && zones.containsKey(record.getName())) {
                    add(
                            record.getName(),
                            ServerAddress.of(record, AddressOrigin.GLUE).address());
                }
            }
        }
    }

    /// The zone that a server is asked about: the closest one above the name that it serves.
    Optional<Name> zoneOf(InetAddress server, Name name) {
        return names.getOrDefault(server, Set.of()).stream()
                .flatMap(each -> zones.getOrDefault(each, Set.of()).stream())
                .filter(name::subdomain)
                .reduce((one, other) -> one.labels() >= other.labels() ? one : other);
    }

    /// The name under which a server serves a zone.
    Name nameOf(InetAddress server, Name zone) {
        return names.getOrDefault(server, Set.of()).stream()
                .filter(name -> zones.getOrDefault(name, Set.of()).contains(zone))
                .sorted()
                .findFirst()
                .orElse(Name.root);
    }

    AddressOrigin originOf(InetAddress server) {
        return roots.contains(server) ? AddressOrigin.HINT : AddressOrigin.GLUE;
    }

    private void serves(Name server, Name zone) {
        if (known < MOST && zones.computeIfAbsent(server, _ -> new HashSet<>()).add(zone)) {
            known++;
        }
    }

    private void add(Name name, InetAddress address) {
        if (known < MOST && names.computeIfAbsent(address, _ -> new HashSet<>()).add(name)) {
            known++;
        }
    }
}
