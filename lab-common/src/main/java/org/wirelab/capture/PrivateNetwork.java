package org.wirelab.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wirelab.posix.InterfaceControl;
import org.wirelab.posix.PosixException;
import org.wirelab.posix.PosixSocket;
import org.wirelab.posix.RouteControl;

/// The network namespace that the launcher gave this process for itself: there the lab owns every address and
/// sees every frame.
///
/// The namespace begins with an interface `lo` that is down, and ends with the process.
public final class PrivateNetwork {
    public static final String INTERFACE = "lo";

    /// What Ethernet carries, so that segments are of the size that they have on a LAN.
    public static final int MTU = 1500;

    private static final Path BIND_TO_ANY_IPV6 = Path.of("/proc/sys/net/ipv6/ip_nonlocal_bind");

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
            try (RouteControl routes = RouteControl.open()) {
                routes.ownEveryAddress(INTERFACE, PosixSocket.AF_INET);
                ownEveryIpv6Address(routes);
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

    private static void ownEveryIpv6Address(RouteControl routes) {
        try {
            routes.ownEveryAddress(INTERFACE, PosixSocket.AF_INET6);
            // the route makes the kernel accept packets to any address; this lets a socket be bound to any
            Files.writeString(BIND_TO_ANY_IPV6, "1");
        } catch (IOException e) {
            // a kernel without IPv6: what needs it says so when it binds
            return;
        }
    }
}
