package org.wirelab.dns.zone;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wirelab.dns.Names;
import org.wirelab.dns.Question;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/// The authoritative data of one zone, and what it answers: RFC 1034 §4.3.2 from step 3 on.
public final class Zone {

    private static final Pattern PLACE = Pattern.compile("<[^>]*>:(\\d+): (.*)", Pattern.DOTALL);

    private final Name origin;
    private final SOARecord soa;
    /// In canonical order (RFC 4034 §6.1), in which a name is followed by all that stands below it.
    private final NavigableMap<Name, Map<Integer, List<Record>>> nodes = new TreeMap<>();

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
        if (!(at(origin, Type.SOA).stream().findFirst().orElse(null) instanceof SOARecord found)) {
            throw new IllegalArgumentException("the zone " + origin + " has no SOA record");
        }
        this.soa = found;
        nodes.forEach((name, node) -> {
            if (node.containsKey(Type.CNAME) && node.size() > 1) {
                throw new IllegalArgumentException(name + " is an alias and has other records (RFC 1034 §3.6.2)");
            }
        });
    }

    /// Reads a zone file (RFC 1035 §5); `$INCLUDE` is refused.
    ///
    /// @throws IOException in one line, with what the reader says of the place
    public static Zone parse(Name origin, byte[] file) throws IOException {
        return parse(origin, file, "zone " + origin);
    }

    /// Reads a zone file (RFC 1035 §5); `$INCLUDE` is refused.
    ///
    /// @param name of the file, for messages
    /// @throws IOException in one line, with the file, the line where one is wrong in itself, and what is wrong
    public static Zone parse(Name origin, byte[] file, String name) throws IOException {
        List<Record> records = new ArrayList<>();
        try (Master master = new Master(new ByteArrayInputStream(file), origin)) {
            master.disableIncludes(true);
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records.add(record);
            }
            return new Zone(origin, records);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(placed(name, String.valueOf(e.getMessage())), e);
        }
    }

    /// dnsjava says `<none>:LINE: what` of a text without a file's name.
    private static String placed(String name, String message) {
        Matcher place = PLACE.matcher(message);
        return place.matches() ? name + ", line " + place.group(1) + ": " + place.group(2) : name + ": " + message;
    }

    /// The name of the zone's apex.
    public Name origin() {
        return origin;
    }

    /// What this zone says of a name at or below its apex.
    public ZoneAnswer answer(Question question) {
        List<Record> aliases = new ArrayList<>();
        Question current = question;
        // Each alias is followed within the zone, once: a loop ends where it began.
        while (current.name().subdomain(origin)) {
            ZoneAnswer step = withoutAliases(current);
            Optional<Record> alias = step.aliasOf(current);
            if (alias.isEmpty() || aliases.contains(alias.get())) {
                return step.behind(aliases);
            }
            aliases.addAll(step.answers());
            Optional<Name> target = target(alias.get(), current.name());
            if (target.isEmpty()) {
                // RFC 6672 §2.2: the name that the DNAME record gives is too long.
                return new ZoneAnswer(Rcode.YXDOMAIN, true, aliases, List.of(), List.of());
            }
            current = current.about(target.get());
        }
        return new ZoneAnswer(Rcode.NOERROR, true, aliases, List.of(), List.of());
    }

    /// The records of a name and type as the zone holds them, glue too.
    public List<Record> at(Name name, int type) {
        return nodes.getOrDefault(name, Map.of()).getOrDefault(type, List.of());
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
            return fromNode(question, node);
        }
        // RFC 4592 §2.2.2: an empty non-terminal exists.
        if (exists(name)) {
            return noData();
        }
        return wildcard(name)
                .map(found -> fromNode(question, Synthesis.node(name, found)))
                .orElseGet(() -> new ZoneAnswer(Rcode.NXDOMAIN, true, List.of(), List.of(negativeSoa()), List.of()));
    }

    private ZoneAnswer fromNode(Question question, Map<Integer, List<Record>> node) {
        if (question.type() == Type.ANY) {
            // RFC 8482 §4.1: one set of records is enough of an answer.
            return node.values().stream().findFirst().map(ZoneAnswer::of).orElseGet(this::noData);
        }
        List<Record> wanted = node.getOrDefault(question.type(), node.getOrDefault(Type.CNAME, List.of()));
        return wanted.isEmpty() ? noData() : ZoneAnswer.of(wanted);
    }

    private ZoneAnswer noData() {
        return new ZoneAnswer(Rcode.NOERROR, true, List.of(), List.of(negativeSoa()), List.of());
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
        return new ZoneAnswer(Rcode.NOERROR, false, List.of(), servers, glue);
    }

    /// The wildcard below the closest encloser (RFC 4592 §3.3.1), when it is in the zone.
    private Optional<Map<Integer, List<Record>>> wildcard(Name name) {
        for (int cut = 1; cut <= name.labels() - origin.labels(); cut++) {
            Name encloser = new Name(name, cut);
            if (exists(encloser)) {
                return Optional.ofNullable(nodes.get(Synthesis.wildcardBelow(encloser)));
            }
        }
        return Optional.empty();
    }

    /// True for a name that owns records or has names below it.
    private boolean exists(Name name) {
        Name next = nodes.ceilingKey(name);
        return next != null && next.subdomain(name);
    }

    /// RFC 2308 §3: in a denial the SOA record's TTL is no more than its own last field.
    private Record negativeSoa() {
        long ttl = Math.min(soa.getTTL(), soa.getMinimum());
        return new SOARecord(
                origin,
                DClass.IN,
                ttl,
                soa.getHost(),
                soa.getAdmin(),
                soa.getSerial(),
                soa.getRefresh(),
                soa.getRetry(),
                soa.getExpire(),
                soa.getMinimum());
    }

    private static Optional<Name> target(Record alias, Name name) {
        return switch (alias) {
            case CNAMERecord cname -> Optional.of(cname.getTarget());
            case DNAMERecord dname -> Names.substitute(name, dname);
            default -> Optional.empty();
        };
    }
}
