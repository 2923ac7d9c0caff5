package org.wirelab.dns;

import java.util.Optional;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;

/// What two domain names are to each other.
public final class Names {
    private Names() {}

    /// True when `ancestor` stands strictly above `name`.
    public static boolean above(Name ancestor, Name name) {
        return name.subdomain(ancestor) && !name.equals(ancestor);
    }

    /// The name with the DNAME record's owner replaced by its target (RFC 6672 §2.2); empty when that is too long.
    public static Optional<Name> substitute(Name name, DNAMERecord dname) {
        try {
            return Optional.of(name.fromDNAME(dname));
        } catch (NameTooLongException e) {
            return Optional.empty();
        }
    }
}
