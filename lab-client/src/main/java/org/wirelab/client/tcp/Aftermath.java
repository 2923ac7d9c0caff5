package org.wirelab.client.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.StateWatch;
import org.wirelab.tcp.TcpState;
import org.wirelab.tcp.TimeWaitEnded;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;
import org.wirelab.trace.VantageObservation;

/// What the kernel keeps of a connection that no program holds any more: TIME_WAIT, or nothing.
final class Aftermath implements AutoCloseable {

    /// The last acknowledgment has left by the time the socket is closed; the state follows at once.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// No system keeps TIME_WAIT for longer than the 4 minutes of the RFC.
    private static final Duration LONGEST_TIME_WAIT = Duration.ofMinutes(5);

    private final Optional<StateWatch> watch;
    private final String local;
    private final String remote;
    private long timeWaitSince;

    private Aftermath(Optional<StateWatch> watch, String local, String remote) {
        this.watch = watch;
        this.local = local;
        this.remote = remote;
    }

    static Aftermath open(Trace trace, Conversation conversation, InetSocketAddress local, InetSocketAddress remote) {
        return new Aftermath(
                StateWatch.open(trace, Side.CLIENT, conversation, local, remote),
                Endpoints.text(local),
                Endpoints.text(remote));
    }

    /// Says in the trace that the tables are being read.
    void recordOpened() {
        watch.ifPresent(table -> table.record(new VantageObservation.Opened("")));
    }

    /// Asks once the socket is closed, until the answer is one of the two.
    ///
    /// @param closedFirst whether this end was the active closer: then a connection that is nowhere is worth
    /// recording
    void ask(boolean closedFirst) throws IOException {
        if (watch.isEmpty()) {
            return;
        }
        StateWatch table = watch.get();
        StateWatch.Found found = table.await(Aftermath::settled, PATIENCE);
        timeWaitSince = System.nanoTime();
        if (closedFirst && found.state().isEmpty()) {
            table.record(new SocketState(local, remote, TcpState.CLOSED.name(), null, null));
        }
    }

    /// Waits for the end of TIME_WAIT, if it is in it.
    void follow(Consumer<Double> progress) throws IOException {
        if (watch.isEmpty()) {
            return;
        }
        StateWatch table = watch.get();
        if (table.look().filter(state -> state.is(TcpState.TIME_WAIT)).isEmpty()) {
            return;
        }
        StateWatch.Found found = table.await(
                state -> {
                    state.map(SocketState::timerSeconds).ifPresent(progress);
                    return state.isEmpty();
                },
                LONGEST_TIME_WAIT);
        if (found.inTime()) {
            table.record(new TimeWaitEnded(local, remote, (System.nanoTime() - timeWaitSince) / 1e9));
        }
    }

    @Override
    public void close() {
        watch.ifPresent(StateWatch::close);
    }

    private static boolean settled(Optional<SocketState> state) {
        return state.isEmpty() || state.get().is(TcpState.TIME_WAIT);
    }
}
