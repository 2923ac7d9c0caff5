package org.wirelab.dns.walk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.wirelab.dns.Classification;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.Names;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.RecordText;
import org.wirelab.dns.TrustRule;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// What may be believed of a response: a server has a say over the zone it was asked about, and over nothing else.
final class Bailiwick {

    /// One record and the rule by which it is believed, or not.
    ///
    /// @param section where it stands, such as [Section#ANSWER]
    record Judged(int section, Record data, TrustRule rule) {}

    private final Name zone;
    private final Question question;
    private final Classification classification;
    private final Purpose purpose;
    private final boolean dnssec;
    private final Message response;
    private final List<Judged> judged = new ArrayList<>();

    private Bailiwick(Move.Ask ask, Classification classification, Message response) {
        this.zone = ask.zone();
        this.question = ask.question();
        this.purpose = ask.purpose();
        this.dnssec = ask.edns().dnssecOk();
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
        List<Record> accepted = new ArrayList<>();
        for (Judged one : judged) {
            if (rules.contains(one.rule())) {
                accepted.add(one.data());
            }
        }
        return accepted;
    }

    /// The records of a section that one of these rules let in.
    static List<Record> accepted(List<Judged> judged, int section, Set<TrustRule> rules) {
        List<Record> accepted = new ArrayList<>();
        for (Judged one : judged) {
            if (one.section() == section && rules.contains(one.rule())) {
                accepted.add(one.data());
            }
        }
        return accepted;
    }

    private void answers() {
        Set<Name> chain = chain();
        judgeSection(Section.ANSWER, record -> ofAnswer(record, chain));
    }

    /// Judges a section: first its data, then the signatures, which are worth what they sign.
    private void judgeSection(int section, Function<Record, TrustRule> rule) {
        List<Record> records = response.getSection(section);
        Set<RRsetKey> signable = new HashSet<>();
        for (Record record : records) {
            if (!(record instanceof RRSIGRecord) && record.getType() != Type.OPT) {
                TrustRule found = rule.apply(record);
                judged.add(new Judged(section, record, found));
                if (found.accepts() && found != TrustRule.NOT_NEEDED) {
                    signable.add(new RRsetKey(record.getName(), record.getType()));
                }
            }
        }
        for (Record record : records) {
            if (record instanceof RRSIGRecord signature) {
                judged.add(new Judged(section, record, ofSignature(signature, signable, rule)));
            }
        }
    }

    private record RRsetKey(Name owner, int type) {}

    /// RFC 4035 §5.3.1: the signer is the zone of the record; one outside the zone asked signs nothing here.
    private TrustRule ofSignature(RRSIGRecord signature, Set<RRsetKey> signable, Function<Record, TrustRule> rule) {
        Name owner = signature.getName();
        if (!owner.subdomain(zone)) {
            return TrustRule.OUTSIDE_THE_ZONE;
        }
        boolean signs = signable.contains(new RRsetKey(owner, signature.getTypeCovered()));
        if (signs && dnssec) {
            boolean possible = owner.subdomain(signature.getSigner())
                    && signature.getSigner().subdomain(zone);
            return possible ? TrustRule.SIGNS : TrustRule.OUTSIDE_THE_ZONE;
        }
        return signs ? TrustRule.NOT_NEEDED : rule.apply(signature);
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
        judgeSection(Section.AUTHORITY, this::ofAuthority);
    }

    private TrustRule ofAuthority(Record record) {
        boolean denial = classification == Classification.NODATA || classification == Classification.NXDOMAIN;
        Name owner = record.getName();
        if (!owner.subdomain(zone)) {
            return TrustRule.OUTSIDE_THE_ZONE;
        }
        if (denial && record.getType() == Type.SOA && question.name().subdomain(owner)) {
            return TrustRule.DENIES;
        }
        if (record.getType() == Type.NS && question.name().subdomain(owner)) {
            return TrustRule.NAMES_ITS_OWN_SERVER;
        }
        return dnssec && isProof(record) ? TrustRule.PROVES_ABSENCE : TrustRule.NOT_NEEDED;
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
        judgeSection(Section.ADDITIONAL, record -> {
            if (isAddress(record) && rootServers.contains(record.getName())) {
                return TrustRule.ROOT_ADDRESS;
            }
            return record.getName().subdomain(zone) ? TrustRule.NOT_NEEDED : TrustRule.OUTSIDE_THE_ZONE;
        });
    }

    private void referral() {
        response.getSection(Section.ANSWER)
                .forEach(r -> judged.add(new Judged(Section.ANSWER, r, TrustRule.NOT_ASKED_FOR)));
        List<Record> authority = response.getSection(Section.AUTHORITY);
        Name cut = authority.stream()
                .filter(NSRecord.class::isInstance)
                .map(Record::getName)
                .findFirst()
                .orElse(zone);
        Set<Name> servers = new HashSet<>();
        judgeSection(Section.AUTHORITY, record -> {
            if (record instanceof NSRecord ns && record.getName().equals(cut)) {
                servers.add(ns.getTarget());
                return TrustRule.DELEGATION;
            }
            return ofReferral(record, cut);
        });
        judgeSection(Section.ADDITIONAL, record -> ofGlue(record, cut, servers));
    }

    private TrustRule ofReferral(Record record, Name cut) {
        if (!record.getName().subdomain(zone)) {
            return TrustRule.OUTSIDE_THE_ZONE;
        }
        boolean keys = record.getType() == Type.DS && record.getName().equals(cut);
        return dnssec && (keys || isProof(record)) ? TrustRule.SECURES_THE_DELEGATION : TrustRule.NOT_NEEDED;
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
                    .forEach(record -> judged.add(new Judged(section, record, TrustRule.REPLY_NOT_USED)));
        }
    }

    /// RFC 4034 §4, RFC 5155 §3: records that say what there is not.
    private static boolean isProof(Record record) {
        return record.getType() == Type.NSEC || record.getType() == Type.NSEC3;
    }

    private static boolean isAddress(Record record) {
        return record.getType() == Type.A || record.getType() == Type.AAAA;
    }
}
