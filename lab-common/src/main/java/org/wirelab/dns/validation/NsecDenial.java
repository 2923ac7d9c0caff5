package org.wirelab.dns.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.Names;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/// Denial by NSEC records: each says which name comes next, so nothing lies between (RFC 4034 §4).
///
/// @param zone whose records they are
record NsecDenial(Name zone, List<NSECRecord> records) implements Denial {

    NsecDenial {
        records = List.copyOf(records);
    }

    @Override
    public String kind() {
        return "NSEC";
    }

    @Override
    public Proof nameError(Name name) {
        List<String> parts = new ArrayList<>();
        Optional<NSECRecord> gap = covering(name);
        if (gap.isEmpty() || gap.get().getNext().subdomain(name)) {
            parts.add(gap.isEmpty() ? "nothing covers " + name : name + " has names below it, so it exists");
            return Proof.no(parts);
        }
        parts.add(words(gap.get()) + " covers " + name);
        return withoutWildcard(encloser(name, gap.get()), parts);
    }

    @Override
    public Proof noType(Name name, int type) {
        List<String> parts = new ArrayList<>();
        Optional<NSECRecord> own = matching(name);
        if (own.isPresent()) {
            return bitmap(own.get(), type, parts);
        }
        Optional<NSECRecord> gap = covering(name);
        if (gap.isEmpty()) {
            parts.add("nothing matches or covers " + name);
            return Proof.no(parts);
        }
        parts.add(words(gap.get()) + " covers " + name);
        if (gap.get().getNext().subdomain(name)) {
            parts.add(name + " is an empty non-terminal");
            return new Proof(true, parts, false);
        }
        Optional<NSECRecord> wildcard =
                Names.wildcardBelow(encloser(name, gap.get())).flatMap(this::matching);
        if (wildcard.isEmpty()) {
            parts.add("no wildcard is matched");
            return Proof.no(parts);
        }
        return bitmap(wildcard.get(), type, parts);
    }

    @Override
    public Proof noCloserMatch(Name name, int labels) {
        Optional<NSECRecord> gap = covering(name);
        boolean proven = gap.isPresent() && Signatures.labels(encloser(name, gap.get())) <= labels;
        return new Proof(
                proven,
                List.of(gap.map(found -> words(found) + " covers " + name).orElse("nothing covers " + name)),
                false);
    }

    @Override
    public NoDs noDs(Name name) {
        Optional<NSECRecord> own = matching(name);
        if (own.isEmpty()) {
            Proof proof = noType(name, Type.DS);
            Proof either = proof.proven() ? proof : nameError(name);
            return new NoDs(either.proven() ? Cut.NONE : Cut.UNPROVEN, either);
        }
        NSECRecord record = own.get();
        String found = words(record) + " matches " + name;
        // RFC 4035 §5.2: without SOA it is the parent's; with DS it denies nothing
        if (record.hasType(Type.DS) || (record.hasType(Type.SOA) && !name.equals(Name.root))) {
            return new NoDs(Cut.UNPROVEN, Proof.no(List.of(found + " and does not deny DS at the parent")));
        }
        boolean delegated = record.hasType(Type.NS);
        String what = delegated ? ", with NS and without DS" : ", without NS: no zone begins there";
        return new NoDs(delegated ? Cut.UNSIGNED_ZONE : Cut.NONE, new Proof(true, List.of(found + what), false));
    }

    private Proof bitmap(NSECRecord record, int type, List<String> parts) {
        boolean absent = !record.hasType(type) && !record.hasType(Type.CNAME);
        // RFC 6840 §4.1: the parent's record at a zone cut says nothing of the child's types
        boolean fromTheParent = record.hasType(Type.NS) && !record.hasType(Type.SOA) && type != Type.DS;
        parts.add(words(record)
                + (absent ? " has no " : " has ")
                + Type.string(type)
                + (fromTheParent ? ", but is the parent's" : ""));
        return new Proof(absent && !fromTheParent, parts, false);
    }

    private Proof withoutWildcard(Name encloser, List<String> parts) {
        Optional<Name> wildcard = Names.wildcardBelow(encloser);
        Optional<NSECRecord> gap = wildcard.flatMap(this::covering);
        parts.add(gap.map(record -> words(record) + " covers " + wildcard.orElseThrow())
                .orElse("nothing covers the wildcard below " + encloser));
        return new Proof(gap.isPresent() || wildcard.isEmpty(), parts, false);
    }

    private Optional<NSECRecord> matching(Name name) {
        return records.stream().filter(record -> record.getName().equals(name)).findFirst();
    }

    private Optional<NSECRecord> covering(Name name) {
        return records.stream().filter(record -> covers(record, name)).findFirst();
    }

    /// RFC 4034 §6.1: in canonical order, and the last record leads back to the first name.
    private boolean covers(NSECRecord record, Name name) {
        Name owner = record.getName();
        Name next = record.getNext();
        boolean between = owner.compareTo(name) < 0 && (next.equals(zone) || name.compareTo(next) < 0);
        // RFC 6840 §4.1: what lies below a cut or a DNAME is not this zone's to deny
        boolean elsewhere = Names.above(owner, name)
                && ((record.hasType(Type.NS) && !record.hasType(Type.SOA)) || record.hasType(Type.DNAME));
        return between && !elsewhere && name.subdomain(zone);
    }

    /// The longest name above this one that exists: it stands in the record on either side.
    private static Name encloser(Name name, NSECRecord gap) {
        for (int cut = 1; cut < name.labels(); cut++) {
            Name above = new Name(name, cut);
            if (gap.getName().subdomain(above) || gap.getNext().subdomain(above)) {
                return above;
            }
        }
        return Name.root;
    }

    private static String words(NSECRecord record) {
        return record.getName() + " → " + record.getNext();
    }
}
