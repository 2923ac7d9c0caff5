package org.wirelab.dns.memory;

import java.util.List;
import org.wirelab.dns.FailureReason;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// What is known of a question from an earlier lookup.
public sealed interface Remembered {

    /// When it is to be forgotten, in nanoseconds of the memory's clock.
    long expires();

    /// The zone whose servers said so, or failed.
    Name zone();

    /// Records that answer it.
    ///
    /// @param records with their signatures when they were asked for
    /// @param proofs what was proved beside them: that a wildcard gave them
    /// @param signed whether signatures had been asked for
    record Data(Name zone, List<Record> records, List<Record> proofs, Rank rank, boolean signed, long expires)
            implements Remembered {
        public Data {
            records = List.copyOf(records);
            proofs = List.copyOf(proofs);
        }
    }

    /// That there is nothing (RFC 2308).
    ///
    /// @param name the name that does not exist, or has no records of the type
    /// @param whole true when the name itself does not exist, nor any below it (RFC 8020)
    /// @param authority the SOA record, and proofs when they were asked for
    record Denial(Name zone, Name name, boolean whole, List<Record> authority, boolean signed, long expires)
            implements Remembered {
        public Denial {
            authority = List.copyOf(authority);
        }
    }

    /// That a lookup just now failed (RFC 9520).
    ///
    /// @param times how many times in a row
    record Failure(Name zone, FailureReason reason, List<String> detail, int times, long expires)
            implements Remembered {
        public Failure {
            detail = List.copyOf(detail);
        }
    }
}
