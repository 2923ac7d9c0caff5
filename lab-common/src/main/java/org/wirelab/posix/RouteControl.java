package org.wirelab.posix;

import static org.wirelab.posix.NetlinkMessage.NLM_F_CREATE;
import static org.wirelab.posix.NetlinkMessage.NLM_F_EXCL;
import static org.wirelab.posix.NetlinkMessage.NLM_F_REPLACE;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Interfaces, addresses, routes and neighbours of the network namespace of the thread that opened it: what the program
/// `ip` does, by the same messages (rtnetlink(7)).
///
/// Every change needs CAP_NET_ADMIN there. For one thread at a time.
public final class RouteControl implements AutoCloseable {
    private static final int RTM_NEWLINK = 16;
    private static final int RTM_GETLINK = 18;
    private static final int RTM_NEWADDR = 20;
    private static final int RTM_NEWROUTE = 24;
    private static final int RTM_NEWNEIGH = 28;

    // if_link.h, veth.h
    private static final int IFINFOMSG_SIZE = 16;
    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFLA_QDISC = 6;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_STATS64 = 23;
    private static final int IFLA_NET_NS_FD = 28;
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFLA_INFO_DATA = 2;
    private static final int VETH_INFO_PEER = 1;

    // struct rtnl_link_stats64 { __u64 rx_packets, tx_packets, rx_bytes, tx_bytes, rx_errors, tx_errors, rx_dropped,
    // tx_dropped; ... }
    private static final int TX_DROPPED = 56;

    // if_addr.h
    private static final int IFADDRMSG_SIZE = 8;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final byte IFA_F_NODAD = 2;

    // rtnetlink.h
    private static final int RTMSG_SIZE = 12;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_METRICS = 8;
    private static final int RTAX_LOCK = 1;
    private static final int RTAX_MTU = 2;
    private static final int RTAX_INITCWND = 11;
    private static final int RTAX_RTO_MIN = 13;
    private static final int RTAX_QUICKACK = 15;
    private static final byte RT_TABLE_MAIN = (byte) 254;
    private static final byte RT_TABLE_LOCAL = (byte) 255;
    private static final byte RTPROT_BOOT = 3;
    private static final byte RT_SCOPE_LINK = (byte) 253;
    private static final byte RT_SCOPE_HOST = (byte) 254;
    private static final byte RTN_UNICAST = 1;
    private static final byte RTN_LOCAL = 2;

    // neighbour.h
    private static final int NDMSG_SIZE = 12;
    private static final int NDA_DST = 1;
    private static final int NDA_LLADDR = 2;
    private static final short NUD_PERMANENT = 0x80;

    private final NetlinkSocket netlink;
    private final InterfaceControl interfaces;

    private RouteControl(NetlinkSocket netlink, InterfaceControl interfaces) {
        this.netlink = netlink;
        this.interfaces = interfaces;
    }

    public static RouteControl open() throws PosixException {
        NetlinkSocket netlink = NetlinkSocket.open(NetlinkSocket.NETLINK_ROUTE);
        try {
            return new RouteControl(netlink, InterfaceControl.open());
        } catch (PosixException e) {
            netlink.close();
            throw e;
        }
    }

    /// One end of a pair of Ethernet interfaces that are joined by a cable (veth(4)).
    ///
    /// @param name at most 15 octets
    /// @param address its Ethernet address, 6 octets
    /// @param mtu the largest IP packet that it carries
    public record VethEnd(String name, byte[] address, int mtu) {}

    /// Makes a pair, one end here and the other in another namespace. Both are down. The pair vanishes with
    /// either of the two namespaces.
    public void createVeth(VethEnd here, VethEnd there, NetworkNamespace namespaceOfThere) throws PosixException {
        NetlinkAttributes peer = end(there).number(IFLA_NET_NS_FD, namespaceOfThere.descriptor());
        NetlinkAttributes information = attributes()
                .text(IFLA_INFO_KIND, "veth")
                .nested(IFLA_INFO_DATA, attributes().nested(VETH_INFO_PEER, peer));
        request(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, end(here).nested(IFLA_LINKINFO, information));
    }

    /// Gives the interface an address, which may be used at once: nobody is asked whether he has it already.
    ///
    /// @param prefixLength how many bits of it all on the same link share
    public void addAddress(String interfaceName, InetAddress address, int prefixLength) throws PosixException {
        byte[] octets = address.getAddress();
        ByteBuffer head = NetlinkAttributes.structure(IFADDRMSG_SIZE)
                .put(0, (byte) family(octets))
                .put(1, (byte) prefixLength)
                // RFC 4862 §5.4: duplicate address detection would keep it from use for a second
                .put(2, octets.length == 16 ? IFA_F_NODAD : 0)
                .putInt(4, interfaces.index(interfaceName));
        request(
                RTM_NEWADDR,
                NLM_F_CREATE | NLM_F_EXCL,
                new NetlinkAttributes(head).octets(IFA_LOCAL, octets).octets(IFA_ADDRESS, octets));
    }

    /// Says once and for all which Ethernet address a neighbour has: nobody asks by ARP or Neighbor Discovery.
    public void addNeighbour(String interfaceName, InetAddress neighbour, byte[] ethernetAddress)
            throws PosixException {
        byte[] octets = neighbour.getAddress();
        ByteBuffer head = NetlinkAttributes.structure(NDMSG_SIZE)
                .put(0, (byte) family(octets))
                .putInt(4, interfaces.index(interfaceName))
                .putShort(8, NUD_PERMANENT);
        request(
                RTM_NEWNEIGH,
                NLM_F_CREATE | NLM_F_REPLACE,
                new NetlinkAttributes(head).octets(NDA_DST, octets).octets(NDA_LLADDR, ethernetAddress));
    }

    /// Says behind which interface a host is.
    ///
    /// @param mtu the largest packet that goes there, whatever the interface itself could carry; 0 to leave that to
    ///     the interface
    public void addHostRoute(String interfaceName, InetAddress host, int mtu) throws PosixException {
        // locked: a router heeds the number of a route only so
        NetlinkAttributes metrics =
                attributes().number(RTAX_LOCK, 1 << RTAX_MTU).number(RTAX_MTU, mtu);
        route(interfaceName, host, mtu > 0 ? Optional.of(metrics) : Optional.empty());
    }

    /// How TCP is to treat a host: `initcwnd`, `quickack` and `rto_min` of ip-route(8).
    ///
    /// @param initialWindow segments that are sent before the first acknowledgment; 0 for the kernel's own number
    /// @param quickAcks whether each segment is acknowledged at once, and none delayed (RFC 9293 §3.8.6.3)
    /// @param smallestTimeoutMillis what the retransmission timer is set to at least; 0 for the kernel's own
    public record TcpMetrics(int initialWindow, boolean quickAcks, int smallestTimeoutMillis) {}

    /// Says behind which interface a host is, and how TCP is to treat it.
    public void addHostRoute(String interfaceName, InetAddress host, TcpMetrics tcp) throws PosixException {
        NetlinkAttributes metrics = attributes();
        if (tcp.initialWindow > 0) {
            metrics.number(RTAX_INITCWND, tcp.initialWindow);
        }
        if (tcp.quickAcks) {
            metrics.number(RTAX_QUICKACK, 1);
        }
        if (tcp.smallestTimeoutMillis > 0) {
            // locked: without that TCP does not look at it
            metrics.number(RTAX_LOCK, 1 << RTAX_RTO_MIN).number(RTAX_RTO_MIN, tcp.smallestTimeoutMillis);
        }
        route(interfaceName, host, Optional.of(metrics));
    }

    private void route(String interfaceName, InetAddress host, Optional<NetlinkAttributes> metrics)
            throws PosixException {
        byte[] octets = host.getAddress();
        NetlinkAttributes route = route(octets, RT_TABLE_MAIN, RT_SCOPE_LINK, RTN_UNICAST, octets.length * 8)
                .octets(RTA_DST, octets)
                .number(RTA_OIF, interfaces.index(interfaceName));
        NetlinkAttributes whole =
                metrics.map(found -> route.nested(RTA_METRICS, found)).orElse(route);
        request(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE, whole);
    }

    /// Makes every address of the world one of this host ("AnyIP"): what `ip route add local default dev lo` does.
    ///
    /// @param family `AF_INET` or `AF_INET6`
    public void ownEveryAddress(String interfaceName, int family) throws PosixException {
        byte[] any = new byte[family == PosixSocket.AF_INET ? 4 : 16];
        request(
                RTM_NEWROUTE,
                NLM_F_CREATE | NLM_F_REPLACE,
                route(any, RT_TABLE_LOCAL, RT_SCOPE_HOST, RTN_LOCAL, 0)
                        .number(RTA_OIF, interfaces.index(interfaceName)));
    }

    /// How many frames that were to leave by the interface were lost at it, or at the other end of its cable, since
    /// it was made.
    public long sendingDrops(String interfaceName) throws PosixException {
        return attribute(interfaceName, IFLA_STATS64).getLong(TX_DROPPED);
    }

    /// Whether the interface sends what it is given. When the other end of its cable is set to work after it, the
    /// kernel lets it send a moment later, and until then drops everything without a word.
    public boolean sends(String interfaceName) throws PosixException {
        ByteBuffer queue = attribute(interfaceName, IFLA_QDISC);
        byte[] name = new byte[queue.remaining() - 1];
        queue.get(name);
        return !new String(name, StandardCharsets.UTF_8).equals("noop");
    }

    /// What the kernel says of an interface.
    private ByteBuffer attribute(String interfaceName, int type) throws PosixException {
        ByteBuffer head = NetlinkAttributes.structure(IFINFOMSG_SIZE).putInt(4, interfaces.index(interfaceName));
        for (NetlinkMessage answer : netlink.request(RTM_GETLINK, 0, head)) {
            ByteBuffer found = answer.payload();
            for (int at = IFINFOMSG_SIZE; at + 4 <= found.limit(); ) {
                int length = Short.toUnsignedInt(found.getShort(at));
                if (length < 4 || at + length > found.limit()) break;
                if (found.getShort(at + 2) == type) {
                    return found.slice(at + 4, length - 4).order(ByteOrder.nativeOrder());
                }
                at += (length + 3) & ~3;
            }
        }
        throw new PosixException("RTM_GETLINK " + interfaceName, new Errno(Errno.ENODEV));
    }

    @Override
    public void close() {
        interfaces.close();
        netlink.close();
    }

    private void request(int type, int flags, NetlinkAttributes attributes) throws PosixException {
        netlink.request(type, flags, attributes.payload());
    }

    /// `struct rtmsg { family, dst_len, src_len, tos, table, protocol, scope, type; unsigned flags; }`
    private static NetlinkAttributes route(byte[] like, byte table, byte scope, byte type, int prefixLength) {
        return new NetlinkAttributes(NetlinkAttributes.structure(RTMSG_SIZE)
                .put(0, (byte) family(like))
                .put(1, (byte) prefixLength)
                .put(4, table)
                .put(5, RTPROT_BOOT)
                .put(6, scope)
                .put(7, type));
    }

    private static NetlinkAttributes end(VethEnd end) {
        return new NetlinkAttributes(NetlinkAttributes.structure(IFINFOMSG_SIZE))
                .text(IFLA_IFNAME, end.name())
                .octets(IFLA_ADDRESS, end.address())
                .number(IFLA_MTU, end.mtu());
    }

    private static NetlinkAttributes attributes() {
        return new NetlinkAttributes(NetlinkAttributes.structure(0));
    }

    private static int family(byte[] address) {
        return address.length == 4 ? PosixSocket.AF_INET : PosixSocket.AF_INET6;
    }
}
