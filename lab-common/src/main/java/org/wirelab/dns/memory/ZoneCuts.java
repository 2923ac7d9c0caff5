package org.wirelab.dns.memory;

import java.util.Optional;
import org.wirelab.dns.Delegation;
import org.wirelab.dns.RootHints;
import org.xbill.DNS.Name;

/// The zone cuts that are known: the root from the hints or from priming, the rest from referrals.
public final class ZoneCuts {

    private final Bounded<Name, ZoneCut> cuts;
    private ZoneCut root;
    private boolean primed;

    ZoneCuts(RootHints hints, int most) {
        this.cuts = new Bounded<>(most);
        this.root = new ZoneCut(hints.root(), Optional.empty(), Long.MAX_VALUE);
    }

    /// The closest zone at or above the name whose servers are known (RFC 1034 §5.3.3 step 2).
    public ZoneCut closest(Name name, long now) {
        for (int cut = 0; cut < name.labels() - 1; cut++) {
            Optional<ZoneCut> known = at(cut == 0 ? name : new Name(name, cut), now);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return root(now);
    }

    /// The cut of exactly this zone, when it is known.
    public Optional<ZoneCut> at(Name zone, long now) {
        if (zone.equals(Name.root)) {
            return Optional.of(root(now));
        }
        Optional<ZoneCut> known = cuts.get(zone);
        if (known.isPresent() && now - known.get().expires() >= 0) {
            cuts.remove(zone);
            return Optional.empty();
        }
        return known;
    }

    /// The root, which is always known. What priming brought outlives its time: the next priming renews it.
    public ZoneCut root(long now) {
        if (primed && now - root.expires() >= 0) {
            primed = false;
        }
        return root;
    }

    /// True while the root servers are known from a root server, not only from the hints (RFC 9609).
    public boolean primed(long now) {
        root(now);
        return primed;
    }

    /// Keeps a referral. What the zone says of itself stays beside it for as long as the delegation lives,
    /// and never makes it live longer: a zone that its parent has taken back is forgotten.
    ///
    /// @param seconds the time to live of its NS records
    /// @return the cut, also when its time is 0 and it serves only this lookup
    public ZoneCut learn(Delegation parentSide, long seconds, long now) {
        Optional<Delegation> childSide = at(parentSide.zone(), now).flatMap(ZoneCut::childSide);
        ZoneCut cut = new ZoneCut(parentSide, childSide, TimeToLive.end(now, seconds, TimeToLive.LONGEST));
        if (seconds > 0) {
            cuts.put(parentSide.zone(), cut);
        }
        return cut;
    }

    /// Keeps what a root server says of the root servers.
    public ZoneCut prime(Delegation servers, long seconds, long now) {
        root = new ZoneCut(servers, Optional.empty(), TimeToLive.end(now, seconds, TimeToLive.LONGEST));
        primed = true;
        return root;
    }

    /// Keeps what a zone says of its own servers, beside its delegation; empty when that is not known (any more).
    public Optional<ZoneCut> learnFromChild(Delegation childSide, long now) {
        Name zone = childSide.zone();
        if (zone.equals(Name.root)) {
            return Optional.empty();
        }
        Optional<ZoneCut> both =
                at(zone, now).map(cut -> new ZoneCut(cut.parentSide(), Optional.of(childSide), cut.expires()));
        both.ifPresent(cut -> cuts.put(zone, cut));
        return both;
    }
}
