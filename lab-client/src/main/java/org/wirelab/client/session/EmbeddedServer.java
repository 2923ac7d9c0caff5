package org.wirelab.client.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.LabServer;
import org.wirelab.server.Service;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Trace;

/// A server of the lab's own for one connection of its own, or for one after the other: it lives as long as the
/// experiment, and its side goes into the client's trace.
public final class EmbeddedServer implements AutoCloseable {

    /// After the last segment the server's kernel needs no more than a few milliseconds.
    private static final long SECONDS_FOR_THE_LAST_WORD = 3;

    private final LabServer server;
    private final Semaphore ended;

    private EmbeddedServer(LabServer server, Semaphore ended) {
        this.server = server;
        this.ended = ended;
    }

    /// Starts the service.
    ///
    /// @throws LabException when it cannot listen
    public static EmbeddedServer start(Trace trace, Service service) throws LabException {
        Semaphore ended = new Semaphore(0);
        ConnectionTraces traces = new ConnectionTraces() {
            @Override
            public Trace open(String name, Conversation conversation) {
                return trace;
            }

            @Override
            public void closed(Conversation conversation) {
                ended.release();
            }
        };
        try {
            return new EmbeddedServer(LabServer.start(traces, List.of(service)), ended);
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /// Where an embedded service is to listen: on loopback, and in a network of its own at its usual port, which on
    /// the host may be somebody's.
    ///
    /// @param usualPort where it listens when it is alone
    /// @throws LabException when the options contradict each other
    public static InetSocketAddress place(CommonOptions options, boolean ownNetwork, int usualPort)
            throws LabException {
        boolean ipv6 = options.family().equals(Optional.of(StandardProtocolFamily.INET6));
        return new InetSocketAddress(ipv6 ? "::1" : "127.0.0.1", ownNetwork ? usualPort : 0);
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return server.services().getFirst().addresses().getFirst();
    }

    /// Waits until the server's side of the connection is recorded to its end, for a few seconds at most.
    public void awaitLastWord() throws InterruptedException {
        boolean _ = ended.tryAcquire(SECONDS_FOR_THE_LAST_WORD, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.close();
    }
}
