package org.wirelab.client.path;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wirelab.link.EmulatedNetwork;
import org.wirelab.link.Link;
import org.wirelab.link.LinkException;
import org.wirelab.run.LabException;

/// What a path is made of.
sealed interface Ground permits HostsGround, RelayGround, LanGround {

    /// Does something at the client's end.
    <T> T atClient(Callable<T> task) throws Exception;

    /// Does something at the server's end.
    <T> T atServer(Callable<T> task) throws Exception;

    /// Where a client's socket is to be bound.
    InetSocketAddress clientEnd(int port) throws LabException;

    /// Where a server's socket is to be bound.
    InetSocketAddress serverEnd(int port);

    /// The server is there now.
    ///
    /// @return where clients are to send
    InetSocketAddress serves(InetSocketAddress server) throws LabException, LinkException;

    /// The client that the server knows by this address.
    InetSocketAddress clientBehind(InetSocketAddress seenByServer);

    Optional<Link> link();

    Optional<EmulatedNetwork> network();

    /// Ends the link, where there is one, and then the watching.
    void endWatching();

    /// Ends everything.
    void close();
}
