package org.wirelab.dns.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.dns.Question;
import org.wirelab.dns.walk.Move;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The way from a trust anchor down to a zone: DS by DNSKEY by DS (RFC 4035 §5), each step said.
final class ChainOfTrust {

    /// RFC 8624 §3.3: digests that are checked; SHA-1 is not wanted any more but still verified.
    private static final List<Integer> DIGESTS =
            List.of(DSRecord.SHA1_DIGEST_ID, DSRecord.SHA256_DIGEST_ID, DSRecord.SHA384_DIGEST_ID);

    private final TrustAnchors anchors;
    private final Evidence evidence;
    private final Signatures signatures;
    private final Recorder recorder;
    private final Map<Name, Trust> reached = new HashMap<>();

    ChainOfTrust(TrustAnchors anchors, Evidence evidence, Signatures signatures, Recorder recorder) {
        this.anchors = anchors;
        this.evidence = evidence;
        this.signatures = signatures;
        this.recorder = recorder;
    }

    /// Follows the chain towards a name, as far as it leads.
    Trust towards(Name name) throws InterruptedException {
        List<Record> covering = anchors.covering(name);
        if (covering.isEmpty()) {
            return new Trust.Unknown("no trust anchor covers " + name);
        }
        Name zone = covering.getFirst().getName();
        Trust trust = reached.get(zone);
        if (trust == null) {
            trust = begin(zone, covering);
            reached.put(zone, trust);
        }
        for (int cut = name.labels() - zone.labels() - 1; cut >= 0 && trust instanceof Trust.Keys keys; cut--) {
            Name next = new Name(name, cut);
            Trust known = reached.get(next);
            trust = known != null ? known : below(keys, next);
            reached.put(next, trust);
        }
        return trust;
    }

    private Trust begin(Name zone, List<Record> trusted) throws InterruptedException {
        Move move = evidence.of(new Question(zone, Type.DNSKEY));
        Optional<SignedSet> keys = keySet(move, zone);
        if (keys.isEmpty()) {
            return withoutKeys(move, zone);
        }
        List<Record> named = keys.get().records().stream()
                .filter(key -> trusted.stream().anyMatch(anchor -> names(anchor, (DNSKEYRecord) key)))
                .toList();
        int tag = named.stream()
                .map(key -> ((DNSKEYRecord) key).getFootprint())
                .findFirst()
                .orElse(0);
        recorder.record(new ValidationObservation.AnchorUsed(
                zone.toString(), TrustAnchors.words(trusted), anchors.origin(), tag, !named.isEmpty()));
        if (named.isEmpty()) {
            return broken(ExtendedErrorCodeOption.DNSKEY_MISSING, "no key of " + zone + " is a trust anchor");
        }
        return trusted(keys.get(), zone, named);
    }

    private Trust below(Trust.Keys parent, Name name) throws InterruptedException {
        Move move = evidence.of(new Question(name, Type.DS));
        return switch (move) {
            case Move.Failed failed ->
                new Trust.Unknown("no DS of " + name + ": " + failed.reason().label());
            case Move.Answered answered -> {
                Optional<SignedSet> ds = SignedSet.find(answered.records(), name, Type.DS);
                yield ds.isPresent() ? through(parent, name, ds.get()) : withoutDs(parent, name, answered);
            }
            case Move.Ask _ -> throw new IllegalStateException("a query is no end");
        };
    }

    private Trust through(Trust.Keys parent, Name zone, SignedSet ds) throws InterruptedException {
        Optional<Fault> fault = signatures.fault(ds, parent.zone(), parent.keys());
        if (fault.isPresent()) {
            return new Trust.Broken(fault.get());
        }
        Move move = evidence.of(new Question(zone, Type.DNSKEY));
        Optional<SignedSet> keys = keySet(move, zone);
        if (keys.isEmpty()) {
            return withoutKeys(move, zone);
        }
        List<DSRecord> usable = ds.records().stream()
                .map(DSRecord.class::cast)
                .filter(each -> DIGESTS.contains(each.getDigestID()) && Algorithms.isVerified(each.getAlgorithm()))
                .toList();
        // RFC 4509 §3: SHA-1 counts for nothing beside a stronger digest
        boolean stronger = usable.stream().anyMatch(each -> each.getDigestID() != DSRecord.SHA1_DIGEST_ID);
        List<Record> matched = new ArrayList<>();
        for (Record record : ds.records()) {
            DSRecord each = (DSRecord) record;
            List<Record> same = matching(parent.zone(), each, keys.get());
            if (usable.contains(each) && !(stronger && each.getDigestID() == DSRecord.SHA1_DIGEST_ID)) {
                matched.addAll(same);
            }
        }
        if (usable.isEmpty()) {
            // RFC 4035 §5.2: a DS set that nobody here can use is as good as none
            return new Trust.Ends(
                    zone, "the DS records of " + zone + " use no algorithm and digest that are known here");
        }
        return matched.isEmpty()
                ? broken(
                        ExtendedErrorCodeOption.DNSKEY_MISSING,
                        "no key of " + zone + " has the digest of a DS record in " + parent.zone())
                : trusted(keys.get(), zone, matched);
    }

    private List<Record> matching(Name parent, DSRecord ds, SignedSet keys) {
        List<Record> sameTag = keys.records().stream()
                .filter(key -> ((DNSKEYRecord) key).getFootprint() == ds.getFootprint())
                .toList();
        List<Record> same =
                sameTag.stream().filter(key -> names(ds, (DNSKEYRecord) key)).toList();
        String why = !same.isEmpty() ? "" : sameTag.isEmpty() ? "there is no such key" : "the digest is another one";
        recorder.record(new ValidationObservation.DsChecked(
                parent.toString(),
                keys.name().toString(),
                ds.getFootprint(),
                Algorithms.ofKey(ds.getAlgorithm()),
                Algorithms.ofDigest(ds.getDigestID()),
                !same.isEmpty(),
                why));
        return same;
    }

    /// The zone's keys are trusted when one that is trusted already has signed them.
    private Trust trusted(SignedSet keys, Name zone, List<Record> entry) {
        return signatures
                .fault(keys, zone, entry)
                .<Trust>map(Trust.Broken::new)
                .orElseGet(() -> new Trust.Keys(zone, keys.records()));
    }

    private Trust withoutDs(Trust.Keys parent, Name name, Move.Answered answered) {
        if (answered.kind() == Move.Answered.Kind.ANSWER) {
            // an alias stands there, and RFC 1034 §3.6.2 lets no zone begin at one
            return parent;
        }
        Denials.Result result = Denials.verified(parent, answered.authority(), signatures);
        if (result.fault().isPresent()) {
            return new Trust.Broken(result.fault().get());
        }
        Optional<Denial> denial = result.denial();
        if (denial.isEmpty()) {
            return broken(ExtendedErrorCodeOption.NSEC_MISSING, "nothing proves that " + name + " has no DS record");
        }
        if (denial.get().tooCostly()) {
            return new Trust.Ends(name, "the hashes of the proof about " + name + " take too many rounds");
        }
        Denial.NoDs none = denial.get().noDs(name);
        recorder.record(Denials.observation(name, Type.DS, parent.zone(), denial.get(), "no DS", none.proof()));
        return switch (none.cut()) {
            case UNSIGNED_ZONE ->
                new Trust.Ends(name, parent.zone() + " proves that " + name + " is not signed: it has no DS record");
            case NONE -> parent;
            case UNPROVEN ->
                broken(ExtendedErrorCodeOption.NSEC_MISSING, "nothing proves that " + name + " has no DS record");
        };
    }

    private static Trust withoutKeys(Move move, Name zone) {
        return move instanceof Move.Failed failed
                ? new Trust.Unknown(
                        "no keys of " + zone + ": " + failed.reason().label())
                : broken(ExtendedErrorCodeOption.DNSKEY_MISSING, zone + " has no keys");
    }

    private static Optional<SignedSet> keySet(Move move, Name zone) {
        return move instanceof Move.Answered answered
                ? SignedSet.find(answered.records(), zone, Type.DNSKEY)
                : Optional.empty();
    }

    /// True when an anchor or a DS record means this key.
    private static boolean names(Record meaning, DNSKEYRecord key) {
        return switch (meaning) {
            case DNSKEYRecord same ->
                same.getFlags() == key.getFlags()
                        && same.getAlgorithm() == key.getAlgorithm()
                        && Arrays.equals(same.getKey(), key.getKey());
            case DSRecord ds ->
                DIGESTS.contains(ds.getDigestID())
                        && ds.getFootprint() == key.getFootprint()
                        && ds.getAlgorithm() == key.getAlgorithm()
                        && Arrays.equals(
                                new DSRecord(key.getName(), DClass.IN, 0, ds.getDigestID(), key).getDigest(),
                                ds.getDigest());
            default -> false;
        };
    }

    private static Trust broken(int ede, String why) {
        return new Trust.Broken(new Fault(ede, why));
    }
}
