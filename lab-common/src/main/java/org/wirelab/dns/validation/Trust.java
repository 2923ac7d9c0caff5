package org.wirelab.dns.validation;

import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// How far the chain of trust reaches towards a name.
sealed interface Trust {

    /// To this zone: its keys are trusted.
    ///
    /// @param zone the closest one at or above the name
    record Keys(Name zone, List<Record> keys) implements Trust {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /// To a zone that is provably not signed.
    record Ends(Name zone, String why) implements Trust {}

    /// It is broken.
    record Broken(Fault fault) implements Trust {}

    /// Nobody can tell: something that it takes could not be had.
    record Unknown(String why) implements Trust {}
}
