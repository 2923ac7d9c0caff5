package org.wirelab.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.trace.Endpoints;

/// The addresses under which another host reaches a listener: its own, or all of this host's where it is bound to any.
public final class Reachable {

    private Reachable() {}

    /// The listener's addresses as one types them, `192.0.2.2:7001`; those of other hosts' use before loopback.
    public static List<String> of(InetSocketAddress listener) {
        if (!listener.getAddress().isAnyLocalAddress()) {
            return List.of(Endpoints.text(listener));
        }
        List<String> endpoints = new ArrayList<>();
        for (InetAddress address : hostAddresses()) {
            endpoints.add(Endpoints.text(address, listener.getPort()));
        }
        return endpoints.isEmpty() ? List.of(Endpoints.text(listener)) : endpoints;
    }

    /// Link-local addresses are left out: they mean nothing without the other host's name for the link.
    private static List<InetAddress> hostAddresses() {
        try {
            List<InetAddress> addresses = new ArrayList<>(NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress())
                    .toList());
            addresses.sort((one, other) -> Integer.compare(rank(one), rank(other)));
            return addresses;
        } catch (SocketException _) {
            return List.of();
        }
    }

    private static int rank(InetAddress address) {
        return (address.isLoopbackAddress() ? 2 : 0) + (address instanceof Inet6Address ? 1 : 0);
    }
}
