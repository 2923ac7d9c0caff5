package org.wirelab.net.dns;

import java.net.InetSocketAddress;
import org.wirelab.dns.walk.Move;

/// Who is told of each query before its first packet leaves: it can then tell its packets from all others on the wire.
@FunctionalInterface
public interface DepartureListener {

    /// Nobody is told.
    DepartureListener NONE = (_, _, _) -> {};

    /// A query is about to leave.
    ///
    /// @param localPort the port that its socket is bound to, of UDP or TCP as `ask` says; each query has its own
    /// socket
    /// @param place where it is sent; with an address map not the server's own address
    void leaves(Move.Ask ask, int localPort, InetSocketAddress place);

    /// A reply to the query has come, whether it can be read or not.
    ///
    /// @param wire its octets; the listener may keep them and must not change them
    default void arrives(Move.Ask ask, byte[] wire) {}
}
