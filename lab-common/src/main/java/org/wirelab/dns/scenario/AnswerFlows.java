package org.wirelab.dns.scenario;

import java.util.List;
import org.wirelab.dns.Classification;
import org.wirelab.dns.DnsObservation.AliasFollowed;
import org.wirelab.dns.DnsObservation.LimitReached;
import org.wirelab.dns.DnsObservation.RecordsAccepted;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsResponse;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.TrustRule;
import org.wirelab.flow.Flow;

/// The lookups that come to something else than an address: an alias, or that there is nothing.
final class AnswerFlows {
    private AnswerFlows() {}

    /// RFC 1034 §3.6.2: an alias into another zone, and from there into a third.
    static final Flow CNAME_CHAIN = chain();

    /// RFC 1034 §5.2.2: aliases that lead back.
    static final Flow CNAME_LOOP = loop();

    /// RFC 2308 §2.1: there is no such name.
    static final Flow NXDOMAIN = denied("nxdomain", Classification.NXDOMAIN, "NXDOMAIN");

    /// RFC 2308 §2.2: there is such a name, and nothing of this type.
    static final Flow NODATA = denied("nodata", Classification.NODATA, "NOERROR");

    static final List<Flow> ALL = List.of(CNAME_CHAIN, CNAME_LOOP, NXDOMAIN, NODATA);

    private static Flow chain() {
        Plot plot = Plot.of("cname-chain");
        return plot.referred()
                .hears(Classification.CNAME, step -> step.check("AA = 1", DnsResponse::aa))
                .sees(
                        AliasFollowed.class,
                        _ -> true,
                        step -> step.check("the alias leads out of the zone", a -> !a.to().endsWith("." + plot.zone())))
                .sees(
                        DnsQuery.class,
                        query -> query.purpose() == Purpose.WALK
                                && !query.name().endsWith(plot.zone())
                                && !plot.zone().endsWith(query.name()))
                .ends(
                        "the aliases stand before the address",
                        outcome -> outcome.status().equals("answer")
                                && RecordText.typeOf(outcome.answers().getFirst())
                                        .equals("CNAME")
                                && RecordText.typeOf(outcome.answers().getLast())
                                        .equals("A"))
                .flow();
    }

    private static Flow loop() {
        Plot plot = Plot.of("cname-loop");
        return plot.referred()
                .hears(Classification.CNAME)
                .sees(
                        LimitReached.class,
                        _ -> true,
                        step -> step.check("the alias leads back", l -> l.limit() == FailureReason.ALIAS_LOOP))
                .never(
                        DnsResponse.class,
                        response -> response.purpose() == Purpose.WALK
                                && response.classification() == Classification.ANSWER)
                .fails("servfail", "alias_loop")
                .flow();
    }

    private static Flow denied(String name, Classification classification, String rcode) {
        Plot plot = Plot.of(name);
        return plot.referred()
                .hears(
                        classification,
                        step -> step.check(
                                "AA = 1, rcode = " + rcode + ", no answer",
                                r -> r.aa()
                                        && r.rcode().equals(rcode)
                                        && r.answers().isEmpty()))
                .sees(
                        RecordsAccepted.class,
                        accepted -> accepted.rule() == TrustRule.DENIES,
                        step -> step.check(
                                "the SOA record of the zone",
                                a -> a.records().stream()
                                        .anyMatch(record -> record.startsWith(plot.zone() + " ")
                                                && RecordText.typeOf(record).equals("SOA"))))
                .ends("status = " + name, outcome -> outcome.status().equals(name) && !outcome.failed())
                .flow();
    }
}
