package org.wirelab.dns.validation;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/// What the records that deny prove together. Whether their signatures hold is for others to say.
sealed interface Denial permits NsecDenial, Nsec3Denial {

    /// What a claim comes to.
    ///
    /// @param parts which record proves which part, in words
    /// @param optOut true when a part of it rests on a span that may hide unsigned delegations (RFC 5155 §6)
    record Proof(boolean proven, List<String> parts, boolean optOut) {
        public Proof {
            parts = List.copyOf(parts);
        }

        static Proof no(List<String> parts) {
            return new Proof(false, parts, false);
        }
    }

    /// What the absence of a DS record means for the name.
    enum Cut {
        /// A zone begins there, and it is not signed.
        UNSIGNED_ZONE,
        /// No zone begins there.
        NONE,
        /// The records do not tell.
        UNPROVEN
    }

    /// @param cut what it means
    /// @param proof why
    record NoDs(Cut cut, Proof proof) {}

    /// `NSEC` or `NSEC3`.
    String kind();

    /// True when nobody should do the work that the proof takes (RFC 9276 §3.2): it is then as good as no
    /// signature.
    default boolean tooCostly() {
        return false;
    }

    /// RFC 4035 §5.4, RFC 5155 §8.4: there is no such name, and no wildcard that would make it.
    Proof nameError(Name name);

    /// RFC 4035 §5.4, RFC 5155 §8.5 to §8.7: the name, or the wildcard that makes it, has no such type.
    Proof noType(Name name, int type);

    /// RFC 5155 §8.8, RFC 4035 §5.3.4: nothing is nearer to the name than the wildcard that it was made from.
    ///
    /// @param labels how many labels of the name the wildcard's parent has
    Proof noCloserMatch(Name name, int labels);

    /// RFC 4035 §5.2, RFC 5155 §8.9: the parent has no DS record for the name.
    NoDs noDs(Name name);

    /// The proof that these records can give; empty where none of them denies.
    ///
    /// @param zone whose they are
    static Optional<Denial> of(Name zone, List<Record> records) {
        List<NSECRecord> plain = of(records, NSECRecord.class);
        if (!plain.isEmpty()) {
            return Optional.of(new NsecDenial(zone, plain));
        }
        List<NSEC3Record> hashed = of(records, NSEC3Record.class);
        return hashed.isEmpty() ? Optional.empty() : Optional.of(new Nsec3Denial(zone, hashed));
    }

    private static <T> List<T> of(List<Record> records, Class<T> type) {
        return records.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
