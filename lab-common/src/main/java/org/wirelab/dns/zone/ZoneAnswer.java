package org.wirelab.dns.zone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.Question;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// What a zone says of a question: code, authority, and the records of each section.
///
/// @param glue addresses without which the delegation in `authority` could not be followed
/// @param proofs what a signed zone adds a proof of
public record ZoneAnswer(
        int rcode,
        boolean authoritative,
        List<Record> answers,
        List<Record> authority,
        List<Record> glue,
        List<Proof> proofs) {

    public ZoneAnswer {
        answers = List.copyOf(answers);
        authority = List.copyOf(authority);
        glue = List.copyOf(glue);
        proofs = List.copyOf(proofs);
    }

    /// Records, with authority.
    public static ZoneAnswer of(List<Record> answers, Proof... proofs) {
        return new ZoneAnswer(Rcode.NOERROR, true, answers, List.of(), List.of(), List.of(proofs));
    }

    /// The alias that this answer consists of, when the question did not ask for aliases.
    Optional<Record> aliasOf(Question question) {
        if (question.type() == Type.ANY) {
            return Optional.empty();
        }
        return answers.stream()
                .filter(record -> (record instanceof CNAMERecord && question.type() != Type.CNAME)
                        || (record instanceof DNAMERecord && !record.getName().equals(question.name())))
                .findFirst();
    }

    /// The same at the end of a chain of aliases: RFC 6604 §3, the code speaks of the last name.
    ZoneAnswer behind(List<Record> aliases, List<Proof> before) {
        if (aliases.isEmpty()) {
            return this;
        }
        List<Record> all = new ArrayList<>(aliases);
        answers.stream().filter(record -> !all.contains(record)).forEach(all::add);
        List<Proof> proven = new ArrayList<>(before);
        proven.addAll(proofs);
        return new ZoneAnswer(rcode, true, all, authority, glue, proven);
    }
}
