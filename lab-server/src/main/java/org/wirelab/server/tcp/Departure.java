package org.wirelab.server.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.StateWatch;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;

/// What the kernel still does with a connection after the server has closed its socket: LAST_ACK until the client's
/// last acknowledgment, or TIME_WAIT when it was the server that closed first.
record Departure(
        Trace trace,
        Conversation conversation,
        InetSocketAddress local,
        InetSocketAddress remote,
        ConnectionTraces traces) {

    /// The kernel sends an unacknowledged FIN again after 200 ms at the earliest: time for a few of these.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /// Follows it on a thread of its own, which inherits the caller's network namespace, and then closes the
    /// conversation.
    void follow() {
        Thread.ofPlatform().daemon().name("departure").start(() -> {
            try {
                watch();
            } finally {
                traces.closed(conversation);
            }
        });
    }

    private void watch() {
        Optional<StateWatch> opened = StateWatch.open(trace, Side.SERVER, conversation, local, remote);
        if (opened.isEmpty()) {
            return;
        }
        try (StateWatch watch = opened.get()) {
            watch.await(Departure::settled, PATIENCE);
        } catch (IOException _) {
            // the table stopped answering: what was seen of it stands
        }
    }

    private static boolean settled(Optional<SocketState> state) {
        return state.isEmpty() || state.get().is(TcpState.TIME_WAIT);
    }
}
