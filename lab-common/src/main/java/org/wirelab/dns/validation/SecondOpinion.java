package org.wirelab.dns.validation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.wirelab.dns.Question;
import org.wirelab.dns.walk.Move;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The lab's own validation of an answer, along the chain of trust, beside that of dnsjava.
final class SecondOpinion {

    /// @param ede the code that goes with it; empty when there is none
    /// @param reason why it is not secure; empty when it is
    record Judgement(SecurityStatus status, Optional<Integer> ede, String reason) {
        private static final Judgement SECURE = new Judgement(SecurityStatus.SECURE, Optional.empty(), "");

        private static Judgement bogus(Fault fault) {
            return new Judgement(SecurityStatus.BOGUS, Optional.of(fault.ede()), fault.why());
        }

        /// The worse of two.
        private Judgement and(Judgement other) {
            return other.status().compareTo(status) > 0 ? other : this;
        }
    }

    private final ChainOfTrust chain;
    private final Signatures signatures;
    private final Recorder recorder;

    SecondOpinion(ChainOfTrust chain, Signatures signatures, Recorder recorder) {
        this.chain = chain;
        this.signatures = signatures;
        this.recorder = recorder;
    }

    /// Judges an answer of any kind.
    Judgement of(Question question, Move.Answered answered) throws InterruptedException {
        Judgement all = Judgement.SECURE;
        for (SignedSet set : SignedSet.of(answered.records())) {
            all = all.and(set(set, answered.authority()));
        }
        return switch (answered.kind()) {
            case ANSWER -> all;
            case NODATA, NXDOMAIN -> all.and(denial(question, answered));
        };
    }

    private Judgement set(SignedSet set, List<Record> authority) throws InterruptedException {
        Optional<Name> signer = set.signer().filter(zone -> set.name().subdomain(zone));
        Trust trust = chain.towards(signer.orElse(set.name()));
        if (!(trust instanceof Trust.Keys keys)) {
            return where(trust);
        }
        Optional<Fault> fault = signatures.fault(set, keys.zone(), keys.keys());
        if (fault.isPresent()) {
            return Judgement.bogus(fault.get());
        }
        return Signatures.fromWildcard(set) ? wildcard(set, keys, authority) : Judgement.SECURE;
    }

    /// RFC 4035 §5.3.4: what a wildcard gave is true only where nothing nearer exists.
    private Judgement wildcard(SignedSet set, Trust.Keys keys, List<Record> authority) {
        int labels =
                set.signatures().stream().mapToInt(RRSIGRecord::getLabels).min().orElseThrow();
        return proof(
                set.name(),
                set.type(),
                keys,
                authority,
                "no closer match",
                denial -> denial.noCloserMatch(set.name(), labels));
    }

    private Judgement denial(Question question, Move.Answered answered) throws InterruptedException {
        Name name = lastName(question, answered.records());
        Optional<Name> signer = SignedSet.of(answered.authority()).stream()
                .flatMap(set -> set.signer().stream())
                .filter(name::subdomain)
                .findFirst();
        Trust trust = chain.towards(signer.orElse(name));
        if (!(trust instanceof Trust.Keys keys)) {
            return where(trust);
        }
        boolean noName = answered.kind() == Move.Answered.Kind.NXDOMAIN;
        return proof(
                name,
                question.type(),
                keys,
                answered.authority(),
                noName ? "no such name" : "no such type",
                denial -> noName ? denial.nameError(name) : denial.noType(name, question.type()));
    }

    private Judgement proof(
            Name name,
            int type,
            Trust.Keys keys,
            List<Record> authority,
            String claim,
            Function<Denial, Denial.Proof> by) {
        Denials.Result result = Denials.verified(keys, authority, signatures);
        if (result.fault().isPresent()) {
            return Judgement.bogus(result.fault().get());
        }
        String what = "nothing proves: " + claim + " (" + name + " " + Type.string(type) + ")";
        if (result.denial().isEmpty()) {
            return Judgement.bogus(new Fault(ExtendedErrorCodeOption.NSEC_MISSING, what));
        }
        Denial denial = result.denial().get();
        if (denial.tooCostly()) {
            return new Judgement(
                    SecurityStatus.INSECURE,
                    Optional.of(ExtendedErrorCodeOption.UNSUPPORTED_NSEC3_ITERATIONS_VALUE),
                    "the hashes of the proof take too many rounds");
        }
        Denial.Proof proof = by.apply(denial);
        recorder.record(Denials.observation(name, type, keys.zone(), denial, claim, proof));
        if (!proof.proven()) {
            return Judgement.bogus(new Fault(ExtendedErrorCodeOption.NSEC_MISSING, what));
        }
        // RFC 5155 §9.2: a span that is opted out proves less than it seems
        return proof.optOut()
                ? new Judgement(SecurityStatus.INSECURE, Optional.empty(), "the proof rests on an opted-out span")
                : Judgement.SECURE;
    }

    /// What an answer is that the chain does not lead to.
    private static Judgement where(Trust trust) {
        return switch (trust) {
            case Trust.Ends ends -> new Judgement(SecurityStatus.INSECURE, Optional.empty(), ends.why());
            case Trust.Broken broken -> Judgement.bogus(broken.fault());
            case Trust.Unknown unknown ->
                new Judgement(
                        SecurityStatus.INDETERMINATE,
                        Optional.of(ExtendedErrorCodeOption.DNSSEC_INDETERMINATE),
                        unknown.why());
            case Trust.Keys _ -> throw new IllegalArgumentException("the chain leads there");
        };
    }

    /// The name that is denied: behind all aliases.
    private static Name lastName(Question question, List<Record> records) {
        Name name = question.name();
        for (int i = 0; i < records.size(); i++) {
            Name from = name;
            Optional<Name> to = records.stream()
                    .filter(record ->
                            record instanceof CNAMERecord && record.getName().equals(from))
                    .map(record -> ((CNAMERecord) record).getTarget())
                    .findFirst();
            if (to.isEmpty()) {
                return name;
            }
            name = to.get();
        }
        return name;
    }
}
