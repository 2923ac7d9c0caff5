package org.wirelab.dns.zone.signing;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wirelab.dns.Names;
import org.wirelab.dns.zone.Proof;
import org.wirelab.dns.zone.Zone;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Denial by names in the open (RFC 4034 §4): each record says which name comes next, so nothing lies in between.
final class NsecChain implements Chain {

    private final TreeMap<Name, Record> records = new TreeMap<>();

    /// @param ttl in seconds
    NsecChain(Zone zone, long ttl) {
        List<Name> owners = Owners.authoritative(zone);
        for (int i = 0; i < owners.size(); i++) {
            Name owner = owners.get(i);
            Name next = owners.get((i + 1) % owners.size());
            Set<Integer> types = new TreeSet<>(Owners.types(zone, owner));
            types.add(Type.NSEC);
            types.add(Type.RRSIG);
            records.put(owner, new NSECRecord(owner, DClass.IN, ttl, next, Owners.bitmap(types)));
        }
    }

    /// RFC 4035 §3.1.3.
    @Override
    public List<Record> prove(Proof proof) {
        SequencedSet<Record> proofs = new LinkedHashSet<>();
        switch (proof) {
            case Proof.NoName(Name name, Name encloser) -> {
                proofs.add(covering(name));
                proofs.add(covering(Names.wildcardBelow(encloser).orElseThrow()));
            }
            // An empty non-terminal has no record of its own: the one before it shows that nothing is there.
            case Proof.NoData(Name name) -> proofs.add(covering(name));
            case Proof.FromWildcard(Name name, Name wildcard) -> proofs.add(covering(name));
            case Proof.WildcardNoData(Name name, Name wildcard) -> {
                proofs.add(covering(wildcard));
                proofs.add(covering(name));
            }
            case Proof.Delegation(Name cut) -> proofs.add(covering(cut));
        }
        return List.copyOf(proofs);
    }

    @Override
    public List<Record> records() {
        return List.copyOf(records.values());
    }

    /// The name's own record, else the one that leads over it.
    private Record covering(Name name) {
        // The apex comes first, so there is always one.
        return Objects.requireNonNull(records.floorEntry(name)).getValue();
    }
}
