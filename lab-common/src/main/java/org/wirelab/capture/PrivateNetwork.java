package org.wirelab.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wirelab.posix.InterfaceControl;
import org.wirelab.posix.NetlinkMessage;
import org.wirelab.posix.NetlinkSocket;
import org.wirelab.posix.PosixException;
import org.wirelab.posix.PosixSocket;

/// The network namespace that the launcher gave this process for itself: there the lab owns every address and
/// sees every frame.
///
/// The namespace begins with an interface `lo` that is down, and ends with the process.
public final class PrivateNetwork {
    public static final String INTERFACE = "lo";

    /// What Ethernet carries, so that segments are of the size that they have on a LAN.
    public static final int MTU = 1500;

    private static final Path BIND_TO_ANY_IPV6 = Path.of("/proc/sys/net/ipv6/ip_nonlocal_bind");

    // rtnetlink(7)
    private static final int RTM_NEWROUTE = 24;
    private static final int RTA_OIF = 4;
    private static final int ROUTE_MESSAGE_SIZE = 12;
    private static final int ATTRIBUTE_SIZE = 8;
    private static final byte RT_TABLE_LOCAL = (byte) 255;
    private static final byte RTPROT_BOOT = 3;
    private static final byte RT_SCOPE_HOST = (byte) 254;
    private static final byte RTN_LOCAL = 2;

    private PrivateNetwork() {}

    /// Whether the launcher says that it started this process in a namespace of its own.
    public static boolean given() {
        return "private".equals(System.getenv("LAB_NETWORK"));
    }

    /// Makes the namespace usable: `lo` works, carries frames as a LAN would, and every address of the world is
    /// an address of this host ("AnyIP"), so that a root server may be bound to its real address.
    ///
    /// To be called once, and only if the network is `given`: in the host's own network it would redirect all
    /// traffic.
    ///
    /// @throws PosixException if the kernel refuses
    public static void setUp() throws PosixException {
        try (InterfaceControl interfaces = InterfaceControl.open()) {
            interfaces.setMtu(INTERFACE, MTU);
            leaveNoWorkToACard(interfaces);
            interfaces.up(INTERFACE);
            int index = interfaces.index(INTERFACE);
            try (NetlinkSocket routes = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE)) {
                ownEveryAddress(routes, PosixSocket.AF_INET, index);
                ownEveryIpv6Address(routes, index);
            }
        }
    }

    /// Without this, a capture on `lo` shows frames of up to 64 KiB, which no wire carries.
    private static void leaveNoWorkToACard(InterfaceControl interfaces) {
        for (InterfaceControl.Offload offload : InterfaceControl.Offload.values()) {
            try {
                interfaces.turnOff(offload, INTERFACE);
            } catch (PosixException e) {
                // an older kernel has this fixed; the frames are then larger, and are explained where they are seen
                continue;
            }
        }
    }

    private static void ownEveryIpv6Address(NetlinkSocket routes, int index) {
        try {
            ownEveryAddress(routes, PosixSocket.AF_INET6, index);
            // the route makes the kernel accept packets to any address; this lets a socket be bound to any
            Files.writeString(BIND_TO_ANY_IPV6, "1");
        } catch (IOException e) {
            // a kernel without IPv6: what needs it says so when it binds
            return;
        }
    }

    /// What `ip route add local default dev lo` does: a route to ourselves for all addresses of a family.
    private static void ownEveryAddress(NetlinkSocket routes, int family, int index) throws PosixException {
        // struct rtmsg { family, dst_len, src_len, tos, table, protocol, scope, type; unsigned flags; }
        ByteBuffer route = ByteBuffer.allocate(ROUTE_MESSAGE_SIZE + ATTRIBUTE_SIZE)
                .order(ByteOrder.nativeOrder())
                .put((byte) family)
                .put(new byte[3])
                .put(RT_TABLE_LOCAL)
                .put(RTPROT_BOOT)
                .put(RT_SCOPE_HOST)
                .put(RTN_LOCAL)
                .putInt(0)
                .putShort((short) ATTRIBUTE_SIZE)
                .putShort((short) RTA_OIF)
                .putInt(index)
                .flip();
        routes.request(RTM_NEWROUTE, NetlinkMessage.NLM_F_CREATE | NetlinkMessage.NLM_F_REPLACE, route);
    }
}
