package org.wirelab.server.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.wirelab.dns.zone.ServedZone;
import org.wirelab.dns.zone.Zone;
import org.wirelab.dns.zone.signing.Keyring;
import org.wirelab.dns.zone.signing.SignedZone;
import org.wirelab.dns.zone.signing.SigningPlan;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Which zones of a universe are signed, and how: `signing.txt` read, and each zone made as it says.
///
/// A zone that is not named there is signed as the line `*` says, or with NSEC where there is no such line.
final class ZoneSigning {

    /// How one zone is signed.
    record How(boolean signed, boolean hashed, boolean expired, boolean bogus) {

        static final How USUAL = new How(true, false, false, false);

        /// Reads the words of a line.
        ///
        /// @throws IllegalArgumentException in one line, with what is possible
        static How parse(List<String> words) {
            How how = USUAL;
            for (String word : words) {
                how = switch (word) {
                    case "unsigned" -> new How(false, how.hashed, how.expired, how.bogus);
                    case "nsec" -> new How(how.signed, false, how.expired, how.bogus);
                    case "nsec3" -> new How(how.signed, true, how.expired, how.bogus);
                    case "expired" -> new How(how.signed, how.hashed, true, how.bogus);
                    case "bogus-ds" -> new How(how.signed, how.hashed, how.expired, true);
                    default ->
                        throw new IllegalArgumentException(
                                "'" + word + "' is no way to sign; there are unsigned, nsec, nsec3, expired, bogus-ds");
                };
            }
            return how;
        }
    }

    /// A server may run for long; nobody signs again.
    private static final Duration VALID = Duration.ofDays(400);

    /// Validators' clocks may be behind.
    private static final Duration BEFORE = Duration.ofHours(1);

    private static final Duration EXPIRED_SINCE = Duration.ofDays(30);
    private static final Duration EXPIRED_TERM = Duration.ofDays(14);
    private static final long DS_TTL = 3600;

    private final Keyring keyring;
    private final Instant now;
    private final Map<Name, How> ways = new HashMap<>();
    private How usual = How.USUAL;

    /// @param keyring whose keys sign
    /// @param now from when on signatures are to hold
    ZoneSigning(Keyring keyring, Instant now) {
        this.keyring = keyring;
        this.now = now;
    }

    void set(Name zone, How how) {
        ways.put(zone, how);
    }

    /// For the zones that no line names.
    void setUsual(How how) {
        usual = how;
    }

    /// The zone as it is served.
    ///
    /// @param exists whether a zone of that name is served anywhere in the universe: only such a one has DS records
    ServedZone apply(Zone zone, java.util.function.Predicate<Name> exists) {
        How how = of(zone.origin());
        if (!how.signed()) {
            return zone;
        }
        Map<Name, Supplier<Record>> children = new HashMap<>();
        for (Name name : zone.names()) {
            boolean cut = !name.equals(zone.origin()) && !zone.at(name, Type.NS).isEmpty();
            if (cut && exists.test(name) && of(name).signed()) {
                children.put(name, () -> signerOf(name));
            }
        }
        return new SignedZone(zone, keyring, plan(how), children);
    }

    private Record signerOf(Name zone) {
        return of(zone).bogus() ? keyring.forgottenSigner(zone, DS_TTL) : keyring.delegationSigner(zone, DS_TTL);
    }

    private SigningPlan plan(How how) {
        Instant expired = now.minus(EXPIRED_SINCE);
        return how.expired()
                ? new SigningPlan(how.hashed(), expired.minus(EXPIRED_TERM), expired)
                : new SigningPlan(how.hashed(), now.minus(BEFORE), now.plus(VALID));
    }

    private How of(Name zone) {
        return ways.getOrDefault(zone, usual);
    }
}
