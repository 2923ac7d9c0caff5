package org.wirelab.server.tls;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.wirelab.server.SourceNetwork;
import org.wirelab.server.tls.TurnedAway.Reason;

/// Decides who is let in and who has to go: half-open connections, handshakes begun and open connections are counted
/// apart. Safe for many threads.
///
/// @param <H> a connection
final class Reception<H> {

    private final Places<H> halfOpen;
    private final Places<H> open;
    private final HandshakeRate rate;
    private final Tally tally = new Tally();
    private final LongSupplier nanoClock;
    private final Consumer<TurnedAway> words;
    private boolean closed;

    /// @param nanoClock nanoseconds on any one clock
    /// @param words told of those who were turned away
    Reception(TlsLimits limits, LongSupplier nanoClock, Consumer<TurnedAway> words) {
        this.halfOpen = new Places<>(limits.halfOpen());
        this.open = new Places<>(limits.open());
        this.rate = new HandshakeRate(limits.handshakesPerSecond(), limits.handshakesAtOnce());
        this.nanoClock = nanoClock;
        this.words = words;
    }

    /// A connection was accepted and takes a half-open place.
    ///
    /// @return who has to give way to it
    synchronized Optional<H> arrived(SourceNetwork source, H connection) {
        Optional<H> oldest = halfOpen.enter(source, connection);
        oldest.ifPresent(_ -> turnedAway(Reason.GAVE_WAY, source));
        return oldest;
    }

    /// A connection wants to begin its handshake.
    ///
    /// @return whether it may
    synchronized boolean mayBegin(SourceNetwork source) {
        boolean allowed = rate.allows(source, nanoClock.getAsLong());
        if (!allowed) {
            turnedAway(Reason.TOO_FAST, source);
        }
        return allowed;
    }

    /// A connection's handshake is complete: it needs an open place in exchange for its half-open one.
    ///
    /// @return who has to go: nobody, the oldest of the source that holds most, or the newcomer itself
    synchronized Optional<H> opened(SourceNetwork source, H connection) {
        halfOpen.leave(connection);
        Optional<H> goes = switch (open.request(source, connection)) {
            case Places.Entrance.Free<H> _ -> Optional.empty();
            case Places.Entrance.Replacing<H>(H oldest) -> Optional.of(oldest);
            case Places.Entrance.Refused<H> _ -> Optional.of(connection);
        };
        goes.ifPresent(_ -> turnedAway(Reason.FULL, source));
        return goes;
    }

    /// A connection has ended.
    synchronized void left(H connection) {
        halfOpen.leave(connection);
        open.leave(connection);
    }

    /// A connection was not served for this reason.
    synchronized void turnedAway(Reason reason, SourceNetwork source) {
        if (!closed) {
            tally.add(reason, source, nanoClock.getAsLong()).ifPresent(words);
        }
    }

    /// The service ends its connections itself, which is nobody's fault.
    synchronized void close() {
        closed = true;
    }

    /// How many handshakes are under way.
    synchronized int halfOpen() {
        return halfOpen.taken();
    }

    /// How many connections are open.
    synchronized int open() {
        return open.taken();
    }
}
