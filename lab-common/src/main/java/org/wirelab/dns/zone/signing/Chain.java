package org.wirelab.dns.zone.signing;

import java.util.List;
import org.wirelab.dns.zone.Proof;
import org.xbill.DNS.Record;

/// The records by which a signed zone proves what it does not hold: a ring of all its names.
sealed interface Chain permits NsecChain, Nsec3Chain {

    /// The records that prove something, each a set of its own.
    List<Record> prove(Proof proof);

    /// All of them.
    List<Record> records();
}
