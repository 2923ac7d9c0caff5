package org.wirelab.dns.validation;

import java.util.Set;
import org.xbill.DNS.DNSSEC;

/// The registry's names of DNSSEC's algorithms and digests.
final class Algorithms {
    private Algorithms() {}

    /// RFC 8624 §3.1: those whose signatures are verified here. Others are as good as none (RFC 4035 §5.2).
    private static final Set<Integer> VERIFIED = Set.of(
            DNSSEC.Algorithm.RSASHA1,
            DNSSEC.Algorithm.RSA_NSEC3_SHA1,
            DNSSEC.Algorithm.RSASHA256,
            DNSSEC.Algorithm.RSASHA512,
            DNSSEC.Algorithm.ECDSAP256SHA256,
            DNSSEC.Algorithm.ECDSAP384SHA384,
            DNSSEC.Algorithm.ED25519,
            DNSSEC.Algorithm.ED448);

    static boolean isVerified(int number) {
        return VERIFIED.contains(number);
    }

    /// `ECDSAP256SHA256 (13)`.
    static String ofKey(int number) {
        return DNSSEC.Algorithm.string(number) + " (" + number + ")";
    }

    /// `SHA-256 (2)`.
    static String ofDigest(int number) {
        return DNSSEC.Digest.string(number) + " (" + number + ")";
    }
}
