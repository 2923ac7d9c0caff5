package org.wirelab.dns.walk;

import java.util.List;
import java.util.Optional;
import org.wirelab.dns.Classification;
import org.wirelab.dns.Names;
import org.wirelab.dns.Question;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Says what a response is. It only looks; what is believed of it is for [Bailiwick] to say.
public final class Classifier {
    private Classifier() {}

    /// What a server's response to an iterative query is, when it was asked as a server of `zone`.
    public static Classification classify(Name zone, Question question, Message response) {
        return classify(zone, question, response, false);
    }

    /// What a resolver's response to a recursive query is: it needs no authority.
    public static Classification ofResolver(Question question, Message response) {
        return classify(Name.root, question, response, true);
    }

    private static Classification classify(Name zone, Question question, Message response, boolean resolver) {
        // RFC 2181 §9: a response with TC set is to be ignored and the query repeated over TCP.
        if (response.getHeader().getFlag(Flags.TC)) {
            return Classification.TRUNCATED;
        }
        // A resolver follows aliases itself: one without data at its end is no data.
        Optional<Classification> alias = resolver ? Optional.empty() : alias(question, response);
        return switch (response.getRcode()) {
            case Rcode.NOERROR ->
                hasAnswer(question, response, resolver)
                        ? withAuthority(response, resolver, Classification.ANSWER)
                        : alias.map(found -> withAuthority(response, resolver, found))
                                .orElseGet(() -> withoutAnswer(zone, question, response, resolver));
            // RFC 6604 §3: after an alias, the code speaks of the last name of the chain, not of the one asked for.
            case Rcode.NXDOMAIN -> withAuthority(response, resolver, alias.orElse(Classification.NXDOMAIN));
            // RFC 6672 §2.2: a DNAME record made the name too long.
            case Rcode.YXDOMAIN ->
                alias.map(found -> withAuthority(response, resolver, found)).orElse(Classification.OTHER_ERROR);
            case Rcode.REFUSED, Rcode.NOTAUTH -> Classification.LAME_REFUSED;
            case Rcode.SERVFAIL -> Classification.SERVFAIL;
            case Rcode.FORMERR -> Classification.FORMERR;
            case Rcode.NOTIMP, Rcode.BADVERS -> Classification.NOTIMP;
            default -> Classification.OTHER_ERROR;
        };
    }

    private static boolean hasAnswer(Question question, Message response, boolean resolver) {
        return response.getSection(Section.ANSWER).stream()
                .anyMatch(record -> (resolver || record.getName().equals(question.name()))
                        && (record.getType() == question.type() || question.type() == Type.ANY));
    }

    private static Optional<Classification> alias(Question question, Message response) {
        List<Record> answers = response.getSection(Section.ANSWER);
        Name name = question.name();
        if (answers.stream().anyMatch(r -> r instanceof DNAMERecord && Names.above(r.getName(), name))) {
            return Optional.of(Classification.DNAME);
        }
        return answers.stream()
                        .anyMatch(r -> r instanceof CNAMERecord && r.getName().equals(name))
                ? Optional.of(Classification.CNAME)
                : Optional.empty();
    }

    private static Classification withAuthority(Message response, boolean resolver, Classification found) {
        if (resolver || response.getHeader().getFlag(Flags.AA)) {
            return found;
        }
        return notAuthoritative(response);
    }

    private static Classification notAuthoritative(Message response) {
        return response.getHeader().getFlag(Flags.RA) ? Classification.LAME_RA_NO_AA : Classification.LAME_NOT_AA;
    }

    private static Classification withoutAnswer(Name zone, Question question, Message response, boolean resolver) {
        List<Record> authority = response.getSection(Section.AUTHORITY);
        Optional<Name> cut = authority.stream()
                .filter(record -> record.getType() == Type.NS)
                .map(Record::getName)
                .findFirst();
        boolean soa = authority.stream().anyMatch(record -> record.getType() == Type.SOA);
        boolean authoritative = response.getHeader().getFlag(Flags.AA);
        // RFC 2308 §2.2: with an SOA it is NODATA whatever else stands there; a referral has NS and no SOA.
        if (resolver || (authoritative && (soa || cut.isEmpty()))) {
            return Classification.NODATA;
        }
        if (cut.isEmpty()) {
            return notAuthoritative(response);
        }
        Name child = cut.get();
        // RFC 1034 §5.3.3 4b: a delegation to other servers must lead nearer to the name than the zone asked is.
        if (Names.above(zone, child) && question.name().subdomain(child)) {
            return Classification.REFERRAL;
        }
        return Names.above(child, zone) ? Classification.LAME_UPWARD : Classification.LAME_SIDEWAYS;
    }
}
