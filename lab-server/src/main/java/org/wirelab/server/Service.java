package org.wirelab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// One protocol that the lab's server speaks, such as `tcp` or `dns`: listens, answers, and records its side.
///
/// A service never makes a run: each connection's trace comes from [ConnectionTraces].
public interface Service extends AutoCloseable {

    /// Its name on the command line.
    String name();

    /// Binds and begins to answer.
    ///
    /// @param traces where its side of each connection is recorded
    /// @throws IOException when an address cannot be bound; the message is one line that names the address
    void start(ConnectionTraces traces) throws IOException;

    /// Where it listens, once started.
    List<InetSocketAddress> addresses();

    /// What to type on another host to reach it: whole command lines, most useful first.
    List<String> hints();

    /// Stops listening and ends its connections.
    @Override
    void close();
}
