package org.wirelab.dns.walk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wirelab.dns.Classification;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.DnsResponse;
import org.wirelab.dns.DnsSilence;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.RecordText;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Turns what the core works with into what it shows.
public final class Observations {
    private Observations() {}

    private static final double NANOS_PER_MILLI = 1e6;

    /// A response that belongs to its query, and what it is.
    public static DnsResponse response(Move.Ask ask, Reply.Received received, Classification classification) {
        DnsQuery query = ask.observation();
        Message message = received.message();
        return new DnsResponse(
                query.server(),
                query.address(),
                query.zone(),
                query.name(),
                query.type(),
                query.transport(),
                query.id(),
                query.purpose(),
                classification,
                Rcode.string(message.getRcode()),
                message.getHeader().getFlag(Flags.AA),
                message.getHeader().getFlag(Flags.TC),
                message.getHeader().getFlag(Flags.RA),
                message.getHeader().getFlag(Flags.AD),
                RecordText.of(message.getSection(Section.ANSWER)),
                RecordText.of(message.getSection(Section.AUTHORITY)),
                RecordText.of(message.getSection(Section.ADDITIONAL)),
                received.bytes(),
                received.rttNanos() / NANOS_PER_MILLI);
    }

    static Optional<DnsObservation> trailing(Move.Ask ask, Reply.Received received) {
        DnsQuery query = ask.observation();
        return received.trailing() == 0
                ? Optional.empty()
                : Optional.of(new DnsObservation.TrailingBytes(
                        query.server(), query.address(), received.bytes(), received.trailing()));
    }

    static DnsSilence silence(Move.Ask ask, String cause, String detail, long waitedNanos) {
        DnsQuery query = ask.observation();
        return new DnsSilence(
                query.server(),
                query.address(),
                query.zone(),
                query.name(),
                query.type(),
                query.transport(),
                query.purpose(),
                cause,
                detail,
                waitedNanos / NANOS_PER_MILLI);
    }

    static DnsOutcome outcome(Question question, Purpose purpose, Move end, String rcode, int exchanges, long nanos) {
        return switch (end) {
            case Move.Answered answered ->
                outcome(
                        question,
                        purpose,
                        answered.kind().name().toLowerCase(Locale.ROOT),
                        rcode,
                        answered.zone().toString(),
                        RecordText.of(told(answered)),
                        "",
                        List.of(),
                        exchanges,
                        nanos);
            case Move.Failed failed ->
                outcome(
                        question,
                        purpose,
                        failed.reason().status(),
                        failed.reason().ofResponses() ? rcode : "",
                        failed.zone().toString(),
                        List.of(),
                        failed.reason().label(),
                        failed.detail(),
                        exchanges,
                        nanos);
            case Move.Ask _ -> throw new IllegalArgumentException("a query is no end");
        };
    }

    /// What an outcome shows: the answer, or the aliases and the SOA record of the zone that denies.
    private static List<Record> told(Move.Answered answered) {
        return switch (answered.kind()) {
            case ANSWER -> answered.records();
            case NODATA, NXDOMAIN ->
                Believed.chain(
                        answered.records(),
                        answered.authority().stream()
                                .filter(record -> record.getType() == Type.SOA)
                                .toList());
        };
    }

    private static DnsOutcome outcome(
            Question question,
            Purpose purpose,
            String status,
            String rcode,
            String zone,
            List<String> answers,
            String reason,
            List<String> detail,
            int exchanges,
            long nanos) {
        return new DnsOutcome(
                purpose,
                question.name().toString(),
                question.typeName(),
                status,
                rcode,
                zone,
                answers,
                reason,
                detail,
                exchanges,
                nanos / NANOS_PER_MILLI);
    }
}
