package org.wirelab.dns.validation;

import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.Names;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

/// Denial by NSEC3 records: the names are hashed, so that nobody can list a zone (RFC 5155).
///
/// @param zone whose records they are
record Nsec3Denial(Name zone, List<NSEC3Record> records) implements Denial {

    /// RFC 9276 §3.2: a zone whose hashes take more rounds than this is treated as unsigned.
    private static final int MOST_ITERATIONS = 150;

    private static final int OPT_OUT = 1;
    private static final base32 HASH = new base32(base32.Alphabet.BASE32HEX, false, false);

    Nsec3Denial {
        records = List.copyOf(records);
    }

    @Override
    public boolean tooCostly() {
        return records.stream().anyMatch(record -> record.getIterations() > MOST_ITERATIONS);
    }

    /// RFC 5155 §8.3: the longest name above that exists, and the span that holds no name next below it.
    private record Encloser(Name closest, NSEC3Record gap) {
        boolean optOut() {
            return (gap.getFlags() & OPT_OUT) != 0;
        }
    }

    @Override
    public String kind() {
        return "NSEC3";
    }

    @Override
    public Proof nameError(Name name) {
        List<String> parts = new ArrayList<>();
        Optional<Encloser> found = encloser(name, parts);
        if (found.isEmpty()) {
            return Proof.no(parts);
        }
        Optional<Name> wildcard = Names.wildcardBelow(found.get().closest());
        boolean none = wildcard.isEmpty() || covering(wildcard.get()).isPresent();
        parts.add((none ? "a hash span covers " : "nothing covers ")
                + wildcard.map(Name::toString).orElse("a wildcard"));
        return new Proof(none, parts, found.get().optOut());
    }

    @Override
    public Proof noType(Name name, int type) {
        List<String> parts = new ArrayList<>();
        Optional<NSEC3Record> own = matching(name);
        if (own.isPresent()) {
            return bitmap(own.get(), name, type, parts);
        }
        Optional<Encloser> found = encloser(name, parts);
        if (found.isEmpty()) {
            return Proof.no(parts);
        }
        Optional<Name> wildcard = Names.wildcardBelow(found.get().closest());
        Optional<NSEC3Record> matched = wildcard.flatMap(this::matching);
        if (matched.isPresent()) {
            return bitmap(matched.get(), wildcard.orElseThrow(), type, parts);
        }
        // RFC 5155 §8.6: an opted-out span has no DS records in it
        boolean noDs = type == Type.DS && found.get().optOut();
        parts.add(noDs ? "the span is opted out" : "no wildcard is matched");
        return new Proof(noDs, parts, found.get().optOut());
    }

    @Override
    public Proof noCloserMatch(Name name, int labels) {
        int more = Signatures.labels(name) - labels - 1;
        Name nextCloser = more <= 0 ? name : new Name(name, more);
        Optional<NSEC3Record> gap = covering(nextCloser);
        return new Proof(
                gap.isPresent(),
                List.of((gap.isPresent() ? "a hash span covers " : "nothing covers ") + nextCloser),
                gap.filter(record -> (record.getFlags() & OPT_OUT) != 0).isPresent());
    }

    @Override
    public NoDs noDs(Name name) {
        Optional<NSEC3Record> own = matching(name);
        if (own.isPresent()) {
            NSEC3Record record = own.get();
            String found = "the hash of " + name + " is matched";
            if (record.hasType(Type.DS) || record.hasType(Type.SOA)) {
                return new NoDs(Cut.UNPROVEN, Proof.no(List.of(found + " and does not deny DS at the parent")));
            }
            boolean delegated = record.hasType(Type.NS);
            String what = delegated ? ", with NS and without DS" : ", without NS: no zone begins there";
            return new NoDs(delegated ? Cut.UNSIGNED_ZONE : Cut.NONE, new Proof(true, List.of(found + what), false));
        }
        List<String> parts = new ArrayList<>();
        Optional<Encloser> found = encloser(name, parts);
        if (found.isEmpty()) {
            return new NoDs(Cut.UNPROVEN, Proof.no(parts));
        }
        boolean optOut = found.get().optOut();
        parts.add(optOut ? "the span is opted out: an unsigned zone may begin there" : "no such name");
        return new NoDs(optOut ? Cut.UNSIGNED_ZONE : Cut.NONE, new Proof(true, parts, optOut));
    }

    private static Proof bitmap(NSEC3Record record, Name name, int type, List<String> parts) {
        boolean absent = !record.hasType(type) && !record.hasType(Type.CNAME);
        boolean fromTheParent = isOfTheParent(record) && type != Type.DS;
        parts.add("the hash of " + name + " is matched, " + (absent ? "without " : "with ") + Type.string(type)
                + (fromTheParent ? ", but by the parent" : ""));
        return new Proof(absent && !fromTheParent, parts, false);
    }

    /// NS without SOA: the parent's record of a zone cut.
    private static boolean isOfTheParent(NSEC3Record record) {
        return record.hasType(Type.NS) && !record.hasType(Type.SOA);
    }

    private Optional<Encloser> encloser(Name name, List<String> parts) {
        for (int cut = 1; cut <= name.labels() - zone.labels(); cut++) {
            Name above = new Name(name, cut);
            Optional<NSEC3Record> own = matching(above);
            if (own.isEmpty()) {
                continue;
            }
            // RFC 5155 §8.3: what lies below a zone cut or a DNAME is not this zone's to deny
            if (own.get().hasType(Type.DNAME) || isOfTheParent(own.get())) {
                parts.add(above + " is a zone cut or has a DNAME: nothing below it is denied by this");
                return Optional.empty();
            }
            Name nextCloser = new Name(name, cut - 1);
            parts.add("the hash of " + above + " is matched: it exists");
            Optional<NSEC3Record> gap = covering(nextCloser);
            parts.add((gap.isPresent() ? "a hash span covers " : "nothing covers ") + nextCloser);
            return gap.map(record -> new Encloser(above, record));
        }
        parts.add("no name above " + name + " is matched");
        return Optional.empty();
    }

    private Optional<NSEC3Record> matching(Name name) {
        return records.stream()
                .filter(record -> hash(record, name)
                        .filter(hash -> Arrays.equals(hash, owner(record)))
                        .isPresent())
                .findFirst();
    }

    private Optional<NSEC3Record> covering(Name name) {
        return records.stream()
                .filter(record -> hash(record, name)
                        .filter(hash -> between(owner(record), hash, record.getNext()))
                        .isPresent())
                .findFirst();
    }

    /// RFC 5155 §8.3: in the order of the hashes, and the last one leads back to the first.
    private static boolean between(byte[] owner, byte[] hash, byte[] next) {
        boolean last = Arrays.compareUnsigned(owner, next) >= 0;
        boolean behind = Arrays.compareUnsigned(owner, hash) < 0;
        boolean before = Arrays.compareUnsigned(hash, next) < 0;
        return last ? behind || before : behind && before;
    }

    private static byte[] owner(NSEC3Record record) {
        byte[] hash = HASH.fromString(record.getName().getLabelString(0));
        return hash == null ? new byte[0] : hash;
    }

    private static Optional<byte[]> hash(NSEC3Record record, Name name) {
        try {
            return Optional.of(record.hashName(name));
        } catch (NoSuchAlgorithmException e) {
            return Optional.empty();
        }
    }
}
