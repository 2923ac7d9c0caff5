package org.wirelab.dns.validation;

import org.xbill.DNS.ExtendedErrorCodeOption;

/// The names of the codes of RFC 8914 as its registry writes them.
final class EdeName {
    private EdeName() {}

    /// `Signature Expired` for 7; codes that have nothing to do with a validation by dnsjava's name.
    static String of(int code) {
        return switch (code) {
            case ExtendedErrorCodeOption.UNSUPPORTED_DNSKEY_ALGORITHM -> "Unsupported DNSKEY Algorithm";
            case ExtendedErrorCodeOption.UNSUPPORTED_DS_DIGEST_TYPE -> "Unsupported DS Digest Type";
            case ExtendedErrorCodeOption.DNSSEC_INDETERMINATE -> "DNSSEC Indeterminate";
            case ExtendedErrorCodeOption.DNSSEC_BOGUS -> "DNSSEC Bogus";
            case ExtendedErrorCodeOption.SIGNATURE_EXPIRED -> "Signature Expired";
            case ExtendedErrorCodeOption.SIGNATURE_NOT_YET_VALID -> "Signature Not Yet Valid";
            case ExtendedErrorCodeOption.DNSKEY_MISSING -> "DNSKEY Missing";
            case ExtendedErrorCodeOption.RRSIGS_MISSING -> "RRSIGs Missing";
            case ExtendedErrorCodeOption.NO_ZONE_KEY_BIT_SET -> "No Zone Key Bit Set";
            case ExtendedErrorCodeOption.NSEC_MISSING -> "NSEC Missing";
            case ExtendedErrorCodeOption.UNSUPPORTED_NSEC3_ITERATIONS_VALUE -> "Unsupported NSEC3 Iterations Value";
            default -> ExtendedErrorCodeOption.text(code);
        };
    }
}
