package org.wirelab.client.read;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.wirelab.tcp.analysis.AnalysedConnection;

/// The connections that are over and from which something may still come: a last ACK, a FIN once more.
///
/// When one has been quiet for a while (on the capture's clock), or too many wait, it is said to have closed.
final class Lingering {

    /// Longer than a lost FIN's first four retransmissions on Linux take to come (200 ms, doubled each time).
    private static final long QUIET_NANOS = 5_000_000_000L;

    private static final int MOST_WAITING = 2_000;

    private record Waiting(AnalysedConnection connection, long sinceNanos) {}

    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private final Set<Long> waiting = new HashSet<>();
    private final Consumer<AnalysedConnection> closed;

    /// @param closed told of each connection once
    Lingering(Consumer<AnalysedConnection> closed) {
        this.closed = closed;
    }

    /// A connection has come to its end just now.
    void over(AnalysedConnection connection) {
        if (waiting.add(connection.number())) {
            queue.add(new Waiting(connection, connection.lastNanos()));
        }
        if (queue.size() > MOST_WAITING) {
            say(queue.remove());
        }
    }

    /// It is this late on the capture's clock.
    void at(long nanos) {
        while (!queue.isEmpty() && nanos - queue.element().sinceNanos() > QUIET_NANOS) {
            Waiting first = queue.remove();
            AnalysedConnection connection = first.connection();
            if (nanos - connection.lastNanos() > QUIET_NANOS || !waiting.contains(connection.number())) {
                say(first);
            } else {
                queue.add(new Waiting(connection, connection.lastNanos()));
            }
        }
    }

    /// Nothing more is to come of a connection.
    ///
    /// @return whether it has not been said to have closed
    boolean leaves(AnalysedConnection connection) {
        return !connection.closing().over() || waiting.remove(connection.number());
    }

    private void say(Waiting one) {
        if (waiting.remove(one.connection().number())) {
            closed.accept(one.connection());
        }
    }
}
