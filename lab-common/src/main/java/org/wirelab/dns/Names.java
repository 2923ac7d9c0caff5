package org.wirelab.dns;

import java.util.Optional;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;

/// What two domain names are to each other.
public final class Names {
    private static final Name ASTERISK = Name.fromConstantString("*");

    private Names() {}

    /// True when `ancestor` stands strictly above `name`.
    public static boolean above(Name ancestor, Name name) {
        return name.subdomain(ancestor) && !name.equals(ancestor);
    }

    /// The wildcard right below a name (RFC 4592 §2.1.1); empty when that is too long to exist. Below an
    /// ancestor of another name there is always room for it.
    public static Optional<Name> wildcardBelow(Name encloser) {
        try {
            return Optional.of(Name.concatenate(ASTERISK, encloser));
        } catch (NameTooLongException e) {
            return Optional.empty();
        }
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
