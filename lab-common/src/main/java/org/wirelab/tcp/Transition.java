package org.wirelab.tcp;

import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Aside;
import org.wirelab.trace.Kind;

/// One end of a connection came to another state, as its segments show (RFC 9293 §3.3.2).
///
/// @param end whose state it is, `127.0.0.1:41514`
/// @param from the state before; null where the segments had not told it
/// @param to the state from here on
/// @param event the [Trigger#label()] of the row, such as `ack_of_fin`; `seen` where nothing changed, but the segments
///     leave no other state from here on
/// @param reference where the standard says it: `RFC 9293 §3.10.7.4`
@Kind("tcp.transition")
public record Transition(String end, @Nullable String from, String to, String event, String reference)
        implements TcpObservation, Aside {

    /// What the event is called where a state was only recognised.
    static final String SEEN = "seen";

    static Transition by(StateMachine.Row row, String end) {
        return new Transition(
                end, row.from().name(), row.to().name(), row.trigger().label(), row.reference());
    }

    /// Where several states were possible before.
    static Transition to(TcpState state, String end, String event, String reference) {
        return new Transition(end, null, state.name(), event, reference);
    }

    /// True when it leads to this state.
    public boolean isTo(TcpState state) {
        return to.equals(state.name());
    }

    @Override
    public String party() {
        return end;
    }

    @Override
    public String words() {
        return (from == null ? "?" : from) + " → " + to;
    }
}
