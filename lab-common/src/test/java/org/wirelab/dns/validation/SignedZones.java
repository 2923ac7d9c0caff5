package org.wirelab.dns.validation;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Names;
import org.wirelab.dns.Question;
import org.wirelab.dns.walk.Move;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// A few zones that the test signs itself, with dnsjava's signer and NSEC, and who finds records in them.
final class SignedZones implements SignedLookup {

    static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    /// One zone: its records by name and type, and its key.
    final class Zone {
        private final Name origin;
        private final TreeMap<Name, Map<Integer, List<Record>>> records = new TreeMap<>();
        private final KeyPair pair;
        final DNSKEYRecord key;
        private Instant inception = NOW.minusSeconds(86400);
        private Instant expiration = NOW.plusSeconds(86400);
        private final boolean signed;

        private Zone(Name origin, boolean signed) throws Exception {
            this.origin = origin;
            this.signed = signed;
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
            key = new DNSKEYRecord(origin, DClass.IN, 3600, 257, 3, DNSSEC.Algorithm.ECDSAP256SHA256, pair.getPublic());
            add("@ SOA ns hostmaster 1 2 3 4 300");
            add("@ NS ns");
            if (signed) {
                put(key);
            }
        }

        Zone add(String line) {
            try {
                String[] words = line.split(" ", 3);
                Name name = words[0].equals("@") ? origin : Name.fromString(words[0], origin);
                put(Record.fromString(name, Type.value(words[1]), DClass.IN, 300, words[2], origin));
                return this;
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        }

        Zone expired() {
            expiration = NOW.minusSeconds(3600);
            return this;
        }

        Zone early() {
            inception = NOW.plusSeconds(3600);
            return this;
        }

        private void put(Record record) {
            records.computeIfAbsent(record.getName(), _ -> new HashMap<>())
                    .computeIfAbsent(record.getType(), _ -> new ArrayList<>())
                    .add(record);
        }

        private boolean cut(Name name) {
            return !name.equals(origin) && records.getOrDefault(name, Map.of()).containsKey(Type.NS);
        }

        private List<Record> signed(List<Record> set) {
            List<Record> all = new ArrayList<>(set);
            if (signed && !(cut(set.getFirst().getName()) && set.getFirst().getType() == Type.NS)) {
                try {
                    all.add(DNSSEC.sign(new RRset(set), key, pair.getPrivate(), inception, expiration));
                } catch (DNSSEC.DNSSECException e) {
                    throw new AssertionError(e);
                }
            }
            return all;
        }

        /// The NSEC record at or before the name.
        private List<Record> nsec(Name name) {
            Name owner = Optional.ofNullable(records.floorKey(name)).orElse(records.lastKey());
            Name next = Optional.ofNullable(records.higherKey(owner)).orElse(origin);
            TreeSet<Integer> types = new TreeSet<>(records.get(owner).keySet());
            types.add(Type.NSEC);
            types.add(Type.RRSIG);
            int[] bitmap = types.stream().mapToInt(Integer::intValue).toArray();
            return signed(List.of(new NSECRecord(owner, DClass.IN, 300, next, bitmap)));
        }

        private Move answer(Question question) {
            Map<Integer, List<Record>> here = records.get(question.name());
            if (here != null && here.containsKey(question.type())) {
                return answered(Move.Answered.Kind.ANSWER, signed(here.get(question.type())), List.of());
            }
            if (here != null && here.containsKey(Type.CNAME)) {
                List<Record> alias = signed(here.get(Type.CNAME));
                Name target = ((CNAMERecord) alias.getFirst()).getTarget();
                Move.Answered rest = (Move.Answered) look(new Question(target, question.type()));
                List<Record> all = new ArrayList<>(alias);
                all.addAll(rest.records());
                return answered(rest.kind(), all, rest.authority());
            }
            boolean exists =
                    here != null || records.keySet().stream().anyMatch(name -> name.subdomain(question.name()));
            List<Record> authority = new ArrayList<>(signed(records.get(origin).get(Type.SOA)));
            if (signed) {
                authority.addAll(nsec(question.name()));
                if (!exists) {
                    List<Record> wildcard = nsec(Names.wildcardBelow(origin).orElseThrow());
                    if (!authority.containsAll(wildcard.subList(0, 1))) {
                        authority.addAll(wildcard);
                    }
                }
            }
            return answered(exists ? Move.Answered.Kind.NODATA : Move.Answered.Kind.NXDOMAIN, List.of(), authority);
        }

        private Move.Answered answered(Move.Answered.Kind kind, List<Record> records, List<Record> authority) {
            return new Move.Answered(kind, origin, records, authority);
        }

        DSRecord ds() {
            return ds(DSRecord.SHA256_DIGEST_ID);
        }

        DSRecord ds(int digest) {
            return new DSRecord(origin, DClass.IN, 300, digest, key);
        }
    }

    private final List<Zone> zones = new ArrayList<>();
    private final Map<Question, UnaryOperator<Move>> twists = new HashMap<>();
    final List<Question> asked = new ArrayList<>();

    Zone signed(String origin) throws Exception {
        return zone(origin, true);
    }

    Zone unsigned(String origin) throws Exception {
        return zone(origin, false);
    }

    private Zone zone(String origin, boolean signed) throws Exception {
        Zone zone = new Zone(Name.fromString(origin), signed);
        zones.add(zone);
        zones.sort(Comparator.comparing((Zone each) -> -each.origin.labels()));
        return zone;
    }

    /// The parent's word on a child: NS, and DS unless it is not signed.
    static void delegate(Zone parent, Zone child, boolean secure) {
        parent.add(child.origin + " NS ns." + child.origin);
        if (secure) {
            parent.put(child.ds());
        }
    }

    /// What is found for a question goes through this.
    void twist(String name, String type, UnaryOperator<Move> twist) {
        twists.put(Question.parse(name, type), twist);
    }

    static Move failed() {
        return new Move.Failed(FailureReason.TIMEOUT, Name.root, List.of());
    }

    @Override
    public Move look(Question question) {
        asked.add(question);
        Zone zone = zones.stream()
                .filter(each -> question.name().subdomain(each.origin))
                // RFC 4035 §3.1.4.1: DS stands at the parent
                .filter(each -> question.type() != Type.DS
                        || !question.name().equals(each.origin)
                        || each.origin.equals(Name.root))
                .findFirst()
                .orElseThrow();
        return twists.getOrDefault(question, UnaryOperator.identity()).apply(zone.answer(question));
    }
}
