package org.wirelab.dns.validation;

import java.util.List;
import java.util.Optional;
import org.wirelab.dns.validation.ValidationObservation.DenialChecked;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The denying records of an authority section once their signatures have been verified.
final class Denials {
    private Denials() {}

    /// @param denial by the records whose signatures hold; empty when none denies
    /// @param fault of a signature; empty when all hold
    record Result(Optional<Denial> denial, Optional<Fault> fault) {}

    static Result verified(Trust.Keys zone, List<Record> authority, Signatures signatures) {
        List<SignedSet> sets = SignedSet.of(authority);
        for (SignedSet set : sets) {
            Optional<Fault> fault = signatures.fault(set, zone.zone(), zone.keys());
            if (fault.isPresent()) {
                return new Result(Optional.empty(), fault);
            }
        }
        List<Record> records =
                sets.stream().flatMap(set -> set.records().stream()).toList();
        return new Result(Denial.of(zone.zone(), records), Optional.empty());
    }

    static DenialChecked observation(Name name, int type, Name zone, Denial denial, String claim, Denial.Proof proof) {
        return new DenialChecked(
                name.toString(),
                Type.string(type),
                zone.toString(),
                denial.kind(),
                claim,
                proof.parts(),
                proof.proven(),
                proof.optOut());
    }
}
