package org.wirelab.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A packet socket (packet(7)) bound to one Ethernet interface: it receives each frame that arrives there and sends
/// whole frames.
///
/// It belongs to the network namespace of the thread that opened it, and needs CAP_NET_RAW there.
public final class PacketSocket implements AutoCloseable {
    private static final int SOL_PACKET = 263;
    private static final int PACKET_STATISTICS = 6;
    private static final int PACKET_QDISC_BYPASS = 20;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int SOCKADDR_LL_SIZE = 20;
    private static final short ETH_P_ALL = 3;

    private final PosixSocket socket;

    private PacketSocket(PosixSocket socket) {
        this.socket = socket;
    }

    /// When this returns, the kernel queues every frame for it.
    ///
    /// @param buffer octets of kernel memory for frames that wait to be received
    public static PacketSocket open(String interfaceName, int buffer) throws PosixException {
        // protocol 0 receives nothing: until it is bound the socket would hear all interfaces
        PosixSocket socket = PosixSocket.open(PosixSocket.AF_PACKET, PosixSocket.SOCK_RAW, 0);
        try (InterfaceControl interfaces = InterfaceControl.open()) {
            enlarge(socket, PosixSocket.SO_RCVBUFFORCE, PosixSocket.SO_RCVBUF, buffer);
            enlarge(socket, SO_SNDBUFFORCE, PosixSocket.SO_SNDBUF, buffer);
            socket.setOption(PosixSocket.SOL_SOCKET, SO_TIMESTAMPNS, 1);
            socket.setOption(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1);
            socket.setOption(SOL_PACKET, PACKET_QDISC_BYPASS, 1);
            // struct sockaddr_ll { family; __be16 protocol; int ifindex; ... }
            ByteBuffer address = ByteBuffer.allocate(SOCKADDR_LL_SIZE).order(ByteOrder.nativeOrder());
            address.putShort(0, (short) PosixSocket.AF_PACKET).putInt(4, interfaces.index(interfaceName));
            address.order(ByteOrder.BIG_ENDIAN).putShort(2, ETH_P_ALL);
            socket.bind(address);
            return new PacketSocket(socket);
        } catch (PosixException e) {
            socket.close();
            throw e;
        }
    }

    /// For [PacketBatch].
    PosixSocket socket() {
        return socket;
    }

    /// Waits until there is a frame, at most so long; says whether there is.
    public boolean awaitFrame(long timeoutNanos) throws PosixException {
        return socket.awaitReadableNanos(timeoutNanos);
    }

    /// How many frames the kernel has dropped since this was last asked, because they were not received fast
    /// enough.
    public long takeDropped() throws PosixException {
        // struct tpacket_stats { unsigned packets; unsigned drops; }
        return Integer.toUnsignedLong(
                socket.option(SOL_PACKET, PACKET_STATISTICS, 8).getInt(4));
    }

    @Override
    public void close() {
        socket.close();
    }

    /// Beyond net.core.rmem_max where this process may; else as far as it goes.
    private static void enlarge(PosixSocket socket, int force, int ask, int octets) throws PosixException {
        try {
            socket.setOption(PosixSocket.SOL_SOCKET, force, octets);
        } catch (PosixException e) {
            socket.setOption(PosixSocket.SOL_SOCKET, ask, octets);
        }
    }
}
