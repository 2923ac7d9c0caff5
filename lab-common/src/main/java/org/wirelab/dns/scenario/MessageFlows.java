package org.wirelab.dns.scenario;

import java.util.List;
import org.wirelab.dns.Classification;
import org.wirelab.dns.DnsObservation.ReplyIgnored;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsResponse;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Mismatch;
import org.wirelab.flow.Flow;
import org.wirelab.flow.Letter;

/// The lookups whose trouble is with a message: it does not fit, is not understood, or is forged.
final class MessageFlows {
    private MessageFlows() {}

    private static final Letter<List<String>> TRUE_ANSWER = Letter.hidden("answer");
    private static final int USUAL_PAYLOAD = 1232;

    /// RFC 7766 §5: a server that has everything asked for again over TCP.
    static final Flow TC_ONLY = overTcp(Plot.of("tc-only"), 0);

    /// RFC 6891 §6.2.5: an answer that really does not fit.
    static final Flow TRUNCATED = overTcp(Plot.of("truncated"), USUAL_PAYLOAD);

    /// RFC 6891 §7: a server that does not know EDNS.
    static final Flow NO_EDNS = noEdns();

    /// RFC 5452 §9.1: what bears another id is no reply.
    static final Flow FORGED_ID = forged("forged-id", Mismatch.ID);

    /// RFC 5452 §9.1: nor is what repeats another question.
    static final Flow FORGED_QUESTION = forged("forged-question", Mismatch.QUESTION);

    static final List<Flow> ALL = List.of(TC_ONLY, TRUNCATED, NO_EDNS, FORGED_ID, FORGED_QUESTION);

    private static Flow overTcp(Plot plot, int fewerThan) {
        return plot.referred()
                .hears(Classification.TRUNCATED, step -> step.check("TC = 1 over UDP", r -> r.tc() && !isTcp(r)))
                .sees(
                        DnsQuery.class,
                        query -> query.zone().equals(plot.zone()) && query.transport() == DnsTransport.TCP)
                .hears(
                        Classification.ANSWER,
                        step -> step.check(
                                fewerThan == 0 ? "over TCP" : "over TCP, more than 1232 bytes",
                                r -> isTcp(r) && r.bytes() > fewerThan))
                .answered()
                .flow();
    }

    private static Flow noEdns() {
        Plot plot = Plot.of("no-edns");
        return plot.referred()
                .sees(
                        DnsQuery.class,
                        query -> query.zone().equals(plot.zone()),
                        step -> step.check("with EDNS", q -> q.payload() > 0))
                .hears(Classification.FORMERR)
                .sees(DnsQuery.class, query -> query.zone().equals(plot.zone()) && query.payload() == 0)
                .hears(Classification.ANSWER, step -> step.check("AA = 1", DnsResponse::aa))
                .answered()
                .flow();
    }

    private static Flow forged(String name, Mismatch mismatch) {
        Plot plot = Plot.of(name);
        return plot.referred()
                .sees(
                        ReplyIgnored.class,
                        _ -> true,
                        step -> step.check(
                                "another " + mismatch.name().toLowerCase(java.util.Locale.ROOT),
                                reply -> reply.mismatch() == mismatch))
                .hears(Classification.ANSWER, step -> step.let(TRUE_ANSWER, DnsResponse::answers))
                .sees(
                        DnsOutcome.class,
                        DnsOutcome::ofTheWalk,
                        step -> step.check(
                                "the answer is that of the true reply",
                                (outcome, letters) -> outcome.answers().equals(letters.get(TRUE_ANSWER)),
                                TRUE_ANSWER))
                .flow();
    }

    private static boolean isTcp(DnsResponse response) {
        return response.transport() == DnsTransport.TCP;
    }
}
