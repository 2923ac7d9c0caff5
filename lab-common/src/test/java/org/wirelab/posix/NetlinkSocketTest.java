package org.wirelab.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetlinkSocketTest {
    private static final int RTM_GETLINK = 18;
    private static final int RTM_NEWLINK = 16;
    private static final int UNKNOWN_TYPE = 0x7ff0;
    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int TCP = 6;
    private static final int LISTEN = 10;

    @BeforeEach
    void onLinux() {
        assumeTrue(Posix.available(), "Linux only");
    }

    @Test
    void theKernelListsItsInterfacesWithTheLoopbackFirst() throws Exception {
        try (NetlinkSocket routes = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE)) {
            List<NetlinkMessage> links = routes.dump(RTM_GETLINK, ByteBuffer.allocate(16));
            assertThat(links).isNotEmpty().allMatch(link -> link.type() == RTM_NEWLINK);
            int loopbackIndex = links.getFirst().payload().getInt(4);
            assertThat(loopbackIndex).isEqualTo(1);
        }
    }

    @Test
    void oneSocketAsksTwice() throws Exception {
        try (NetlinkSocket routes = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE)) {
            assertThat(routes.dump(RTM_GETLINK, ByteBuffer.allocate(16)))
                    .hasSameSizeAs(routes.dump(RTM_GETLINK, ByteBuffer.allocate(16)));
        }
    }

    @Test
    void sockDiagKnowsAListenerOfThisProcess() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                NetlinkSocket diag = NetlinkSocket.open(NetlinkSocket.NETLINK_SOCK_DIAG)) {
            // Java's sockets are dual-stack: the listener is in the IPv6 table
            boolean found = false;
            for (int family : new int[] {PosixSocket.AF_INET, PosixSocket.AF_INET6}) {
                ByteBuffer request = ByteBuffer.allocate(56).order(ByteOrder.nativeOrder());
                request.put((byte) family)
                        .put((byte) TCP)
                        .putShort((short) 0)
                        .putInt(1 << LISTEN)
                        .rewind();
                found |= diag.dump(SOCK_DIAG_BY_FAMILY, request).stream()
                        .map(row -> row.payload().order(ByteOrder.BIG_ENDIAN).getShort(4) & 0xffff)
                        .anyMatch(port -> port == listener.getLocalPort());
            }
            assertThat(found).isTrue();
        }
    }

    @Test
    void aRefusedRequestNamesTheErrno() throws Exception {
        try (NetlinkSocket routes = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE)) {
            assertThatThrownBy(() -> routes.request(UNKNOWN_TYPE, 0, ByteBuffer.allocate(16)))
                    .isInstanceOf(PosixException.class)
                    .hasMessageMatching("netlink: (EPERM|EOPNOTSUPP)");
        }
    }
}
