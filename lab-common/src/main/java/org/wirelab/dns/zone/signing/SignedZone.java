package org.wirelab.dns.zone.signing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.Question;
import org.wirelab.dns.zone.Proof;
import org.wirelab.dns.zone.ServedZone;
import org.wirelab.dns.zone.Zone;
import org.wirelab.dns.zone.ZoneAnswer;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// A zone with its keys, its signatures and its proofs. All of that is made when it is first asked for: who never asks
/// with the DO bit never waits for it.
public final class SignedZone implements ServedZone {

    /// What cannot be answered without the keys, whether or not the DO bit is set.
    private static final Set<Integer> OF_SECURITY =
            Set.of(Type.DNSKEY, Type.DS, Type.NSEC, Type.NSEC3PARAM, Type.RRSIG, Type.ANY);

    private static final long ANCHOR_TTL = 172800;

    private final Zone plain;
    private final Keyring keyring;
    private final Supplier<Contents> make;
    private volatile @Nullable Contents made;

    private record Contents(Zone zone, Chain chain, Signer signer) {

        /// The signature of a set of records as it is sent.
        ///
        /// @param source the owner in the zone: the wildcard, where the records were made from one
        Optional<Record> signature(List<Record> sent, Name source) {
            Record first = sent.getFirst();
            if (first instanceof NSEC3Record) {
                return Optional.of(signer.sign(sent));
            }
            List<Record> held = zone.at(source, first.getType());
            if (held.isEmpty() || !Owners.signed(zone, source, first.getType())) {
                return Optional.empty();
            }
            RRSIGRecord signature = signer.sign(held);
            return Optional.of(
                    first.getTTL() == signature.getTTL() && first.getName().equals(signature.getName())
                            ? signature
                            // RFC 4035 §5.3.2: what is signed is the wildcard and the TTL in the signature itself.
                            : Record.newRecord(
                                    first.getName(),
                                    Type.RRSIG,
                                    first.getDClass(),
                                    first.getTTL(),
                                    signature.rdataToWireCanonical()));
        }
    }

    /// @param keyring where this zone's keys are
    /// @param children the zones below that are signed, each with what makes its DS records when asked
    public SignedZone(Zone plain, Keyring keyring, SigningPlan plan, Map<Name, Supplier<Record>> children) {
        this.plain = plain;
        this.keyring = keyring;
        Map<Name, Supplier<Record>> below = Map.copyOf(children);
        this.make = () -> contents(plain, keyring.of(plain.origin()), plan, below);
    }

    @Override
    public Name origin() {
        return plain.origin();
    }

    @Override
    public ZoneAnswer answer(Question question, boolean dnssec) {
        if (!dnssec) {
            return OF_SECURITY.contains(question.type()) ? contents().zone().answer(question) : plain.answer(question);
        }
        Contents contents = contents();
        return question.type() == Type.RRSIG
                ? signaturesOf(question.name(), contents)
                : secured(contents.zone().answer(question), contents);
    }

    @Override
    public NavigableSet<Name> names() {
        return plain.names();
    }

    @Override
    public List<Record> at(Name name, int type) {
        return OF_SECURITY.contains(type) ? contents().zone().at(name, type) : plain.at(name, type);
    }

    @Override
    public List<Record> signatures(Name name, int type) {
        Contents contents = contents();
        List<Record> records = contents.zone().at(name, type);
        return records.isEmpty() || !Owners.signed(contents.zone(), name, type)
                ? List.of()
                : List.of(contents.signer().sign(records));
    }

    /// The DS record of this zone's key: what a parent would say, or who has none.
    public DSRecord anchor() {
        return keyring.delegationSigner(plain.origin(), ANCHOR_TTL);
    }

    @Override
    public List<Record> everything() {
        Contents contents = contents();
        List<Record> all = new ArrayList<>();
        for (Name name : contents.zone().names()) {
            for (int type : contents.zone().types(name)) {
                all.addAll(contents.zone().at(name, type));
                all.addAll(signatures(name, type));
            }
        }
        if (contents.chain() instanceof Nsec3Chain hashed) {
            for (Record record : hashed.records()) {
                all.add(record);
                all.add(contents.signer().sign(List.of(record)));
            }
        }
        return all;
    }

    private Contents contents() {
        Contents known = made;
        if (known != null) {
            return known;
        }
        synchronized (make) {
            if (made == null) {
                made = make.get();
            }
            return Objects.requireNonNull(made);
        }
    }

    private static Contents contents(Zone plain, ZoneKeys keys, SigningPlan plan, Map<Name, Supplier<Record>> below) {
        List<Record> records = plain.everything();
        records.add(keys.keySigning().record());
        records.add(keys.zoneSigning().record());
        below.forEach((cut, signer) -> {
            if (!plain.at(cut, Type.NS).isEmpty()) {
                records.add(signer.get());
            }
        });
        if (plan.hashed()) {
            records.add(Nsec3Chain.parameters(plain.origin()));
        }
        Zone complete = new Zone(plain.origin(), records);
        // RFC 9077 §3: a denial is no more lasting than the SOA record that goes with it.
        long ttl = complete.negativeSoa().getTTL();
        Signer signer = new Signer(keys, plan);
        if (plan.hashed()) {
            return new Contents(complete, new Nsec3Chain(complete, ttl), signer);
        }
        NsecChain chain = new NsecChain(complete, ttl);
        records.addAll(chain.records());
        return new Contents(new Zone(plain.origin(), records), chain, signer);
    }

    /// RFC 4035 §3.1.1 and §3.1.3: each set of records with its signature, and the proofs.
    private static ZoneAnswer secured(ZoneAnswer bare, Contents contents) {
        Map<Name, Name> expanded = new HashMap<>();
        List<Record> authority = new ArrayList<>(bare.authority());
        for (Proof proof : bare.proofs()) {
            switch (proof) {
                case Proof.FromWildcard(Name name, Name wildcard) -> expanded.put(name, wildcard);
                case Proof.Delegation(Name cut) ->
                    authority.addAll(contents.zone().at(cut, Type.DS));
                case Proof.NoName _, Proof.NoData _, Proof.WildcardNoData _ -> {
                    // proven below
                }
            }
            boolean delegatesSafely = proof instanceof Proof.Delegation(Name cut)
                    && !contents.zone().at(cut, Type.DS).isEmpty();
            if (!delegatesSafely) {
                contents.chain().prove(proof).stream()
                        .filter(record -> !authority.contains(record))
                        .forEach(authority::add);
            }
        }
        return new ZoneAnswer(
                bare.rcode(),
                bare.authoritative(),
                signed(bare.answers(), expanded, contents),
                signed(authority, expanded, contents),
                bare.glue(),
                bare.proofs());
    }

    /// The records with a signature behind each set of them that this zone may sign.
    private static List<Record> signed(List<Record> records, Map<Name, Name> expanded, Contents contents) {
        SequencedMap<Name, SequencedMap<Integer, List<Record>>> sets = new LinkedHashMap<>();
        records.forEach(record -> sets.computeIfAbsent(record.getName(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(record.getType(), _ -> new ArrayList<>(1))
                .add(record));
        List<Record> all = new ArrayList<>();
        sets.forEach((owner, ofOwner) -> ofOwner.forEach((type, set) -> {
            all.addAll(set);
            contents.signature(set, expanded.getOrDefault(owner, owner)).ifPresent(all::add);
        }));
        return all;
    }

    /// Who asks for signatures as such gets one of the name's (RFC 8482 §4.1 of questions for everything).
    private ZoneAnswer signaturesOf(Name name, Contents contents) {
        for (int type : contents.zone().types(name)) {
            List<Record> signatures = signatures(name, type);
            if (!signatures.isEmpty()) {
                return ZoneAnswer.of(signatures);
            }
        }
        return secured(contents.zone().answer(new Question(name, Type.RRSIG)), contents);
    }
}
