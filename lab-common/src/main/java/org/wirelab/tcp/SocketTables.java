package org.wirelab.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wirelab.posix.Posix;
import org.wirelab.trace.Source;

/// The kernel's tables of sockets: what state a connection is in, also when no program holds it any more (TIME_WAIT).
///
/// For one thread at a time, and for the network namespace of the thread that opened it.
public interface SocketTables extends AutoCloseable {

    /// One end of a connection as the table has it, or empty when it is in no table.
    ///
    /// @throws IOException when the kernel does not answer
    Optional<SocketState> find(InetSocketAddress local, InetSocketAddress remote) throws IOException;

    /// Through which door the tables are read: `SOCK_DIAG` or `PROC`.
    Source source();

    @Override
    void close();

    /// The best door that this machine has: netlink, else `/proc`, else none.
    static Optional<SocketTables> open() {
        if (Posix.available()) {
            try {
                return Optional.of(SockDiag.open());
            } catch (IOException _) {
                // forbidden, or a kernel without tcp_diag: the text tables are the same tables
            }
        }
        Path proc = Path.of("/proc/net");
        return Files.isReadable(proc.resolve("tcp")) ? Optional.of(new ProcNetTcp(proc)) : Optional.empty();
    }
}
