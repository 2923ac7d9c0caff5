package org.wirelab.client.read;

/// Why nothing more is expected of a connection.
enum Parting {
    /// It is over, and has been quiet since.
    CLOSED,
    /// Its two ports opened another connection.
    PORTS_REUSED,
    /// It was let go while it was open, because there were too many.
    LET_GO,
    /// The capture came to its end.
    CAPTURE_ENDED
}
