package org.wirelab.trace;

import org.jspecify.annotations.Nullable;

/// One thing that was seen at one vantage: a segment, a value of TCP_INFO, a secret derived, a DNS response.
///
/// Every concrete observation is an immutable record that carries a [Kind]; each protocol keeps its own *sealed*
/// family of them. This root is open, so that a new protocol touches no central file. What a renderer may ask of an
/// observation is a small capability: [Arrow], [Note], [Sample], [Mark], [Frame], [Secret], [Carried] by a
/// [Carrier].
public interface Observation {

    /// The key on which the sightings of one event agree: the same segment seen by two captures has one identity.
    ///
    /// Two observations with equal identities at *one* vantage are two events (a retransmission); at *different*
    /// vantages the first of each belong together, then the second of each, and so on.
    ///
    /// @return the key, or null when this observation is an event of its own wherever it is seen
    default @Nullable Object identity() {
        return null;
    }
}
