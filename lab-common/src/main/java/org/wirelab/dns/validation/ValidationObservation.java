package org.wirelab.dns.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;
import org.wirelab.trace.Note;
import org.wirelab.trace.Trail;

/// What a validation shows: each link of the chain of trust, and what it comes to.
public sealed interface ValidationObservation extends Note, Trail {

    @Override
    default Mark mark() {
        return ValidationTrail.of(this);
    }

    /// The keys of the zone where the chain begins, held against the trust anchors.
    ///
    /// @param anchors those of the zone, `DS 20326`
    /// @param origin where they come from: `built in`, a file's name
    /// @param keyTag of the key that an anchor names; 0 when none does
    @Kind("dnssec.anchor")
    record AnchorUsed(String zone, List<String> anchors, String origin, int keyTag, boolean matched)
            implements ValidationObservation {
        public AnchorUsed {
            anchors = List.copyOf(anchors);
        }

        @Override
        public String title() {
            return (matched ? "✓ " : "✗ ") + "trust anchor of " + zone + ": " + String.join(", ", anchors);
        }

        @Override
        public List<String> details() {
            return List.of(
                    matched
                            ? "key " + keyTag + " of the zone is the one (" + origin + ")"
                            : "no key of the zone is one");
        }
    }

    /// A DS record of the parent, held against the keys of the child (RFC 4035 §5.2).
    ///
    /// @param zone the child
    /// @param keyTag that the DS record names
    /// @param digest its digest type, `SHA-256`
    /// @param matched true when a key of the child has that digest
    @Kind("dnssec.ds")
    record DsChecked(
            String parent, String zone, int keyTag, String algorithm, String digest, boolean matched, String why)
            implements ValidationObservation {
        @Override
        public String title() {
            return (matched ? "✓ " : "✗ ") + "DS of " + zone + " (in " + parent + "): key " + keyTag;
        }

        @Override
        public List<String> details() {
            return List.of(algorithm + ", " + digest + (why.isEmpty() ? "" : ": " + why));
        }
    }

    /// A signature verified, or not (RFC 4035 §5.3).
    ///
    /// @param type of the records signed
    /// @param signer the zone whose key signed
    /// @param inception RFC 4034 §3.1.5, `2026-11-29T00:00:00Z`
    /// @param wildcard true when the records were made from a wildcard: the signature covers fewer labels
    /// @param why it does not hold; empty when it does
    @Kind("dnssec.signature")
    record SignatureChecked(
            String name,
            @Field("qtype") String type,
            String signer,
            int keyTag,
            String algorithm,
            String inception,
            String expiration,
            boolean wildcard,
            boolean valid,
            String why)
            implements ValidationObservation {
        @Override
        public String title() {
            return (valid ? "✓ " : "✗ ") + "signature of " + name + " " + type + " by " + signer + " key " + keyTag;
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>();
            details.add(algorithm + ", " + inception + " to " + expiration);
            if (wildcard) {
                details.add("made from a wildcard");
            }
            if (!why.isEmpty()) {
                details.add(why);
            }
            return details;
        }
    }

    /// A proof that something does not exist (RFC 4035 §5.4, RFC 5155 §8).
    ///
    /// @param proof `NSEC` or `NSEC3`
    /// @param claim what is to be proved: `no such name`, `no such type`, `no DS`, `no closer match`
    /// @param parts which record proves which part, in words
    /// @param optOut true when it only says that there may be an unsigned delegation (RFC 5155 §6)
    @Kind("dnssec.denial")
    record DenialChecked(
            String name,
            @Field("qtype") String type,
            String zone,
            String proof,
            String claim,
            List<String> parts,
            boolean proven,
            boolean optOut)
            implements ValidationObservation {
        public DenialChecked {
            parts = List.copyOf(parts);
        }

        @Override
        public String title() {
            return (proven ? "✓ " : "✗ ") + proof + " of " + zone + ": " + claim + " (" + name + " " + type + ")";
        }

        @Override
        public List<String> details() {
            return parts;
        }
    }

    /// What the validation came to.
    ///
    /// @param status by dnsjava's validator: `secure`, `insecure`, `bogus`, `indeterminate`
    /// @param reason why it is not secure; empty when it is
    /// @param ede the code of RFC 8914 that a resolver would send with it; absent when there is none
    /// @param edeName its name in the registry; empty without
    /// @param secondStatus by the lab's own walk along the chain
    /// @param secondReason why that is not secure
    /// @param agree true when both say the same
    /// @param lookups how many lookups it took beside the one that is validated
    @Kind("dnssec.result")
    record Validated(
            String name,
            @Field("qtype") String type,
            SecurityStatus status,
            String reason,
            Optional<Integer> ede,
            String edeName,
            SecurityStatus secondStatus,
            String secondReason,
            boolean agree,
            int lookups)
            implements ValidationObservation {

        /// Why it is not secure: in the lab's own words where both validations come to the same, for
        /// dnsjava's name no cause; never empty for what is bogus.
        public String why() {
            if (agree && !secondReason.isEmpty()) {
                return secondReason;
            }
            return !reason.isEmpty() ? reason : edeName.isEmpty() ? status.label() : edeName;
        }

        @Override
        public String title() {
            return "DNSSEC: " + name + " " + type + " is " + status.label();
        }

        @Override
        public List<String> details() {
            List<String> details = new ArrayList<>();
            if (!reason.isEmpty()) {
                details.add(reason);
            }
            ede.ifPresent(code -> details.add("EDE " + code + " " + edeName));
            if (!secondReason.isEmpty() && !secondReason.equals(reason)) {
                details.add(secondReason);
            }
            if (!agree) {
                details.add("the second validation says " + secondStatus.label());
            }
            return details;
        }
    }

    /// The AD flag of the resolver, held against the lab's own validation (RFC 4035 §3.2.3).
    ///
    /// @param ad the flag as the resolver sent it
    /// @param rcode its response code: a validating resolver answers SERVFAIL for what is bogus
    @Kind("dnssec.resolver")
    record ResolverCompared(String name, @Field("qtype") String type, boolean ad, String rcode, SecurityStatus status)
            implements ValidationObservation {

        /// What the resolver's word is beside the lab's.
        public enum Word {
            FITS,
            /// No resolver has to validate, nor to say that it does.
            SAYS_NOTHING,
            CONTRADICTS;

            /// How it is marked on a page.
            public String sign() {
                return switch (this) {
                    case FITS -> "✓";
                    case SAYS_NOTHING -> "·";
                    case CONTRADICTS -> "✗";
                };
            }
        }

        /// RFC 4035 §3.2.3: AD says that all of it is authentic; RFC 4035 §5.5: what is bogus is answered with
        /// SERVFAIL.
        public Word word() {
            boolean failed = rcode.equals("SERVFAIL");
            return switch (status) {
                case SECURE -> ad ? Word.FITS : failed ? Word.CONTRADICTS : Word.SAYS_NOTHING;
                case INSECURE -> ad ? Word.CONTRADICTS : Word.FITS;
                case INDETERMINATE -> ad ? Word.SAYS_NOTHING : Word.FITS;
                case BOGUS -> failed ? Word.FITS : ad ? Word.CONTRADICTS : Word.SAYS_NOTHING;
            };
        }

        @Override
        public String title() {
            return "the resolver says " + rcode + (ad ? " AD" : ", AD clear");
        }

        @Override
        public List<String> details() {
            return List.of(
                    switch (word()) {
                        case FITS -> "which fits: " + status.label();
                        case CONTRADICTS -> "but the answer is " + status.label();
                        case SAYS_NOTHING ->
                            "the answer is " + status.label()
                                    + (ad
                                            ? ": this resolver may have another anchor"
                                            : ": this resolver does not validate, or does not say so");
                    });
        }
    }
}
