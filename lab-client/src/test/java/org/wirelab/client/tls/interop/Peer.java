package org.wirelab.client.tls.interop;

import java.util.Optional;

/// A program at the other end, in one direction: a column of the matrix.
interface Peer {

    /// What the column shows.
    String heading();

    /// Begins what all its cells need and what takes long, on a thread of its own.
    default void prepare(Ground ground) {}

    /// Why this peer cannot do this mode; empty when it can.
    Optional<Why> cannot(Mode mode) throws Exception;

    /// Has the lab and this peer meet, and holds what both of them say against the mode.
    void meet(Ground ground, Mode mode) throws Exception;

    /// What it says of itself: its name and its version.
    String version() throws Exception;
}
