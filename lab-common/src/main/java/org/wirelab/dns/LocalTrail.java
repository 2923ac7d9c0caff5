package org.wirelab.dns;

import org.wirelab.trace.Trail.Words;

/// What this host's own steps are above the tree by zones.
final class LocalTrail {
    private LocalTrail() {}

    static Words of(LocalObservation seen) {
        return switch (seen) {
            case LocalObservation.NameServices services ->
                Words.of("dns.tree.services", String.join(" ", services.services()), services.file());
            case LocalObservation.CacheProbed probe ->
                Words.of(
                        "dns.tree.probe." + probe.outcome(),
                        probe.cache(),
                        String.join(", ", probe.answers()),
                        probe.how());
            case LocalObservation.JvmCache jvm ->
                Words.of("dns.tree.jvm", seconds(jvm.positiveSeconds()), seconds(jvm.negativeSeconds()));
            case LocalObservation.StubConfigured stub ->
                Words.of(
                        stub.servers().isEmpty() ? "dns.tree.stub.none" : "dns.tree.stub",
                        stub.file(),
                        String.join(", ", stub.candidates()),
                        String.join(", ", stub.servers()));
        };
    }

    private static String seconds(int seconds) {
        return seconds < 0 ? "@dns.tree.jvm.ever" : seconds + " s";
    }

    static Words of(DnsObservation.LocalCache cache) {
        String caches = String.join(", ", cache.caches());
        if (!cache.observable()) {
            return caches.isEmpty() ? Words.of("dns.tree.cache.none") : Words.of("dns.tree.cache.closed", caches);
        }
        return Words.of(cache.hit() ? "dns.tree.cache.hit" : "dns.tree.cache.miss", caches);
    }

    static Words of(DnsObservation.HostsLookup hosts) {
        String order = hosts.order().isEmpty() ? "" : "@dns.tree.hosts.order|" + String.join(" ", hosts.order());
        return hosts.hit()
                ? Words.of("dns.tree.hosts.hit", hosts.file(), hosts.name(), String.join(" ", hosts.addresses()), order)
                : Words.of("dns.tree.hosts.miss", hosts.file(), hosts.name(), order);
    }

    static Words of(DnsObservation.ResolverConfigured resolver) {
        return resolver.present()
                ? Words.of("dns.tree.resolver", resolver.address(), resolver.origin())
                : Words.of("dns.tree.resolver.none");
    }
}
