package org.wirelab.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;

/// Looks one end of a connection up in the kernel's tables, again and again, and records each state that it finds.
///
/// States that pass between two looks are not seen, and not recorded. Blocking; for one thread.
public final class StateWatch implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 5;

    private final SocketTables tables;
    private final Recorder recorder;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private @Nullable String last;

    private StateWatch(SocketTables tables, Recorder recorder, InetSocketAddress local, InetSocketAddress remote) {
        this.tables = tables;
        this.recorder = recorder;
        this.local = local;
        this.remote = remote;
    }

    /// A watch over the end at `local`, or empty where this machine shows no tables.
    public static Optional<StateWatch> open(
            Trace trace, Side side, Conversation conversation, InetSocketAddress local, InetSocketAddress remote) {
        return SocketTables.open().map(tables -> {
            Recorder recorder = trace.recorder(new Vantage(tables.source(), side), conversation);
            return new StateWatch(tables, recorder, local, remote);
        });
    }

    /// Looks once; records the state when it is another than before.
    public Optional<SocketState> look() throws IOException {
        Optional<SocketState> found = tables.find(local, remote);
        String state = found.map(SocketState::state).orElse(null);
        if (!Objects.equals(state, last)) {
            found.ifPresent(recorder::record);
        }
        last = state;
        return found;
    }

    /// Looks until what is found satisfies the condition, at most so long.
    ///
    /// @return what was found last, and whether it satisfied the condition; an interrupt ends the wait too
    public Found await(Predicate<Optional<SocketState>> condition, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<SocketState> state = look();
            if (condition.test(state)) {
                return new Found(true, state);
            }
            if (System.nanoTime() - end > 0 || !pause()) {
                return new Found(false, state);
            }
        }
    }

    /// How a wait ended.
    ///
    /// @param inTime whether the condition came to hold
    /// @param state what the table said last; empty for a connection that is in no table
    public record Found(boolean inTime, Optional<SocketState> state) {}

    /// Records what this watch concludes from its looks.
    public void record(Observation observation) {
        recorder.record(observation);
    }

    @Override
    public void close() {
        tables.close();
    }

    private static boolean pause() {
        try {
            Thread.sleep(INTERVAL_MILLIS);
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
