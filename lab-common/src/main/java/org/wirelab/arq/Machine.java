package org.wirelab.arq;

import java.util.List;

/// One end of a transfer as a state machine: inputs with their time go in, actions come out. It opens no
/// socket and asks no clock, so that the same machine runs on real datagrams and under a simulated clock.
///
/// For one thread at a time. What it answers is to be done in its order.
public interface Machine {

    /// Takes an input.
    ///
    /// @param nanos the time, on any clock that does not go back, in nanoseconds
    List<Action> on(Input input, long nanos);
}
