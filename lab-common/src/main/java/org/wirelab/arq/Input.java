package org.wirelab.arq;

/// What happens to one end of a transfer.
public sealed interface Input {

    /// It may begin.
    record Begun() implements Input {}

    /// A frame has arrived whole; a damaged one never gets here.
    record Arrived(Frame frame) implements Input {}

    /// A timer that an action started has run out.
    ///
    /// @param timer as in [Action.StartTimer]
    record Expired(long timer) implements Input {}

    /// The receiver's application has taken octets that were delivered to it: so much of the buffer is free again.
    ///
    /// @param octets at least 1
    record Taken(int octets) implements Input {}
}
