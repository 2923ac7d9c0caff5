package org.wirelab.dns.validation;

import org.xbill.DNS.DNSSEC;

/// The registry's names of DNSSEC's algorithms and digests.
final class Algorithms {
    private Algorithms() {}

    /// `ECDSAP256SHA256 (13)`.
    static String ofKey(int number) {
        return DNSSEC.Algorithm.string(number) + " (" + number + ")";
    }

    /// `SHA-256 (2)`.
    static String ofDigest(int number) {
        return DNSSEC.Digest.string(number) + " (" + number + ")";
    }
}
