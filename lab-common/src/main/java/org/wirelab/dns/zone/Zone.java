package org.wirelab.dns.zone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.Names;
import org.wirelab.dns.Question;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/// The authoritative data of one zone, and what it answers: RFC 1034 §4.3.2 from step 3 on.
public final class Zone implements ServedZone {

    private final Name origin;
    private final SOARecord negativeSoa;
    private final Map<Name, Map<Integer, List<Record>>> nodes = new HashMap<>();
    /// In canonical order (RFC 4034 §6.1), in which a name is followed by all that stands below it.
    private final NavigableSet<Name> names = new TreeSet<>();

    /// A zone of these records.
    ///
    /// @throws IllegalArgumentException in one line, when they are no zone: no SOA record at its origin, a record
    ///     outside of it, a CNAME record beside others
    public Zone(Name origin, List<Record> records) {
        this.origin = origin;
        for (Record record : records) {
            if (!record.getName().subdomain(origin)) {
                throw new IllegalArgumentException(record.getName() + " lies outside of the zone " + origin);
            }
            nodes.computeIfAbsent(record.getName(), _ -> new HashMap<>())
                    .computeIfAbsent(record.getType(), _ -> new ArrayList<>(1))
                    .add(record);
        }
        names.addAll(nodes.keySet());
        if (!(at(origin, Type.SOA).stream().findFirst().orElse(null) instanceof SOARecord soa)) {
            throw new IllegalArgumentException("the zone " + origin + " has no SOA record");
        }
        this.negativeSoa = Synthesis.negativeSoa(soa);
        nodes.forEach((name, node) -> {
            if (node.containsKey(Type.CNAME) && node.keySet().stream().anyMatch(type -> !besideAliases(type))) {
                throw new IllegalArgumentException(name + " is an alias and has other records (RFC 1034 §3.6.2)");
            }
        });
    }

    /// Reads a zone file (RFC 1035 §5); `$INCLUDE` is refused.
    ///
    /// @throws IOException in one line, with what the reader says of the place
    public static Zone parse(Name origin, byte[] file) throws IOException {
        return ZoneFile.read(origin, file, "zone " + origin);
    }

    @Override
    public Name origin() {
        return origin;
    }

    /// What this zone says of a name at or below its apex.
    public ZoneAnswer answer(Question question) {
        List<Record> aliases = new ArrayList<>();
        List<Proof> proofs = new ArrayList<>();
        Question current = question;
        // Each alias is followed within the zone, once: a loop ends where it began.
        while (current.name().subdomain(origin)) {
            ZoneAnswer step = withoutAliases(current);
            Optional<Record> alias = step.aliasOf(current);
            if (alias.isEmpty() || aliases.contains(alias.get())) {
                return step.behind(aliases, proofs);
            }
            aliases.addAll(step.answers());
            proofs.addAll(step.proofs());
            Optional<Name> target = target(alias.get(), current.name());
            if (target.isEmpty()) {
                // RFC 6672 §2.2: the name that the DNAME record gives is too long.
                return new ZoneAnswer(Rcode.YXDOMAIN, true, aliases, List.of(), List.of(), proofs);
            }
            current = current.about(target.get());
        }
        return new ZoneAnswer(Rcode.NOERROR, true, aliases, List.of(), List.of(), proofs);
    }

    @Override
    public ZoneAnswer answer(Question question, boolean dnssec) {
        return answer(question);
    }

    @Override
    public List<Record> at(Name name, int type) {
        return nodes.getOrDefault(name, Map.of()).getOrDefault(type, List.of());
    }

    @Override
    public List<Record> signatures(Name name, int type) {
        return List.of();
    }

    @Override
    public List<Record> everything() {
        List<Record> all = new ArrayList<>();
        names.forEach(name -> nodes.getOrDefault(name, Map.of()).values().forEach(all::addAll));
        return all;
    }

    /// The SOA record as it goes with a denial: its TTL says how long that may be kept (RFC 2308 §3).
    public SOARecord negativeSoa() {
        return negativeSoa;
    }

    @Override
    public NavigableSet<Name> names() {
        return names;
    }

    /// The types of a name's records.
    public Set<Integer> types(Name name) {
        return nodes.getOrDefault(name, Map.of()).keySet();
    }

    /// The cut at or above a name, below the apex: where another zone begins.
    public Optional<Name> cutAbove(Name name) {
        int depth = name.labels() - origin.labels();
        for (int below = 1; below <= depth; below++) {
            Name ancestor = new Name(name, depth - below);
            if (!at(ancestor, Type.NS).isEmpty()) {
                return Optional.of(ancestor);
            }
        }
        return Optional.empty();
    }

    private ZoneAnswer withoutAliases(Question question) {
        Name name = question.name();
        int depth = name.labels() - origin.labels();
        for (int below = 1; below <= depth; below++) {
            Name ancestor = new Name(name, depth - below);
            // RFC 4035 §3.1.4.1: the DS records of a cut belong to the parent, so this zone answers for them.
            boolean parentsOwn = question.type() == Type.DS && ancestor.equals(name);
            if (!at(ancestor, Type.NS).isEmpty() && !parentsOwn) {
                return referral(ancestor);
            }
            List<Record> dname = at(ancestor, Type.DNAME);
            if (!dname.isEmpty() && !ancestor.equals(name)) {
                return Synthesis.dname(name, (DNAMERecord) dname.getFirst());
            }
        }
        Map<Integer, List<Record>> node = nodes.get(name);
        if (node != null) {
            List<Record> found = wanted(question, node);
            return found.isEmpty() ? noData(new Proof.NoData(name)) : ZoneAnswer.of(found);
        }
        // RFC 4592 §2.2.2: an empty non-terminal exists.
        return exists(name) ? noData(new Proof.NoData(name)) : missing(question);
    }

    /// RFC 1034 §4.3.2 3c: the wildcard below the closest encloser (RFC 4592 §3.3.1), when it is in the zone.
    private ZoneAnswer missing(Question question) {
        Name name = question.name();
        Name encloser = closestEncloser(name);
        Name wildcard = Names.wildcardBelow(encloser).orElseThrow();
        Map<Integer, List<Record>> node = nodes.get(wildcard);
        if (node == null) {
            // The wildcard may be an empty non-terminal: then it exists, and so does every name that it stands for.
            return exists(wildcard)
                    ? noData(new Proof.WildcardNoData(name, wildcard))
                    : denial(Rcode.NXDOMAIN, new Proof.NoName(name, encloser));
        }
        List<Record> found = wanted(question, node);
        return found.isEmpty()
                ? noData(new Proof.WildcardNoData(name, wildcard))
                : ZoneAnswer.of(Synthesis.renamed(found, name), new Proof.FromWildcard(name, wildcard));
    }

    private static List<Record> wanted(Question question, Map<Integer, List<Record>> node) {
        if (question.type() == Type.ANY) {
            // RFC 8482 §4.1: one set of records is enough of an answer.
            return node.values().stream().findFirst().orElseGet(List::of);
        }
        @Nullable List<Record> exact = node.get(question.type());
        return exact != null ? exact : node.getOrDefault(Type.CNAME, List.of());
    }

    private ZoneAnswer noData(Proof proof) {
        return denial(Rcode.NOERROR, proof);
    }

    private ZoneAnswer denial(int rcode, Proof proof) {
        return new ZoneAnswer(rcode, true, List.of(), List.of(negativeSoa), List.of(), List.of(proof));
    }

    /// RFC 1034 §4.3.2 3b: the servers below the cut, with the addresses that this zone knows of them.
    private ZoneAnswer referral(Name cut) {
        List<Record> servers = at(cut, Type.NS);
        List<Record> glue = new ArrayList<>();
        for (Record record : servers) {
            Name server = ((NSRecord) record).getTarget();
            glue.addAll(at(server, Type.A));
            glue.addAll(at(server, Type.AAAA));
        }
        return new ZoneAnswer(Rcode.NOERROR, false, List.of(), servers, glue, List.of(new Proof.Delegation(cut)));
    }

    /// The longest ancestor of a name that exists; the apex always does.
    private Name closestEncloser(Name name) {
        Name encloser = new Name(name, 1);
        while (!exists(encloser)) {
            encloser = new Name(encloser, 1);
        }
        return encloser;
    }

    /// True for a name that owns records or has names below it.
    private boolean exists(Name name) {
        if (nodes.containsKey(name)) {
            return true;
        }
        @Nullable Name next = names.ceiling(name);
        return next != null && next.subdomain(name);
    }

    /// RFC 4034 §4: an alias has an NSEC record beside it in a signed zone.
    private static boolean besideAliases(int type) {
        return type == Type.CNAME || type == Type.NSEC;
    }

    private static Optional<Name> target(Record alias, Name name) {
        return switch (alias) {
            case CNAMERecord cname -> Optional.of(cname.getTarget());
            case DNAMERecord dname -> Names.substitute(name, dname);
            default -> Optional.empty();
        };
    }
}
