package org.wirelab.dns.zone.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wirelab.dns.zone.Zone;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/// The names that a zone has authority over, and what it may sign of them.
final class Owners {
    private Owners() {}

    /// The names with records of this zone, in canonical order: those at a cut too, those below one (glue) not.
    static List<Name> authoritative(Zone zone) {
        List<Name> owners = new ArrayList<>();
        for (Name name : zone.names()) {
            Optional<Name> cut = zone.cutAbove(name);
            if (cut.isEmpty() || cut.get().equals(name)) {
                owners.add(name);
            }
        }
        return owners;
    }

    /// The types that the zone itself has at a name: at a cut the NS records, and the DS records of the zone below.
    static Set<Integer> types(Zone zone, Name owner) {
        Set<Integer> types = new TreeSet<>(zone.types(owner));
        if (isCut(zone, owner)) {
            types.retainAll(Set.of(Type.NS, Type.DS));
        }
        return types;
    }

    /// RFC 4035 §2.2: what the zone signs. The NS records at a cut are the child's to sign.
    static boolean signed(Zone zone, Name owner, int type) {
        Optional<Name> cut = zone.cutAbove(owner);
        return cut.isEmpty() || (cut.get().equals(owner) && (type == Type.DS || type == Type.NSEC));
    }

    static boolean isCut(Zone zone, Name owner) {
        return zone.cutAbove(owner).filter(owner::equals).isPresent();
    }

    static int[] bitmap(Set<Integer> types) {
        return types.stream().mapToInt(Integer::intValue).toArray();
    }
}
