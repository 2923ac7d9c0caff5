package org.wirelab.posix;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A UDP socket that says how many datagrams its kernel has dropped because its receive buffer was full: with each
/// datagram (`SO_RXQ_OVFL` of socket(7)), and when it is asked (`SO_MEMINFO`). Neither needs a privilege.
///
/// It belongs to the network namespace of the thread that opened it. For one thread at a time, but for [#dropped()].
public final class OverflowSocket implements AutoCloseable {
    private static final int SO_RXQ_OVFL = 40;

    private static final int LONGEST = 65535;
    private static final int CONTROL_CAPACITY = 64;

    private final PosixSocket socket;
    private final MessageReceiver receiver;

    private OverflowSocket(PosixSocket socket) {
        this.socket = socket;
        this.receiver = new MessageReceiver(socket, LONGEST, CONTROL_CAPACITY);
    }

    /// Opens one. When this returns, the kernel queues every datagram for it.
    ///
    /// @param local where it is bound; port 0 for one that the system chooses
    /// @param receiveBuffer octets asked for; the kernel takes twice as many, for its own bookkeeping (socket(7))
    public static OverflowSocket open(InetSocketAddress local, int receiveBuffer) throws PosixException {
        PosixSocket socket = PosixSocket.open(InternetAddress.family(local.getAddress()), PosixSocket.SOCK_DGRAM, 0);
        try {
            socket.setOption(PosixSocket.SOL_SOCKET, PosixSocket.SO_RCVBUF, receiveBuffer);
            socket.setOption(PosixSocket.SOL_SOCKET, SO_RXQ_OVFL, 1);
            socket.bind(InternetAddress.encode(local));
            return new OverflowSocket(socket);
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
    }

    /// Where it is bound.
    public InetSocketAddress local() throws PosixException {
        return InternetAddress.decode(socket.localAddress());
    }

    /// How large the kernel made its receive buffer, in octets of its own memory.
    public int receiveBuffer() throws PosixException {
        return socket.option(PosixSocket.SOL_SOCKET, PosixSocket.SO_RCVBUF, Integer.BYTES)
                .getInt(0);
    }

    /// Waits until there is a datagram, at most so long; says whether there is.
    public boolean awaitDatagram(long timeoutNanos) throws PosixException {
        return socket.awaitReadableNanos(timeoutNanos);
    }

    /// Takes the next datagram if there is one; never waits.
    public boolean receive() throws PosixException {
        return receiver.receive();
    }

    /// What the datagram that was taken last holds; the next one overwrites it.
    public ByteBuffer payload() {
        return receiver.message();
    }

    /// Who sent it.
    public InetSocketAddress sender() {
        return InternetAddress.decode(receiver.address().duplicate());
    }

    /// How many datagrams had been dropped when the kernel queued the one that was taken last. The kernel
    /// says nothing as long as there is none.
    public long droppedBefore() {
        ByteBuffer count = receiver.control(PosixSocket.SOL_SOCKET, SO_RXQ_OVFL);
        return count == null ? 0 : Integer.toUnsignedLong(count.getInt(0));
    }

    /// How many it has dropped until now.
    ///
    /// @throws PosixException ENOPROTOOPT where the kernel is older than Linux 4.12
    public long dropped() throws PosixException {
        ByteBuffer memory = socket.option(PosixSocket.SOL_SOCKET, SocketMemory.SO_MEMINFO, SocketMemory.SIZE);
        if (memory.remaining() < SocketMemory.SIZE) {
            throw new PosixException("SO_MEMINFO", new Errno(Errno.EINVAL));
        }
        return SocketMemory.drops(memory);
    }

    @Override
    public void close() {
        socket.close();
    }
}
