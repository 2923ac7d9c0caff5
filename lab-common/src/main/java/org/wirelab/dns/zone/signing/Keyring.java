package org.wirelab.dns.zone.signing;

import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;

/// The keys of all zones of one hierarchy, each pair made when it is first needed. Safe for many threads.
public final class Keyring {

    private final SecureRandom random;
    private final Map<Name, ZoneKeys> keys = new ConcurrentHashMap<>();
    private final Map<Name, ZoneKeys> gone = new ConcurrentHashMap<>();

    /// @param random where private keys come from
    public Keyring(SecureRandom random) {
        this.random = random;
    }

    /// What a parent says of a zone's key.
    ///
    /// @param ttl in seconds
    public DSRecord delegationSigner(Name zone, long ttl) {
        return of(zone).delegationSigner(ttl);
    }

    /// What a parent says of a zone's key that nobody told of the new one: it belongs to a key that is gone.
    ///
    /// @param ttl in seconds
    public DSRecord forgottenSigner(Name zone, long ttl) {
        return gone.computeIfAbsent(zone, name -> ZoneKeys.generate(name, random))
                .delegationSigner(ttl);
    }

    ZoneKeys of(Name zone) {
        return keys.computeIfAbsent(zone, name -> ZoneKeys.generate(name, random));
    }
}
