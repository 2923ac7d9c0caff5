package org.wirelab.tcp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.wirelab.posix.Errno;
import org.wirelab.posix.NetlinkMessage;
import org.wirelab.posix.NetlinkSocket;
import org.wirelab.posix.PosixException;
import org.wirelab.posix.PosixSocket;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Source;

/// The kernel's tables of sockets through netlink (sock_diag(7)); needs no privilege.
final class SockDiag implements SocketTables {

    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int IPPROTO_TCP = 6;
    private static final int NO_COOKIE = -1;

    /// `struct inet_diag_req_v2`: family, protocol, extensions, padding, states, and the identity of a socket.
    private static final int REQUEST_SIZE = 56;

    /// `struct inet_diag_msg`
    private static final int ANSWER_SIZE = 72;

    private final NetlinkSocket netlink;

    private SockDiag(NetlinkSocket netlink) {
        this.netlink = netlink;
    }

    /// Opens the tables and looks whether they answer.
    static SockDiag open() throws IOException {
        SockDiag tables = new SockDiag(NetlinkSocket.open(NetlinkSocket.NETLINK_SOCK_DIAG));
        try {
            // a table that is not there says ENOENT to this, one that is gives its listeners
            tables.netlink.dump(
                    SOCK_DIAG_BY_FAMILY, request(PosixSocket.AF_INET, 1 << (TcpState.LISTEN.ordinal() + 1)));
            return tables;
        } catch (PosixException e) {
            tables.close();
            throw e;
        }
    }

    @Override
    public Optional<SocketState> find(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        try {
            List<NetlinkMessage> answers = netlink.request(SOCK_DIAG_BY_FAMILY, 0, question(local, remote));
            return answers.isEmpty()
                    ? Optional.empty()
                    : parse(
                            Endpoints.text(local),
                            Endpoints.text(remote),
                            answers.getFirst().payload());
        } catch (PosixException e) {
            if (e.errno().number() == Errno.ENOENT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Source source() {
        return Source.SOCK_DIAG;
    }

    @Override
    public void close() {
        netlink.close();
    }

    /// The question for exactly this socket, as the payload of a netlink message.
    static ByteBuffer question(InetSocketAddress local, InetSocketAddress remote) {
        int family = local.getAddress() instanceof Inet4Address ? PosixSocket.AF_INET : PosixSocket.AF_INET6;
        ByteBuffer request = request(family, -1);
        // struct inet_diag_sockid: ports and addresses in network order, each address in 16 bytes
        request.order(ByteOrder.BIG_ENDIAN).putShort(8, (short) local.getPort()).putShort(10, (short) remote.getPort());
        put(request, 12, local.getAddress());
        put(request, 28, remote.getAddress());
        return request.order(ByteOrder.nativeOrder()).putInt(48, NO_COOKIE).putInt(52, NO_COOKIE);
    }

    /// Reads an answer. The kernel answers with the *listener* when the connection is not there: that is no answer.
    static Optional<SocketState> parse(String local, String remote, ByteBuffer answer) {
        if (answer.remaining() < ANSWER_SIZE) {
            return Optional.empty();
        }
        int state = answer.get(1);
        int timer = answer.get(2);
        double left = Integer.toUnsignedLong(answer.getInt(52)) / 1000.0;
        return TcpState.ofLinux(state).filter(known -> known != TcpState.LISTEN).map(known -> {
            String name = SocketState.timerName(timer);
            return new SocketState(local, remote, known.name(), name, name == null ? null : left);
        });
    }

    private static ByteBuffer request(int family, int states) {
        ByteBuffer request = ByteBuffer.allocate(REQUEST_SIZE).order(ByteOrder.nativeOrder());
        return request.put(0, (byte) family).put(1, (byte) IPPROTO_TCP).putInt(4, states);
    }

    private static void put(ByteBuffer request, int at, InetAddress address) {
        request.put(at, address.getAddress());
    }
}
