package org.wirelab.client.tcp.scenario;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.tcp.SocketState;
import org.wirelab.tcp.SocketTables;
import org.wirelab.tcp.TcpState;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;

/// The kernel of one host, asked about its end of the connection again and again: its table of sockets and TCP_INFO.
/// What is news is recorded.
public final class KernelWatch implements AutoCloseable {

    /// Between two looks; a look takes 0.3 ms.
    private static final long INTERVAL_MILLIS = 1;

    private final SocketTables tables;
    private final EndSocket end;
    private final Recorder state;
    private final Recorder info;
    private final Sampling sampling = new Sampling();
    private final Thread thread;
    private boolean known;
    private volatile boolean stopping;
    private volatile @Nullable IOException failure;

    /// Begins to ask.
    ///
    /// @param tables those of the host; closed by this
    /// @param end whose connection it is
    public KernelWatch(Trace trace, Conversation conversation, Side side, SocketTables tables, EndSocket end) {
        this.tables = tables;
        this.end = end;
        this.state = trace.recorder(new Vantage(tables.source(), side), conversation);
        this.info = trace.recorder(new Vantage(Source.TCP_INFO, side), conversation);
        this.thread =
                Thread.ofPlatform().daemon().name("kernel " + side.label()).start(this::run);
    }

    /// Why the kernel stopped answering, if it did.
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /// Ends the asking with one last look.
    @Override
    public void close() {
        stopping = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (tables) {
            boolean more = true;
            while (more) {
                more = !stopping;
                look();
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws IOException {
        boolean asked = end.isToBeLookedAt();
        Optional<SocketState> found = tables.find(end.local(), end.remote());
        known |= found.isPresent();
        if (known || end.isNoneNews()) {
            // RFC 9293 §3.3.2: CLOSED is no state of a connection, it says that there is none
            SocketState now = found.orElseGet(() -> new SocketState(
                    Endpoints.text(end.local()), Endpoints.text(end.remote()), TcpState.CLOSED.name(), null, null));
            if (!isBeingOpened(now) && (sampling.isNews(now) || asked)) {
                state.record(now);
            }
        }
        end.account().filter(sampling::isNews).ifPresent(info::record);
    }

    /// Linux sets SYN_SENT before it sends the SYN and starts the timer: in between is no state to be judged.
    private static boolean isBeingOpened(SocketState now) {
        return now.is(TcpState.SYN_SENT) && now.timer() == null;
    }
}
