package org.wirelab.dns.walk;

/// What a walk may choose.
///
/// @param prime whether a root server is asked for the list of root servers first
/// @param payload the size of UDP response to offer by EDNS, 0 for no EDNS
public record WalkSettings(boolean prime, AddressFamilies families, int payload, Limits limits) {

    /// With priming, over both families, 1232 bytes (what fits every path), the usual limits.
    public static final WalkSettings USUAL = new WalkSettings(true, AddressFamilies.BOTH, 1232, Limits.USUAL);

    /// The same without priming.
    public static final WalkSettings UNPRIMED = new WalkSettings(false, AddressFamilies.BOTH, 1232, Limits.USUAL);
}
