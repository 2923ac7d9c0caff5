package org.wirelab.dns.scenario;

import java.util.List;
import org.wirelab.dns.AnswersCompared;
import org.wirelab.dns.DnsDecision.MemoryUsed;
import org.wirelab.dns.DnsDecision.ServersDiffer;
import org.wirelab.dns.DnsDecision.ZoneCompared;
import org.wirelab.dns.DnsObservation.HostsLookup;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsSilence;
import org.wirelab.dns.Purpose;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;

/// The lookups that two places would answer differently: a file, a memory, a resolver, a parent and its child.
final class HostFlows {
    private HostFlows() {}

    private static final Letter<List<String>> ADDRESSES = Letter.hidden("addresses");
    private static final Letter<List<String>> FIRST_ANSWER = Letter.hidden("first answer");

    /// hosts(5), nsswitch.conf(5): the file is asked first, and its word is taken.
    static final Flow HOSTS_OVERRIDE = hostsOverride();

    /// RFC 1034 §5.3.3 step 1: what is known is not asked.
    static final Flow CACHE_HIT = cacheHit();

    /// RFC 5452 §3: whoever stands in between can answer what it likes.
    static final Flow LYING_RESOLVER = lyingResolver();

    /// Only the resolver may be asked.
    static final Flow PORT_53_BLOCKED = blocked();

    /// RFC 2181 §5.4.1: the parent and the zone itself name different servers.
    static final Flow PARENT_CHILD = parentChild();

    static final List<Flow> ALL = List.of(PARENT_CHILD, HOSTS_OVERRIDE, CACHE_HIT, LYING_RESOLVER, PORT_53_BLOCKED);

    private static Flow hostsOverride() {
        return Plot.of("hosts-override")
                .shown(
                        HostsLookup.class,
                        _ -> true,
                        step -> step.check("the file comes before DNS", HostsLookup::fileBeforeCache))
                .shown(
                        HostsLookup.class,
                        _ -> true,
                        step -> step.check("the file names the host", HostsLookup::hit)
                                .let(ADDRESSES, HostsLookup::addresses)
                                .unordered())
                .never(DnsQuery.class, query -> query.purpose() == Purpose.RESOLVER)
                .sees(
                        DnsOutcome.class,
                        DnsOutcome::ofTheWalk,
                        step -> step.check(
                                "DNS has another address",
                                (outcome, letters) -> outcome.answers().stream()
                                        .noneMatch(record ->
                                                letters.get(ADDRESSES).stream().anyMatch(record::endsWith)),
                                ADDRESSES))
                .flow();
    }

    private static Flow cacheHit() {
        return Plot.of("cache-hit")
                .referred()
                .sees(
                        DnsOutcome.class,
                        outcome -> outcome.ofTheWalk() && outcome.exchanges() > 0,
                        step -> step.check("an answer", o -> o.status().equals("answer"))
                                .let(FIRST_ANSWER, DnsOutcome::answers))
                .sees(
                        MemoryUsed.class,
                        used -> used.what().equals("answer"),
                        step -> step.check("it may be kept no longer than its TTL", MemoryUsed::ofTheWalk))
                .neverAfter(
                        DnsQuery.class,
                        _ -> true,
                        MemoryUsed.class,
                        used -> used.what().equals("answer"))
                .sees(
                        DnsOutcome.class,
                        outcome -> outcome.ofTheWalk() && outcome.exchanges() == 0,
                        step -> step.check(
                                "the same records",
                                (outcome, letters) -> sameData(outcome.answers(), letters.get(FIRST_ANSWER)),
                                FIRST_ANSWER))
                .flow();
    }

    private static Flow lyingResolver() {
        return Plot.of("lying-resolver")
                .sees(
                        DnsQuery.class,
                        query -> query.purpose() == Purpose.RESOLVER,
                        step -> step.check("RD = 1", DnsQuery::rd))
                .sees(
                        DnsOutcome.class,
                        outcome -> !outcome.ofTheWalk(),
                        step -> step.check("an answer", o -> o.status().equals("answer")))
                .answered()
                .shown(AnswersCompared.class, _ -> true, step -> step.check("they differ", c -> !c.agree()))
                .shown(
                        AnswersCompared.class,
                        _ -> true,
                        step -> step.check(
                                        "a reason is named", c -> !c.reasons().isEmpty())
                                .unordered())
                .flow();
    }

    private static Flow blocked() {
        return Plot.of("port-53-blocked")
                .sees(
                        DnsOutcome.class,
                        outcome -> !outcome.ofTheWalk(),
                        step -> step.check(
                                "the resolver answers", o -> o.status().equals("answer")))
                .sees(
                        DnsSilence.class,
                        silence -> silence.zone().equals("."),
                        step -> step.each().atLeast(2))
                .never(org.wirelab.dns.DnsResponse.class, response -> response.purpose() != Purpose.RESOLVER)
                .ends(
                        "a timeout, at the root",
                        outcome -> outcome.status().equals("timeout")
                                && outcome.zone().equals("."))
                .shown(
                        AnswersCompared.class,
                        _ -> true,
                        step -> step.check(
                                "port 53 is closed to all but the resolver",
                                c -> c.reasons().contains("dns.compared.blocked")))
                .flow();
    }

    private static Flow parentChild() {
        Plot plot = Plot.of("parent-child");
        return plot.referred("it names two servers", r -> Plot.count(r.authority(), "NS") == 2)
                .sees(
                        ServersDiffer.class,
                        differ -> differ.zone().equals(plot.zone()),
                        step -> step.check(
                                "each names one that the other does not",
                                d -> !d.onlyParent().isEmpty() && !d.onlyChild().isEmpty()))
                .sees(
                        ZoneCompared.class,
                        compared -> compared.zone().equals(plot.zone()),
                        step -> step.check("they give different addresses", c -> !c.agreed())
                                .unordered())
                .answered()
                .flow();
    }

    /// The same records, whatever their time to live.
    private static boolean sameData(List<String> one, List<String> other) {
        return withoutTtl(one).equals(withoutTtl(other));
    }

    private static List<String> withoutTtl(List<String> records) {
        return records.stream()
                .map(record -> record.replaceFirst(" \\d+ ", " "))
                .toList();
    }
}
