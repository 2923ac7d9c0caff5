package org.wirelab.trace;

/// What a ladder shows below the arrow that it belongs to, in one line and without a time of its own: what the arrow
/// meant for one party.
public interface Aside extends Observation {

    /// The endpoint or party that it concerns.
    String party();

    /// What it says, in the terms of the standard: `SYN_SENT → ESTABLISHED`.
    String words();
}
