package org.wirelab.dns.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.dns.Delegation;
import org.xbill.DNS.Name;

/// A zone and its servers: as its parent names them, and, kept apart from that, as it names them itself.
///
/// @param parentSide the delegation; for the root, the hints or what priming brought
/// @param childSide the zone's own NS records, when they have been seen
/// @param expires when it is to be forgotten, in nanoseconds of the memory's clock
public record ZoneCut(Delegation parentSide, Optional<Delegation> childSide, long expires) {

    /// The zone.
    public Name zone() {
        return parentSide.zone();
    }

    /// The servers that only the zone itself names.
    public List<Name> onlyChild() {
        return childSide
                .map(child -> without(child.servers(), parentSide.servers()))
                .orElse(List.of());
    }

    /// The servers that only the parent names.
    public List<Name> onlyParent() {
        return childSide
                .map(child -> without(parentSide.servers(), child.servers()))
                .orElse(List.of());
    }

    private static List<Name> without(List<Name> names, List<Name> others) {
        List<Name> rest = new ArrayList<>(names);
        rest.removeAll(others);
        return rest;
    }
}
