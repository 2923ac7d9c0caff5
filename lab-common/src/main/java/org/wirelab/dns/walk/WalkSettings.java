package org.wirelab.dns.walk;

/// What a walk may choose.
///
/// @param prime whether a root server is asked for the list of root servers first
/// @param families which of the servers' addresses are used
/// @param payload the size of UDP response to offer by EDNS, in bytes; 0 for no EDNS
/// @param tcp whether every query goes over TCP, not only those whose UDP response was truncated
/// @param qmin whether servers above the name's zone are asked about no more of the name than they need (RFC 9156)
/// @param caseRandomised whether names are sent with letters in random case, which a reply has to repeat
/// @param dnssec whether the DO bit asks for signatures and proofs (RFC 4035 §3.2.1); it needs EDNS
public record WalkSettings(
        boolean prime,
        AddressFamilies families,
        int payload,
        boolean tcp,
        boolean qmin,
        boolean caseRandomised,
        boolean dnssec,
        Limits limits) {

    /// With priming, over both families, 1232 bytes (what fits every path), the whole name to every server, without
    /// signatures, the usual limits.
    public static final WalkSettings USUAL =
            new WalkSettings(true, AddressFamilies.BOTH, 1232, false, false, false, false, Limits.USUAL);

    /// The same without priming.
    public static final WalkSettings UNPRIMED = USUAL.withPrime(false);

    /// The same, priming or not.
    public WalkSettings withPrime(boolean first) {
        return new WalkSettings(first, families, payload, tcp, qmin, caseRandomised, dnssec, limits);
    }

    /// The same with other addresses.
    public WalkSettings withFamilies(AddressFamilies others) {
        return new WalkSettings(prime, others, payload, tcp, qmin, caseRandomised, dnssec, limits);
    }

    /// The same with another size of UDP response, 0 for no EDNS.
    public WalkSettings withPayload(int bytes) {
        return new WalkSettings(prime, families, bytes, tcp, qmin, caseRandomised, dnssec, limits);
    }

    /// The same, over TCP only or not.
    public WalkSettings withTcp(boolean only) {
        return new WalkSettings(prime, families, payload, only, qmin, caseRandomised, dnssec, limits);
    }

    /// The same, with QNAME minimisation or without.
    public WalkSettings withQmin(boolean minimised) {
        return new WalkSettings(prime, families, payload, tcp, minimised, caseRandomised, dnssec, limits);
    }

    /// The same, with letters in random case or as they are.
    public WalkSettings withCaseRandomised(boolean random) {
        return new WalkSettings(prime, families, payload, tcp, qmin, random, dnssec, limits);
    }

    /// The same, with signatures or without.
    public WalkSettings withDnssec(boolean signatures) {
        return new WalkSettings(prime, families, payload, tcp, qmin, caseRandomised, signatures, limits);
    }

    /// The same with other limits.
    public WalkSettings withLimits(Limits others) {
        return new WalkSettings(prime, families, payload, tcp, qmin, caseRandomised, dnssec, others);
    }
}
