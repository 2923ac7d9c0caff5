package org.wirelab.dns;

import java.util.List;
import java.util.Optional;
import org.wirelab.dns.DnsDecision.MemoryUsed;
import org.wirelab.dns.DnsObservation.HostsLookup;
import org.wirelab.dns.DnsObservation.LocalCache;
import org.wirelab.dns.DnsObservation.ResolverConfigured;
import org.wirelab.dns.DnsObservation.RootServers;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;
import org.wirelab.flow.Step;
import org.wirelab.trace.Source;

/// The documented lookup, `dns.1` to `dns.8`, as data: from the local cache by way of the root to the address.
public final class DnsFlows {
    private DnsFlows() {}

    /// The zone that the referral below the root led to last.
    private static final Letter<String> DOMAIN = Letter.of("domain");
    /// The zone that a root server led to.
    private static final Letter<String> TLD = Letter.of("tld");
    /// How many root servers the hints or a root server name.
    private static final Letter<Integer> NAMES = Letter.of("names");

    private static final int NOTED_NAMES = 13;
    /// The TLD's own label and the root's empty one.
    private static final int TLD_LABELS = 2;

    private static final Step<LocalCache> LOCAL_CACHE = Step.of("dns.1", LocalCache.class, LocalCache::observable)
            .seenBy(Source.OS)
            .differsWhen(
                    LocalCache.class,
                    (cache, _) -> cache.observable() && cache.way().equals(Optional.of(CacheWay.BEHIND_THE_RESOLVER)),
                    "dns.1.behind_the_resolver",
                    cache -> List.of(String.join(", ", cache.caches())))
            .differsWhen(
                    LocalCache.class,
                    (cache, _) -> cache.observable() && cache.way().equals(Optional.of(CacheWay.BYPASSED)),
                    "dns.1.bypassed",
                    cache -> List.of(String.join(", ", cache.caches())))
            .unobservableWhen(
                    LocalCache.class,
                    cache -> !cache.observable() && cache.caches().isEmpty(),
                    "dns.1.no_cache")
            .unobservableWhen(LocalCache.class, cache -> !cache.observable(), "dns.1.closed")
            .wouldSee("dns.1.closed");

    private static final Step<HostsLookup> HOSTS = Step.of("dns.2", HostsLookup.class, _ -> true)
            .seenBy(Source.OS)
            .differsWhen(
                    HostsLookup.class,
                    (hosts, _) -> hosts.fileBeforeCache() && hosts.hit(),
                    "dns.2.files_first_hit",
                    hosts -> List.of(String.join(" ", hosts.order()), String.join(" ", hosts.addresses())))
            .differsWhen(
                    HostsLookup.class,
                    (hosts, _) -> hosts.fileBeforeCache(),
                    "dns.2.files_first",
                    hosts -> List.of(String.join(" ", hosts.order())));

    private static final Step<DnsQuery> RESOLVER = Step.of(
                    "dns.3", DnsQuery.class, query -> query.purpose() == Purpose.RESOLVER)
            .seenBy(Source.DNS)
            .check("RD = 1", DnsQuery::rd)
            .notApplicableWhen(ResolverConfigured.class, resolver -> !resolver.present(), "dns.3.none");

    private static final Step<DnsResponse> ROOT = Step.of(
                    "dns.4", DnsResponse.class, response -> response.fromRoot() && isReferral(response))
            .seenBy(Source.DNS)
            .let(TLD, DnsResponse::delegated)
            .notApplicableWhen(
                    DnsOutcome.class, (end, letters) -> endedBefore(end, letters.has(TLD)), "dns.walk_failed")
            .notApplicableWhen(
                    DnsOutcome.class, (end, letters) -> end.ofTheWalk() && !letters.has(TLD), "dns.4.root_knew")
            .notApplicableWhen(
                    MemoryUsed.class, (used, letters) -> used.ofTheWalk() && !letters.has(TLD), "dns.4.remembered");

    private static final Step<DnsResponse> BELOW = Step.of(
                    "dns.5", DnsResponse.class, response -> !response.fromRoot() && isReferral(response))
            .seenBy(Source.DNS)
            .let(DOMAIN, DnsResponse::delegated)
            // RFC 1034 §5.3.3 4b: each step leads nearer to the name.
            .check("the zone lies between", DnsFlows::leadsNearer)
            .notApplicableWhen(
                    DnsOutcome.class, (end, letters) -> endedBefore(end, letters.has(DOMAIN)), "dns.walk_failed")
            .notApplicableWhen(
                    DnsOutcome.class, (end, letters) -> end.ofTheWalk() && !letters.has(DOMAIN), "dns.5.no_cut")
            .notApplicableWhen(
                    MemoryUsed.class,
                    (used, letters) -> used.ofTheWalk() && !letters.has(DOMAIN) && !leadsToTld(used),
                    "dns.5.remembered")
            .each()
            .until(DnsOutcome.class, DnsOutcome::ofTheWalk);

    private static final Step<DnsResponse> ANSWER = Step.of("dns.6", DnsResponse.class, DnsFlows::answersTheWalk)
            .seenBy(Source.DNS)
            .check("AA = 1", DnsResponse::aa)
            .differsWhen(
                    DnsResponse.class,
                    (response, _) -> ofTheWalk(response)
                            && (response.classification() == Classification.CNAME
                                    || response.classification() == Classification.DNAME),
                    "dns.6.alias")
            .notApplicableWhen(
                    MemoryUsed.class, used -> used.ofTheWalk() && used.what().equals("answer"), "dns.6.remembered")
            .notApplicableWhen(DnsOutcome.class, end -> endsAs(end, "nxdomain"), "dns.6.nxdomain")
            .notApplicableWhen(DnsOutcome.class, end -> endsAs(end, "nodata"), "dns.6.nodata")
            .notApplicableWhen(DnsOutcome.class, (end, _) -> endedBefore(end, false), "dns.walk_failed");

    private static final Step<DnsQuery> ITERATIVE = Step.of("dns.7", DnsQuery.class, DnsQuery::ofTheWalk)
            .seenBy(Source.DNS)
            .check("RD = 0", query -> !query.rd())
            .notApplicableWhen(
                    DnsOutcome.class,
                    end -> end.ofTheWalk() && !end.failed() && end.exchanges() == 0,
                    "dns.7.remembered")
            .differsWhen(
                    DnsOutcome.class,
                    (end, _) -> end.ofTheWalk() && end.exchanges() > 0,
                    "dns.7.iterative",
                    end -> List.of(Integer.toString(end.exchanges())))
            .each();

    /// Where the servers stand is on no wire; what is on it are their names, from the hints and from priming.
    private static final Step<RootServers> THIRTEEN = Step.of("dns.8", RootServers.class, _ -> true)
            .seenBy(Source.DNS)
            .let(NAMES, root -> root.names().size())
            .differsWhen(
                    DnsOutcome.class,
                    (end, letters) -> end.ofTheWalk() && !letters.is(NAMES, NOTED_NAMES),
                    "dns.8.other_root")
            .unobservableWhen(DnsOutcome.class, DnsOutcome::ofTheWalk, "dns.8.names")
            .each()
            .unordered();

    /// The flow of the notes on DNS.
    public static final Flow LOOKUP =
            Flow.of("dns", LOCAL_CACHE, HOSTS, RESOLVER, ROOT, BELOW, ANSWER, ITERATIVE, THIRTEEN);

    /// The part of it that a program sees which leaves the walk to its resolver.
    public static final Flow BY_RESOLVER = Flow.of("dns.resolver", LOCAL_CACHE, HOSTS, RESOLVER);

    /// The part of it that a capture shows of a resolver's walk.
    public static final Flow WALK = Flow.of("dns.walk", ROOT, BELOW, ANSWER, ITERATIVE);

    private static boolean isReferral(DnsResponse response) {
        return response.classification() == Classification.REFERRAL;
    }

    private static boolean ofTheWalk(DnsResponse response) {
        return response.purpose() == Purpose.WALK;
    }

    private static boolean answersTheWalk(DnsResponse response) {
        return ofTheWalk(response) && response.classification() == Classification.ANSWER;
    }

    private static boolean leadsNearer(DnsResponse response) {
        var zone = Question.parseName(response.zone());
        var delegated = Question.parseName(response.delegated());
        return Names.above(zone, delegated)
                && Question.parseName(response.name()).subdomain(delegated);
    }

    /// True when what is remembered is only where the top-level domain's servers are.
    private static boolean leadsToTld(MemoryUsed used) {
        return used.zoneCut() && Question.parseName(used.zone()).labels() == TLD_LABELS;
    }

    private static boolean endsAs(DnsOutcome end, String status) {
        return end.ofTheWalk() && end.status().equals(status);
    }

    private static boolean endedBefore(DnsOutcome end, boolean seen) {
        return end.ofTheWalk() && end.failed() && !seen;
    }
}
