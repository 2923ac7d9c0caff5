package org.wirelab.dns.scenario;

import java.util.List;
import org.wirelab.dns.AddressOrigin;
import org.wirelab.dns.Classification;
import org.wirelab.dns.DnsObservation.LimitReached;
import org.wirelab.dns.DnsObservation.NextServer;
import org.wirelab.dns.DnsObservation.RecordsDropped;
import org.wirelab.dns.DnsObservation.SideLookup;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsResponse;
import org.wirelab.dns.DnsSilence;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.flow.Flow;

/// The lookups whose trouble is with the servers of a zone: without an address, lame, silent, or too many of them.
final class ServerFlows {
    private ServerFlows() {}

    private static final int NXNS_SERVERS = 40;
    private static final int NXNS_LOOKUPS = 5;
    private static final int MANY_QUERIES = 60;
    private static final double LONGEST_MILLIS = 8000;

    /// RFC 1034 §5.3.3: servers without an address are looked up first.
    static final Flow GLUELESS = glueless(Plot.of("glueless"), 1);

    /// The same, while looking up.
    static final Flow GLUELESS_TWICE = glueless(Plot.of("glueless-twice"), 2);

    /// RFC 1912 §2.8: one server that does not serve the zone, one that does.
    static final Flow HALF_LAME = halfLame();

    /// Every server answers, and none serves the zone.
    static final Flow ALL_LAME = allLame();

    /// A server that sends back to the root.
    static final Flow UPWARD = upward();

    /// RFC 1035 §7.2: one server keeps silent, the other one answers.
    static final Flow HALF_DEAD = halfDead();

    /// All keep silent.
    static final Flow DEAD = dead();

    /// Two zones that name servers in each other, without an address for either.
    static final Flow CYCLIC_NS = cyclic();

    /// A delegation to many names that have no address: each would cost somebody queries.
    static final Flow NXNS = nxns();

    /// RFC 3596: a server that IPv6 alone reaches.
    static final Flow AAAA_ONLY = aaaaOnly();

    static final List<Flow> ALL =
            List.of(GLUELESS, GLUELESS_TWICE, HALF_LAME, ALL_LAME, UPWARD, HALF_DEAD, DEAD, CYCLIC_NS, NXNS, AAAA_ONLY);

    private static Flow glueless(Plot plot, int lookups) {
        return plot.referred("no address comes with it", response -> addresses(response) == 0)
                .sees(SideLookup.class, aside -> aside.zone().equals(plot.zone()))
                .sees(SideLookup.class, aside -> aside.depth() > lookups, step -> step.unordered())
                .sees(
                        DnsResponse.class,
                        response -> response.purpose() == Purpose.SERVER_ADDRESS
                                && response.classification() == Classification.ANSWER,
                        step -> step.each().atLeast(lookups))
                .sees(
                        DnsQuery.class,
                        query -> query.zone().equals(plot.zone()),
                        step -> step.check("its address was looked up", q -> q.origin() == AddressOrigin.LOOKED_UP))
                .answered()
                .flow();
    }

    private static Flow halfLame() {
        Plot plot = Plot.of("half-lame");
        return plot.referred("two servers", response -> servers(response) == 2)
                .hears(Classification.LAME_REFUSED, step -> step.check("rcode = REFUSED", ServerFlows::refused))
                .sees(NextServer.class, next -> next.zone().equals(plot.zone()))
                .hears(Classification.ANSWER, step -> step.check("AA = 1", DnsResponse::aa))
                .answered()
                .flow();
    }

    private static Flow allLame() {
        Plot plot = Plot.of("all-lame");
        return plot.referred("two servers", response -> servers(response) == 2)
                .hears(Classification.LAME_REFUSED, step -> step.each().atLeast(2))
                .neverHears(Classification.ANSWER)
                .never(DnsSilence.class, silence -> silence.zone().equals(plot.zone()))
                .fails("lame", "lame")
                .flow();
    }

    private static Flow upward() {
        Plot plot = Plot.of("upward");
        return plot.referred()
                .hears(
                        Classification.LAME_UPWARD,
                        step -> step.check(
                                "it names servers of the root",
                                r -> r.authority().getFirst().startsWith(". ")))
                .sees(RecordsDropped.class, dropped -> dropped.zone().equals(plot.zone()))
                .neverAfter(
                        DnsQuery.class,
                        query -> query.zone().equals("."),
                        DnsResponse.class,
                        response -> response.classification() == Classification.LAME_UPWARD)
                .fails("lame", "lame")
                .flow();
    }

    private static Flow halfDead() {
        Plot plot = Plot.of("half-dead");
        return plot.referred("two servers", response -> servers(response) == 2)
                .sees(
                        DnsSilence.class,
                        silence -> silence.zone().equals(plot.zone()),
                        step -> step.check(
                                "nothing came in time", s -> s.cause().equals("timeout")))
                .sees(NextServer.class, next -> next.zone().equals(plot.zone()))
                .hears(Classification.ANSWER, step -> step.check("AA = 1", DnsResponse::aa))
                .ends(
                        "answered, long before 8 s are over",
                        outcome -> outcome.status().equals("answer") && outcome.millis() < LONGEST_MILLIS)
                .flow();
    }

    private static Flow dead() {
        Plot plot = Plot.of("dead");
        return plot.referred("two servers", response -> servers(response) == 2)
                .sees(
                        DnsSilence.class,
                        silence -> silence.zone().equals(plot.zone()),
                        step -> step.each().atLeast(2))
                .never(DnsResponse.class, plot::fromZone)
                .ends(
                        "a timeout within 8 s, and no lame server",
                        outcome -> outcome.status().equals("timeout")
                                && !outcome.reason().equals("lame")
                                && outcome.millis() <= LONGEST_MILLIS + 1000)
                .flow();
    }

    private static Flow cyclic() {
        Plot plot = Plot.of("cyclic-ns");
        return plot.referred("no address comes with it", response -> addresses(response) == 0)
                .sees(SideLookup.class, aside -> aside.zone().equals(plot.zone()))
                .sees(
                        DnsResponse.class,
                        response -> response.delegated().equals("cyclic-ns-b.example."),
                        step -> step.check(
                                "its server lies in the first zone",
                                r -> r.authority().stream().anyMatch(record -> record.endsWith("." + plot.zone()))))
                .never(DnsQuery.class, query -> query.zone().equals(plot.zone()))
                .ends(
                        "no address, and not for lack of time",
                        outcome -> outcome.reason().equals("no_address") && outcome.exchanges() < MANY_QUERIES)
                .flow();
    }

    private static Flow nxns() {
        Plot plot = Plot.of("nxns");
        return plot.referred("40 servers", response -> servers(response) >= NXNS_SERVERS)
                .sees(
                        SideLookup.class,
                        aside -> aside.zone().equals(plot.zone()),
                        step -> step.each().atLeast(NXNS_LOOKUPS))
                .sees(
                        LimitReached.class,
                        limit -> limit.limit() == FailureReason.NO_ADDRESS,
                        step -> step.check("5 lookups for one delegation", l -> l.allowed() == NXNS_LOOKUPS))
                .ends(
                        "no address, after fewer than 60 queries",
                        outcome -> outcome.reason().equals("no_address") && outcome.exchanges() < MANY_QUERIES)
                .flow();
    }

    private static Flow aaaaOnly() {
        Plot plot = Plot.of("aaaa-only");
        return plot.referred(
                        "its glue is AAAA alone",
                        response -> Plot.count(response.additional(), "AAAA") > 0
                                && Plot.count(response.additional(), "A") == 0)
                .sees(
                        DnsQuery.class,
                        query -> query.zone().equals(plot.zone()),
                        step -> step.check(
                                "an address of IPv6", q -> q.address().contains(":")))
                .hears(Classification.ANSWER, step -> step.check("AA = 1", DnsResponse::aa))
                .answered()
                .flow();
    }

    private static boolean refused(DnsResponse response) {
        return response.rcode().equals("REFUSED");
    }

    private static long servers(DnsResponse referral) {
        return Plot.count(referral.authority(), "NS");
    }

    private static long addresses(DnsResponse referral) {
        return Plot.count(referral.additional(), "A") + Plot.count(referral.additional(), "AAAA");
    }
}
