package org.wirelab.dns.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.dns.Names;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The records of one name and type, with their signatures.
record SignedSet(Name name, int type, List<Record> records, List<RRSIGRecord> signatures) {

    SignedSet {
        records = List.copyOf(records);
        signatures = List.copyOf(signatures);
    }

    private record Key(Name name, int type) {}

    /// The sets of a section, in the order in which they begin. What a DNAME record of the same section gives
    /// rise to is left out: nobody signs it (RFC 6672 §5.3.1).
    static List<SignedSet> of(List<Record> section) {
        Map<Key, List<Record>> records = new LinkedHashMap<>();
        Map<Key, List<RRSIGRecord>> signatures = new LinkedHashMap<>();
        for (Record record : section) {
            if (record instanceof RRSIGRecord signature) {
                signatures
                        .computeIfAbsent(new Key(record.getName(), signature.getTypeCovered()), _ -> new ArrayList<>())
                        .add(signature);
            } else if (record.getType() != Type.OPT) {
                records.computeIfAbsent(new Key(record.getName(), record.getType()), _ -> new ArrayList<>())
                        .add(record);
            }
        }
        List<SignedSet> sets = new ArrayList<>();
        records.forEach((key, found) ->
                sets.add(new SignedSet(key.name(), key.type(), found, signatures.getOrDefault(key, List.of()))));
        sets.removeIf(set -> set.signatures().isEmpty() && set.synthesizedBy(section));
        return sets;
    }

    /// The set of this name and type in a section, if it is there.
    static Optional<SignedSet> find(List<Record> section, Name name, int type) {
        return of(section).stream()
                .filter(set -> set.type() == type && set.name().equals(name))
                .findFirst();
    }

    /// Who signed it; empty when nobody did.
    Optional<Name> signer() {
        return signatures.stream().map(RRSIGRecord::getSigner).findFirst();
    }

    RRset toRRset() {
        return new RRset(records);
    }

    @Override
    public String toString() {
        return name + " " + Type.string(type);
    }

    private boolean synthesizedBy(List<Record> section) {
        return records.getFirst() instanceof CNAMERecord alias
                && section.stream()
                        .anyMatch(record -> record instanceof DNAMERecord dname
                                && Names.above(dname.getName(), name)
                                && Names.substitute(name, dname)
                                        .filter(alias.getTarget()::equals)
                                        .isPresent());
    }
}
