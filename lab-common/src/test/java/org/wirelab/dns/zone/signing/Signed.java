package org.wirelab.dns.zone.signing;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.wirelab.dns.Question;
import org.wirelab.dns.walk.Script;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// Zones for tests, signed with the keys of this test run.
final class Signed {
    private Signed() {}

    static final Keyring KEYS = new Keyring(new SecureRandom());
    static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    /// A bit of everything that a proof has to get right.
    static final String EVERYTHING = """
            @ NS ns
            @ MX 10 mail
            ns A 192.0.2.1
            www A 192.0.2.2
            www A 192.0.2.3
            www TXT "one and two" "three"
            MiXeD A 192.0.2.4
            alias CNAME www
            out CNAME www.example.org.
            *.wild TXT "any"
            *.wild A 192.0.2.5
            *.wildalias CNAME www
            a.b.c A 192.0.2.6
            x.*.star A 192.0.2.7
            secure NS ns.secure
            ns.secure A 192.0.2.8
            insecure NS ns.insecure
            ns.insecure A 192.0.2.9
            deep.cut.under NS ns.example.org.
            moved DNAME target
            y.target A 192.0.2.10
            """;

    static SignedZone zone(String origin, String records, boolean hashed) {
        return zone(origin, records, new SigningPlan(hashed, NOW.minusSeconds(3600), NOW.plusSeconds(86400 * 400L)));
    }

    static SignedZone zone(String origin, String records, SigningPlan plan) {
        Map<Name, Supplier<Record>> children = new HashMap<>();
        Name secure = Question.parseName("secure." + origin);
        children.put(secure, () -> KEYS.delegationSigner(secure, 3600));
        return new SignedZone(Script.zone(origin, records), KEYS, plan, children);
    }
}
