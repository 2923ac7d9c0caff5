package org.wirelab.client.flow.slow;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.wirelab.posix.Posix;

/// The socket of a program that reads datagrams, with what its kernel says of those that it has dropped.
sealed interface DatagramSource extends AutoCloseable permits CountingSource, PlainSource {

    /// Opens one on the calling thread's network.
    ///
    /// @param local where it is bound; port 0 for one that the system chooses
    /// @param buffer octets of receive buffer asked for
    static DatagramSource open(InetSocketAddress local, int buffer) throws IOException {
        return Posix.available() ? CountingSource.open(local, buffer) : PlainSource.open(local, buffer);
    }

    /// Where it is bound.
    InetSocketAddress local();

    /// How large the system made its receive buffer, in octets.
    int receiveBuffer();

    /// The next datagram's payload, which is good until the next call; null when none came in so long.
    @Nullable
    ByteBuffer receive(long nanos) throws IOException;

    /// How many had been dropped when the datagram that was received last was queued; empty where nobody says.
    OptionalLong droppedBefore();

    /// How many have been dropped until now; empty where nobody says. On any thread.
    OptionalLong dropped();

    @Override
    void close();
}
