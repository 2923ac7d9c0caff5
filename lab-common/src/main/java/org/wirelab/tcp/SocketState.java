package org.wirelab.tcp;

import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Field;
import org.wirelab.trace.Kind;

/// What the kernel's table of sockets says of one end of a connection.
///
/// @param local that end
/// @param remote the other
/// @param state its state as [TcpState] names it, `TIME_WAIT`
/// @param timer which timer runs: `retransmit`, `keepalive`, `time_wait`, `probe`; null for none
/// @param timerSeconds what is left of it as the kernel gives it, at least 0; null without a timer
@Kind("tcp.state")
public record SocketState(
        String local,
        String remote,
        String state,
        @Nullable String timer,
        @Field("timer_s") @Nullable Double timerSeconds)
        implements TcpObservation {

    private static final String[] TIMERS = {null, "retransmit", "keepalive", "time_wait", "probe"};

    /// The name of a timer by its number in the kernel's tables; null for none and for one that has no name here.
    static @Nullable String timerName(int number) {
        return number >= 0 && number < TIMERS.length ? TIMERS[number] : null;
    }

    /// True when the table has it in this state.
    public boolean is(TcpState other) {
        return state.equals(other.name());
    }
}
