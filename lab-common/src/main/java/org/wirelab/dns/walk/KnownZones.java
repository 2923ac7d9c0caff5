package org.wirelab.dns.walk;

import java.util.HashMap;
import java.util.Map;
import org.wirelab.dns.RootHints;
import org.xbill.DNS.Name;

/// The zone cuts that are known so far: the root from the hints, the rest from referrals. Not safe for many threads.
public final class KnownZones {

    private final Map<Name, Delegation> cuts = new HashMap<>();

    /// Nothing is known but the root.
    public KnownZones(RootHints hints) {
        cuts.put(Name.root, hints.root());
    }

    void learn(Delegation delegation) {
        cuts.put(delegation.zone(), delegation);
    }

    /// The closest zone above the name, or the name's own, whose servers are known (RFC 1034 §5.3.3 step 2).
    Delegation closest(Name name) {
        for (int cut = 0; cut < name.labels(); cut++) {
            Delegation delegation = cuts.get(new Name(name, cut));
            if (delegation != null) {
                return delegation;
            }
        }
        return root();
    }

    Delegation root() {
        Delegation root = cuts.get(Name.root);
        if (root == null) {
            throw new IllegalStateException("the root is always known");
        }
        return root;
    }
}
