package org.wirelab.dns.zone.signing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Signs a zone's sets of records, each when it is first asked for, and once. Safe for many threads.
final class Signer {

    private record SetOfRecords(Name owner, int type) {}

    private final ZoneKeys keys;
    private final SigningPlan plan;
    private final Map<SetOfRecords, RRSIGRecord> signatures = new ConcurrentHashMap<>();

    Signer(ZoneKeys keys, SigningPlan plan) {
        this.keys = keys;
        this.plan = plan;
    }

    /// The signature of a set of records as the zone holds it: of a wildcard's records under the wildcard's name.
    ///
    /// @param records of one owner and type, at least one
    RRSIGRecord sign(List<Record> records) {
        Record first = records.getFirst();
        return signatures.computeIfAbsent(new SetOfRecords(first.getName(), first.getType()), _ -> made(records));
    }

    private RRSIGRecord made(List<Record> records) {
        // RFC 4035 §2.2: the keys are signed by the key that the parent vouches for.
        ZoneKeys.Key key = records.getFirst().getType() == Type.DNSKEY ? keys.keySigning() : keys.zoneSigning();
        try {
            return DNSSEC.sign(
                    new RRset(records.toArray(Record[]::new)),
                    key.record(),
                    key.secret(),
                    plan.inception(),
                    plan.expiration());
        } catch (DNSSEC.DNSSECException e) {
            throw new IllegalStateException("the JDK does not sign with P-256", e);
        }
    }
}
