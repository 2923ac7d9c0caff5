package org.wirelab.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.wirelab.trace.Endpoints;

/// Who counts as one source of connections: an IPv4 address, or an IPv6 /64, which one host has to itself (RFC 6177).
///
/// @param address the address, with the last 64 bits of an IPv6 address cleared
public record SourceNetwork(InetAddress address) {

    private static final int IPV6_BYTES = 16;
    private static final int PREFIX_BYTES = 8;

    public SourceNetwork {
        address = withoutInterface(address);
    }

    private static InetAddress withoutInterface(InetAddress address) {
        byte[] octets = address.getAddress();
        if (octets.length < IPV6_BYTES) {
            return address;
        }
        Arrays.fill(octets, PREFIX_BYTES, IPV6_BYTES, (byte) 0);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen octets are an address", e);
        }
    }

    /// `192.0.2.7` or `2001:db8:0:1::/64`.
    @Override
    public String toString() {
        return Endpoints.text(address) + (address.getAddress().length < IPV6_BYTES ? "" : "/64");
    }
}
