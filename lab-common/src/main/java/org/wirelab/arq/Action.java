package org.wirelab.arq;

import org.wirelab.trace.Observation;

/// What one end of a transfer wants done.
public sealed interface Action {

    /// Send this frame to the other end.
    record Transmit(Frame frame) implements Action {}

    /// Start this timer, anew if it is running.
    ///
    /// @param timer the machine's own number for it
    /// @param nanos until it runs out, in nanoseconds, at least 1
    record StartTimer(long timer, long nanos) implements Action {}

    /// Stop this timer, if it is running.
    record StopTimer(long timer) implements Action {}

    /// Give these octets, the next in order, to the application.
    record Deliver(byte[] octets) implements Action {}

    /// Put this into the trace.
    record Tell(Observation observation) implements Action {}

    /// The transfer is complete as far as this end is concerned.
    record Complete() implements Action {}

    /// This end gives up.
    ///
    /// @param reason text key of what it waited for in vain: `arq.gave_up.no_ack`
    record GiveUp(String reason) implements Action {}
}
