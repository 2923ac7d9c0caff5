package org.wirelab.dns.walk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wirelab.dns.Names;
import org.wirelab.dns.Classification;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.TrustRule;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// What may be believed of a response: a server has a say over the zone it was asked about, and over nothing else.
final class Bailiwick {

    /// One record and the rule by which it is believed, or not.
    record Judged(Record data, TrustRule rule) {}

    private final Name zone;
    private final Question question;
    private final Classification classification;
    private final Purpose purpose;
    private final Message response;
    private final List<Judged> judged = new ArrayList<>();

    private Bailiwick(Move.Ask ask, Classification classification, Message response) {
        this.zone = ask.zone();
        this.question = ask.question();
        this.purpose = ask.purpose();
        this.classification = classification;
        this.response = response;
    }

    /// Judges each record of the response, section by section; EDNS's pseudo-record is none.
    static List<Judged> judge(Move.Ask ask, Classification classification, Message response) {
        Bailiwick bailiwick = new Bailiwick(ask, classification, response);
        switch (classification) {
            case ANSWER, CNAME, DNAME, NODATA, NXDOMAIN -> {
                bailiwick.answers();
                bailiwick.authority();
                bailiwick.additional();
            }
            case REFERRAL -> bailiwick.referral();
            case LAME_REFUSED,
                    LAME_UPWARD,
                    LAME_SIDEWAYS,
                    LAME_NOT_AA,
                    LAME_RA_NO_AA,
                    SERVFAIL,
                    FORMERR,
                    NOTIMP,
                    TRUNCATED,
                    OTHER_ERROR -> bailiwick.nothing();
        }
        return bailiwick.judged;
    }

    /// The judgements as observations, the records that share a rule in one.
    static List<DnsObservation> observations(Name zone, List<Judged> judged) {
        Map<TrustRule, List<Record>> byRule = new LinkedHashMap<>();
        judged.forEach(one ->
                byRule.computeIfAbsent(one.rule(), _ -> new ArrayList<>()).add(one.data()));
        return byRule.entrySet().stream()
                .map(entry -> observation(entry.getKey(), zone.toString(), RecordText.of(entry.getValue())))
                .toList();
    }

    private static DnsObservation observation(TrustRule rule, String zone, List<String> records) {
        return rule.accepts()
                ? new DnsObservation.RecordsAccepted(rule, rule.reference(), zone, records)
                : new DnsObservation.RecordsDropped(rule, rule.reference(), zone, records);
    }

    /// The records that one of these rules let in.
    static List<Record> accepted(List<Judged> judged, Set<TrustRule> rules) {
        return judged.stream()
                .filter(one -> rules.contains(one.rule()))
                .map(Judged::data)
                .toList();
    }

    private void answers() {
        Set<Name> chain = chain();
        for (Record record : response.getSection(Section.ANSWER)) {
            judged.add(new Judged(record, ofAnswer(record, chain)));
        }
    }

    /// The names that this response's own aliases lead through, as far as they stay in the zone.
    private Set<Name> chain() {
        Set<Name> chain = new HashSet<>(Set.of(question.name()));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Record record : response.getSection(Section.ANSWER)) {
                if (record instanceof CNAMERecord cname
                        && chain.contains(cname.getName())
                        && cname.getTarget().subdomain(zone)) {
                    grew |= chain.add(cname.getTarget());
                }
            }
        }
        return chain;
    }

    private TrustRule ofAnswer(Record record, Set<Name> chain) {
        Name owner = record.getName();
        if (!owner.subdomain(zone)) {
            return TrustRule.OUTSIDE_THE_ZONE;
        }
        boolean wanted = record.getType() == question.type() || question.type() == Type.ANY;
        if (wanted && owner.equals(question.name())) {
            return TrustRule.ANSWERS_THE_QUESTION;
        }
        if (record instanceof DNAMERecord && chain.stream().anyMatch(name -> Names.above(owner, name))) {
            return TrustRule.ALIAS;
        }
        if (!chain.contains(owner) || (!wanted && record.getType() != Type.CNAME)) {
            return TrustRule.NOT_ASKED_FOR;
        }
        return owner.equals(question.name()) ? TrustRule.ALIAS : TrustRule.FOLLOWS_THE_ALIAS;
    }

    private void authority() {
        boolean denial = classification == Classification.NODATA || classification == Classification.NXDOMAIN;
        for (Record record : response.getSection(Section.AUTHORITY)) {
            Name owner = record.getName();
            if (!owner.subdomain(zone)) {
                judged.add(new Judged(record, TrustRule.OUTSIDE_THE_ZONE));
            } else if (denial && record.getType() == Type.SOA && question.name().subdomain(owner)) {
                judged.add(new Judged(record, TrustRule.DENIES));
            } else {
                judged.add(new Judged(record, TrustRule.NOT_NEEDED));
            }
        }
    }

    private void additional() {
        Set<Name> rootServers = new HashSet<>();
        if (purpose == Purpose.PRIMING) {
            response.getSection(Section.ANSWER).forEach(record -> {
                if (record instanceof NSRecord ns) {
                    rootServers.add(ns.getTarget());
                }
            });
        }
        for (Record record : response.getSection(Section.ADDITIONAL)) {
            if (record.getType() != Type.OPT) {
                TrustRule rule = record.getName().subdomain(zone) ? TrustRule.NOT_NEEDED : TrustRule.OUTSIDE_THE_ZONE;
                judged.add(new Judged(
                        record,
                        isAddress(record) && rootServers.contains(record.getName()) ? TrustRule.ROOT_ADDRESS : rule));
            }
        }
    }

    private void referral() {
        response.getSection(Section.ANSWER).forEach(r -> judged.add(new Judged(r, TrustRule.NOT_ASKED_FOR)));
        List<Record> authority = response.getSection(Section.AUTHORITY);
        Name cut = authority.stream()
                .filter(NSRecord.class::isInstance)
                .map(Record::getName)
                .findFirst()
                .orElse(zone);
        Set<Name> servers = new HashSet<>();
        for (Record record : authority) {
            if (record instanceof NSRecord ns && record.getName().equals(cut)) {
                servers.add(ns.getTarget());
                judged.add(new Judged(record, TrustRule.DELEGATION));
            } else {
                boolean inside = record.getName().subdomain(zone);
                judged.add(new Judged(record, inside ? TrustRule.NOT_NEEDED : TrustRule.OUTSIDE_THE_ZONE));
            }
        }
        for (Record record : response.getSection(Section.ADDITIONAL)) {
            if (record.getType() != Type.OPT) {
                judged.add(new Judged(record, ofGlue(record, cut, servers)));
            }
        }
    }

    private TrustRule ofGlue(Record record, Name cut, Set<Name> servers) {
        Name owner = record.getName();
        if (!isAddress(record) || !servers.contains(owner)) {
            return TrustRule.UNRELATED;
        }
        if (owner.subdomain(cut)) {
            return TrustRule.IN_DOMAIN_GLUE;
        }
        return owner.subdomain(zone) ? TrustRule.SIBLING_GLUE : TrustRule.GLUE_FROM_OUTSIDE;
    }

    private void nothing() {
        for (int section : List.of(Section.ANSWER, Section.AUTHORITY, Section.ADDITIONAL)) {
            response.getSection(section).stream()
                    .filter(record -> record.getType() != Type.OPT)
                    .forEach(record -> judged.add(new Judged(record, TrustRule.REPLY_NOT_USED)));
        }
    }

    private static boolean isAddress(Record record) {
        return record.getType() == Type.A || record.getType() == Type.AAAA;
    }
}
