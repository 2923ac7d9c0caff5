package org.wirelab.dns.walk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Question;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.memory.Rank;
import org.wirelab.dns.memory.Remembered;
import org.wirelab.dns.memory.ZoneCut;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// What lookups keep of authoritative responses, and find again.
final class Recollection {

    private final Memory memory;
    private final boolean signed;

    /// @param signed whether lookups want signatures: what came without is then of no use
    Recollection(Memory memory, boolean signed) {
        this.memory = memory;
        this.signed = signed;
    }

    /// What answers or denies the question, or makes its name an alias. RFC 2181 §5.4.1: only what has been
    /// an answer may be one again.
    Optional<Remembered> about(Question question, long now) {
        if (question.type() == Type.ANY) {
            return Optional.empty();
        }
        Optional<Remembered> known = memory.answers().about(question, Rank.ANSWER, signed, now);
        return known.isPresent() || question.type() == Type.CNAME
                ? known
                : memory.answers()
                        .about(new Question(question.name(), Type.CNAME), Rank.ANSWER, signed, now)
                        .filter(Remembered.Data.class::isInstance);
    }

    /// Keeps an answer: each alias for itself, then what they lead to.
    ///
    /// @param signed whether this very response was asked for with signatures
    void answered(Question question, Name zone, AliasChain chain, List<Record> proofs, boolean signed, long now) {
        for (AliasChain.Link link : chain.links()) {
            Record alias = link.records().getFirst();
            // RFC 6672 §3.4: what follows from a DNAME record is not kept without it.
            if (alias instanceof CNAMERecord && proofs.isEmpty()) {
                keep(new Question(link.name(), Type.CNAME), zone, link.records(), List.of(), signed, now);
            }
        }
        Name last = chain.links().isEmpty()
                ? question.name()
                : chain.links().getLast().target();
        if (!chain.data().isEmpty() && question.type() != Type.ANY) {
            keep(question.about(last), zone, chain.data(), chain.links().isEmpty() ? proofs : List.of(), signed, now);
        }
    }

    /// Keeps a denial.
    void denied(Question question, Name zone, boolean whole, List<Record> authority, boolean signed, long now) {
        if (question.type() != Type.ANY) {
            memory.answers().deny(question, zone, whole, authority, signed, now);
        }
    }

    /// RFC 9520 §3.2: a failure is kept, so that the next who asks does not make it all happen again. What
    /// this host could not reach says nothing of the servers.
    void failed(Lookup lookup, FailureReason reason, long now) {
        if (reason != FailureReason.UNREACHABLE) {
            ServerList servers = lookup.servers();
            memory.answers().failed(lookup.first(), servers.zone(), reason, servers.complaints(), now);
        }
    }

    /// Keeps what a zone says of its own servers (RFC 2181 §5.4.1): RFC 1034 §4.2.2 wants it to be what its parent
    /// says.
    ///
    /// @return the zone, when that is new and not what its parent says
    Optional<ZoneCut> ownServers(Name zone, List<Bailiwick.Judged> judged, long now) {
        return Believed.ownServers(zone, judged)
                .filter(own -> memory.cuts()
                        .at(own.zone(), now)
                        .flatMap(ZoneCut::childSide)
                        // RFC 1034 §3.6: the order of records tells nothing
                        .filter(known -> Set.copyOf(known.servers()).equals(Set.copyOf(own.servers())))
                        .isEmpty())
                .flatMap(own -> memory.cuts().learnFromChild(own, now))
                .filter(cut -> !cut.onlyChild().isEmpty() || !cut.onlyParent().isEmpty());
    }

    private void keep(Question about, Name zone, List<Record> records, List<Record> proofs, boolean signed, long now) {
        memory.answers().keep(about, zone, records, proofs, Rank.ANSWER, signed, now);
    }
}
