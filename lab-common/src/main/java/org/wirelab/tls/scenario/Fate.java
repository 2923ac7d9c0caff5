package org.wirelab.tls.scenario;

import org.wirelab.tls.Bytes;

/// What becomes of a record in the hands of the man in the middle.
public sealed interface Fate {

    /// It arrives as it was sent.
    Fate PASS = new Pass();

    /// It arrives as it was sent.
    record Pass() implements Fate {}

    /// Something else arrives.
    ///
    /// @param octets the record that arrives, its header included
    /// @param what was changed
    /// @param before that part as it was sent
    /// @param after that part as it arrives
    record Alter(Bytes octets, String what, String before, String after) implements Fate {}

    /// It does not arrive.
    record Drop() implements Fate {}

    /// It arrives twice.
    record Replay() implements Fate {}

    /// Neither it nor anything after it arrives; the stream ends here.
    record Cut() implements Fate {}
}
