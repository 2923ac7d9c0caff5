package org.wirelab.link;

import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.wirelab.posix.InterfaceControl;
import org.wirelab.posix.NetworkNamespace;
import org.wirelab.posix.PosixException;
import org.wirelab.posix.RouteControl;
import org.wirelab.posix.RouteControl.VethEnd;
import org.wirelab.trace.Endpoints;

/// The cables of an emulated network and what its hosts know of each other.
final class Wiring {
    /// The two interfaces in the link's own namespace.
    static final String CLIENT_END = "client";

    static final String SERVER_END = "server";

    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /// The router's interface to the server.
    private static final String BEHIND = "eth1";

    private static final InetAddress[] CLIENT = addresses("192.0.2.1", "2001:db8::1");
    private static final InetAddress[] SERVER = addresses("192.0.2.2", "2001:db8::2");
    private static final InetAddress[] ROUTER = addresses("192.0.2.254", "2001:db8::fe");

    /// RFC 5737 and RFC 3849: networks for documentation.
    private static final int[] PREFIX = {24, 64};

    // locally administered Ethernet addresses, the number in the last octet
    private static final byte[] CLIENT_STATION = station(1);
    private static final byte[] SERVER_STATION = station(2);
    private static final byte[] ROUTER_STATION = station(3);
    private static final byte[] ROUTER_BEHIND = station(4);

    private final NetworkSettings settings;
    private final int families;

    Wiring(NetworkSettings settings, boolean ipv6) {
        this.settings = settings;
        this.families = ipv6 ? 2 : 1;
    }

    /// Lays the cables. All interfaces are down.
    void join(Host cable, Host client, Host server, @Nullable Host router) throws Exception {
        if (families > 1) {
            // the link itself is nobody: it shall not speak
            cable.sysctl("net.ipv6.conf.default.disable_ipv6", "1");
            beQuiet(client);
            beQuiet(server);
            if (router != null) {
                beQuiet(router);
            }
        }
        int longest = Math.max(settings.clientMtu(), settings.serverMtu());
        veth(cable, end(CLIENT_END, 11, longest), client, end(Host.INTERFACE, CLIENT_STATION, settings.clientMtu()));
        if (router == null) {
            veth(
                    cable,
                    end(SERVER_END, 12, longest),
                    server,
                    end(Host.INTERFACE, SERVER_STATION, settings.serverMtu()));
        } else {
            // its own interfaces take everything: it shall answer what is too large, not fail to hear it
            veth(cable, end(SERVER_END, 12, longest), router, end(Host.INTERFACE, ROUTER_STATION, longest));
            veth(
                    router,
                    end(BEHIND, ROUTER_BEHIND, longest),
                    server,
                    end(Host.INTERFACE, SERVER_STATION, settings.serverMtu()));
        }
    }

    /// Sets the link's own interfaces to work: a packet socket cannot be bound to one that is down.
    void connect(Host cable) throws Exception {
        cable.run(() -> {
            up(CLIENT_END);
            up(SERVER_END);
        });
    }

    /// Gives the hosts their addresses and sets them to work. From here on they send.
    void introduce(Host client, Host server, @Nullable Host router) throws Exception {
        // all of them first: who has an IPv6 address tells its group at once, and that would be lost behind the link
        for (Host host : router == null ? new Host[] {client, server} : new Host[] {client, server, router}) {
            host.run(() -> up(Host.INTERFACE));
        }
        if (router != null) {
            router.run(() -> up(BEHIND));
            awaitSending(router, BEHIND);
        }
        awaitSending(client, Host.INTERFACE);
        awaitSending(server, Host.INTERFACE);
        station(client, CLIENT, SERVER, router == null ? SERVER_STATION : ROUTER_STATION);
        station(server, SERVER, CLIENT, router == null ? CLIENT_STATION : ROUTER_BEHIND);
        if (router != null) {
            forward(router);
        }
    }

    /// Waits until the interface really sends: the one of a pair that was set to work first does so a moment after
    /// the other.
    private static void awaitSending(Host host, String interfaceName) throws Exception {
        host.run(() -> {
            try (RouteControl routes = RouteControl.open()) {
                long begin = System.nanoTime();
                while (!routes.sends(interfaceName)) {
                    if (System.nanoTime() - begin > PATIENCE_NANOS) {
                        throw new IOException(
                                "the interface " + interfaceName + " of " + host + " does not begin to send");
                    }
                    Thread.sleep(1);
                }
            }
        });
    }

    /// Asks the interfaces on the way what they lost: the log of the link is whole only where that is nothing.
    static void countLost(PacketBridge bridge, Host cable, Host client, Host server, @Nullable Host router) {
        Host behind = router == null ? server : router;
        bridge.missed(Direction.TO_SERVER, lost(client, Host.INTERFACE) + lost(cable, SERVER_END));
        bridge.missed(Direction.TO_CLIENT, lost(behind, Host.INTERFACE) + lost(cable, CLIENT_END));
    }

    private static long lost(Host host, String interfaceName) {
        try {
            return host.call(() -> {
                try (RouteControl routes = RouteControl.open()) {
                    return routes.sendingDrops(interfaceName);
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException("the kernel does not know the interface that it made", e);
        }
    }

    private void station(Host host, InetAddress[] own, InetAddress[] peer, byte[] peerStation) throws Exception {
        host.run(() -> {
            try (RouteControl routes = RouteControl.open()) {
                for (int i = 0; i < families; i++) {
                    routes.addAddress(Host.INTERFACE, own[i], PREFIX[i]);
                    routes.addNeighbour(Host.INTERFACE, peer[i], peerStation);
                }
            }
        });
        for (int i = 0; i < families; i++) {
            host.owns(own[i]);
        }
    }

    /// The router has an address of its own only to send ICMP messages from.
    private void forward(Host router) throws Exception {
        router.sysctl("net.ipv4.ip_forward", "1");
        if (families > 1) {
            router.sysctl("net.ipv6.conf.all.forwarding", "1");
        }
        router.run(() -> {
            try (RouteControl routes = RouteControl.open()) {
                for (int i = 0; i < families; i++) {
                    routes.addAddress(Host.INTERFACE, ROUTER[i], ROUTER[i].getAddress().length * 8);
                    routes.addNeighbour(Host.INTERFACE, CLIENT[i], CLIENT_STATION);
                    routes.addNeighbour(BEHIND, SERVER[i], SERVER_STATION);
                    routes.addHostRoute(Host.INTERFACE, CLIENT[i], settings.pathMtuToClient());
                    routes.addHostRoute(BEHIND, SERVER[i], settings.pathMtuToServer());
                }
            }
        });
        for (int i = 0; i < families; i++) {
            router.owns(ROUTER[i]);
        }
    }

    /// No link-local address and no search for routers: nobody asked for these packets.
    private static void beQuiet(Host host) throws LinkException {
        String defaults = "net.ipv6.conf.default.";
        host.sysctl(defaults + "addr_gen_mode", "1");
        host.sysctl(defaults + "accept_ra", "0");
        host.sysctl(defaults + "router_solicitations", "0");
    }

    private static void veth(Host here, VethEnd end, Host there, VethEnd otherEnd) throws Exception {
        try (NetworkNamespace other = there.namespace()) {
            here.run(() -> {
                try (RouteControl routes = RouteControl.open()) {
                    routes.createVeth(end, otherEnd, other);
                }
            });
        }
    }

    /// Sets an interface of the calling thread's namespace to work, which leaves nothing to a card that is not
    /// there.
    private static void up(String interfaceName) throws PosixException {
        try (InterfaceControl interfaces = InterfaceControl.open()) {
            for (InterfaceControl.Offload offload : InterfaceControl.Offload.values()) {
                interfaces.turnOff(offload, interfaceName);
            }
            interfaces.up(interfaceName);
        }
    }

    private static VethEnd end(String name, int station, int mtu) {
        return end(name, station(station), mtu);
    }

    private static VethEnd end(String name, byte[] address, int mtu) {
        return new VethEnd(name, address, mtu);
    }

    private static byte[] station(int number) {
        return new byte[] {2, 0, 0, 0, 0, (byte) number};
    }

    private static InetAddress[] addresses(String... literals) {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = Endpoints.literal(literals[i]);
        }
        return addresses;
    }
}
