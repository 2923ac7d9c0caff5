package org.wirelab.server.tls;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.wirelab.net.Transport;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.LabServer;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Trace;

/// The TLS service on a free port of loopback, with all that it tells.
final class ServedTls implements AutoCloseable {

    private final Transport transport = Transport.open(2);
    private final Trace trace = new Trace(System::nanoTime, 0);
    private final Collection<Entry> entries = new ConcurrentLinkedQueue<>();
    private final LabServer server;

    /// How many connections were given a trace.
    final AtomicInteger traced = new AtomicInteger();

    /// How many of those have ended.
    final AtomicInteger ended = new AtomicInteger();

    final Collection<TurnedAway> turnedAway = new ConcurrentLinkedQueue<>();

    /// @param home where the certificates are kept; the same folder has the same certificates
    ServedTls(Path home, TlsLimits limits) throws Exception {
        trace.listen(entries::add);
        Thread.ofPlatform().daemon().start(trace::pump);
        PkiFolder folder = new PkiFolder(home.resolve("pki"), Clock.systemUTC(), notice -> {
            throw new AssertionError(notice);
        });
        TlsService service =
                new TlsService(transport, new InetSocketAddress("127.0.0.1", 0), limits, folder, turnedAway::add);
        server = LabServer.start(
                new ConnectionTraces() {
                    @Override
                    public Trace open(String name, Conversation conversation) {
                        traced.incrementAndGet();
                        return trace;
                    }

                    @Override
                    public void closed(Conversation conversation) {
                        ended.incrementAndGet();
                    }
                },
                List.of(service));
    }

    InetSocketAddress address() {
        return server.address("tls");
    }

    /// What has been told until now, of one kind; the trace's own thread may be behind.
    <O extends Observation> List<O> told(Class<O> type) {
        try {
            trace.settle();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return entries.stream()
                .map(Entry::observation)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Override
    public void close() {
        server.close();
        trace.close();
        transport.close();
    }
}
