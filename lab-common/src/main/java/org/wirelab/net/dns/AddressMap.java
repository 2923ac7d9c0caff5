package org.wirelab.net.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/// Where a server is really asked whose address is known: at that address, or where a map puts it.
///
/// With a map the walk of the miniature Internet shows the same addresses everywhere, also where nobody may bind them.
///
/// @param places real address to host and port; empty for no map
/// @param port the port of addresses that the map does not name
public record AddressMap(Map<InetAddress, InetSocketAddress> places, int port) {

    /// The port that name servers listen on.
    public static final int DNS_PORT = 53;

    /// No map: every server at its own address, port 53.
    public static final AddressMap NONE = new AddressMap(Map.of(), DNS_PORT);

    public AddressMap {
        places = Map.copyOf(places);
    }

    /// Where to send what is meant for this address.
    public InetSocketAddress locate(InetAddress address) {
        InetSocketAddress place = places.get(address);
        return place != null ? place : new InetSocketAddress(address, port);
    }
}
