package org.wirelab.dns.zone;

import java.util.List;
import org.wirelab.dns.Names;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;

/// Records that a zone does not hold and answers with all the same: from a wildcard, from a DNAME record.
final class Synthesis {
    private Synthesis() {}

    /// RFC 4592 §3.3.1: the wildcard's records, with the name that was asked for as their owner.
    static List<Record> renamed(List<Record> wildcards, Name name) {
        return wildcards.stream().map(record -> record.withName(name)).toList();
    }

    /// RFC 6672 §3.1: the DNAME record, and the CNAME record that follows from it.
    static ZoneAnswer dname(Name name, DNAMERecord dname) {
        return Names.substitute(name, dname)
                .map(target -> ZoneAnswer.of(List.of(dname, new CNAMERecord(name, DClass.IN, dname.getTTL(), target))))
                .orElseGet(() -> new ZoneAnswer(Rcode.YXDOMAIN, true, List.of(dname), List.of(), List.of(), List.of()));
    }

    /// RFC 2308 §3: in a denial the SOA record's TTL is no more than its own last field.
    static SOARecord negativeSoa(SOARecord soa) {
        return new SOARecord(
                soa.getName(),
                DClass.IN,
                Math.min(soa.getTTL(), soa.getMinimum()),
                soa.getHost(),
                soa.getAdmin(),
                soa.getSerial(),
                soa.getRefresh(),
                soa.getRetry(),
                soa.getExpire(),
                soa.getMinimum());
    }
}
