package org.wirelab.dns.validation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.DNSSEC.SignatureExpiredException;
import org.xbill.DNS.DNSSEC.SignatureNotYetValidException;
import org.xbill.DNS.DNSSEC.UnsupportedAlgorithmException;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Verifies signatures against the keys of a zone, and says each attempt (RFC 4035 §5.3).
final class Signatures {

    /// RFC 4034 §2.1.1: a key that may sign records.
    private static final int ZONE_KEY = 0x0100;
    /// RFC 5011 §2.1: a key that its owner has taken back.
    private static final int REVOKED = 0x0080;

    private final Instant now;
    private final Recorder recorder;

    /// @param now the time that signatures are held against
    Signatures(Instant now, Recorder recorder) {
        this.now = now;
        this.recorder = recorder;
    }

    /// What is wrong with a set's signatures; empty when one of them holds.
    ///
    /// @param zone whose keys they are
    Optional<Fault> fault(SignedSet set, Name zone, List<Record> keys) {
        if (set.signatures().isEmpty()) {
            return Optional.of(new Fault(ExtendedErrorCodeOption.RRSIGS_MISSING, set + " has no signature"));
        }
        Fault first = null;
        for (RRSIGRecord signature : set.signatures()) {
            Optional<Fault> fault = fault(set, signature, zone, keys);
            record(set, signature, fault);
            if (fault.isEmpty()) {
                return Optional.empty();
            }
            first = first == null ? fault.get() : first;
        }
        return Optional.ofNullable(first);
    }

    /// True for a set that was made from a wildcard: the signature covers fewer labels than the name has.
    static boolean fromWildcard(SignedSet set) {
        return set.signatures().stream().anyMatch(signature -> signature.getLabels() < labels(set.name()));
    }

    /// RFC 4034 §3.1.3: the root's empty label does not count, and a leftmost asterisk does not either.
    static int labels(Name name) {
        int labels = name.labels() - 1;
        return name.isWild() ? labels - 1 : labels;
    }

    private Optional<Fault> fault(SignedSet set, RRSIGRecord signature, Name zone, List<Record> keys) {
        // RFC 4035 §5.3.1: the signer is the zone that holds the records
        if (!signature.getSigner().equals(zone)) {
            return bogus(set + " is signed by " + signature.getSigner() + " instead of " + zone);
        }
        List<DNSKEYRecord> named = keys.stream()
                .map(DNSKEYRecord.class::cast)
                .filter(key -> key.getFootprint() == signature.getFootprint()
                        && key.getAlgorithm() == signature.getAlgorithm()
                        && (key.getFlags() & ZONE_KEY) != 0
                        && (key.getFlags() & REVOKED) == 0)
                .toList();
        if (named.isEmpty()) {
            return Optional.of(new Fault(
                    ExtendedErrorCodeOption.DNSKEY_MISSING,
                    "no key " + signature.getFootprint() + " in " + zone + " for the signature of " + set));
        }
        Optional<Fault> last = Optional.empty();
        for (DNSKEYRecord key : named) {
            last = verify(set, signature, key);
            if (last.isEmpty()) {
                return last;
            }
        }
        return last;
    }

    private Optional<Fault> verify(SignedSet set, RRSIGRecord signature, DNSKEYRecord key) {
        try {
            DNSSEC.verify(set.toRRset(), signature, key, now);
            return Optional.empty();
        } catch (SignatureExpiredException e) {
            return Optional.of(new Fault(
                    ExtendedErrorCodeOption.SIGNATURE_EXPIRED,
                    "the signature of " + set + " ran out at " + signature.getExpire()));
        } catch (SignatureNotYetValidException e) {
            return Optional.of(new Fault(
                    ExtendedErrorCodeOption.SIGNATURE_NOT_YET_VALID,
                    "the signature of " + set + " begins at " + signature.getTimeSigned()));
        } catch (UnsupportedAlgorithmException e) {
            return Optional.of(new Fault(
                    ExtendedErrorCodeOption.UNSUPPORTED_DNSKEY_ALGORITHM,
                    "the algorithm of the signature of " + set + " is not known here"));
        } catch (DNSSECException | RuntimeException e) {
            return bogus("key " + key.getFootprint() + " does not verify the signature of " + set);
        }
    }

    private void record(SignedSet set, RRSIGRecord signature, Optional<Fault> fault) {
        recorder.record(new ValidationObservation.SignatureChecked(
                set.name().toString(),
                Type.string(set.type()),
                signature.getSigner().toString(),
                signature.getFootprint(),
                Algorithms.ofKey(signature.getAlgorithm()),
                signature.getTimeSigned().toString(),
                signature.getExpire().toString(),
                signature.getLabels() < labels(set.name()),
                fault.isEmpty(),
                fault.map(Fault::why).orElse("")));
    }

    private static Optional<Fault> bogus(String why) {
        return Optional.of(new Fault(ExtendedErrorCodeOption.DNSSEC_BOGUS, why));
    }
}
