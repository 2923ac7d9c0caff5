package org.wirelab.posix;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A conversation with the kernel about its own tables: routes (`NETLINK_ROUTE`) or sockets
/// (`NETLINK_SOCK_DIAG`). No privilege is needed to ask.
///
/// It speaks of the network namespace of the thread that opened it. For one thread at a time.
public final class NetlinkSocket implements AutoCloseable {
    public static final int NETLINK_ROUTE = 0;
    public static final int NETLINK_SOCK_DIAG = 4;

    /// The kernel answers from memory; a second is only reached when something is wrong.
    private static final int PATIENCE_MILLIS = 1000;

    /// The kernel packs a dump into datagrams of at most 32 KiB.
    private static final int CAPACITY = 65536;

    private final PosixSocket socket;
    private final MessageReceiver receiver;
    private int sequence;

    private NetlinkSocket(PosixSocket socket) {
        this.socket = socket;
        this.receiver = new MessageReceiver(socket, CAPACITY, 0);
    }

    /// @param protocol one of the constants of this class
    public static NetlinkSocket open(int protocol) throws PosixException {
        return new NetlinkSocket(PosixSocket.open(PosixSocket.AF_NETLINK, PosixSocket.SOCK_RAW, protocol));
    }

    /// Asks for a table and gives all of its rows; each payload holds what the protocol defines for the type.
    public List<NetlinkMessage> dump(int type, ByteBuffer payload) throws PosixException {
        return exchange(type, NetlinkMessage.NLM_F_REQUEST | NetlinkMessage.NLM_F_DUMP, payload);
    }

    /// Asks for a change, or for one row, and waits for the acknowledgment; gives what the kernel sent before it.
    ///
    /// @param flags such as `NLM_F_CREATE`; request and acknowledgment are added
    public List<NetlinkMessage> request(int type, int flags, ByteBuffer payload) throws PosixException {
        return exchange(type, flags | NetlinkMessage.NLM_F_REQUEST | NetlinkMessage.NLM_F_ACK, payload);
    }

    private List<NetlinkMessage> exchange(int type, int flags, ByteBuffer payload) throws PosixException {
        sequence++;
        socket.sendTo(new NetlinkMessage(type, flags, sequence, payload).encode(), kernel());
        List<NetlinkMessage> answers = new ArrayList<>();
        while (socket.awaitReadable(PATIENCE_MILLIS)) {
            if (!receiver.receive()) continue;
            for (NetlinkMessage message : NetlinkMessage.decodeAll(receiver.message())) {
                // what is left of an earlier question that was given up
                if (message.sequence() != sequence) continue;
                switch (message.type()) {
                    case NetlinkMessage.NLMSG_DONE -> {
                        return answers;
                    }
                    case NetlinkMessage.NLMSG_ERROR -> {
                        // struct nlmsgerr begins with the negative errno; 0 is the acknowledgment
                        int error = -message.payload().getInt();
                        if (error != 0) throw new PosixException("netlink", new Errno(error));
                        return answers;
                    }
                    default -> answers.add(message);
                }
            }
        }
        throw new PosixException("netlink", new Errno(Errno.ETIMEDOUT));
    }

    /// `struct sockaddr_nl` of port 0, the kernel.
    private static ByteBuffer kernel() {
        return ByteBuffer.allocate(12).order(ByteOrder.nativeOrder()).putShort(0, (short) PosixSocket.AF_NETLINK);
    }

    @Override
    public void close() {
        socket.close();
    }
}
