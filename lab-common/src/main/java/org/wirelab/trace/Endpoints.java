package org.wirelab.trace;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Endpoints as text, as they stand in traces: `127.0.0.1:7001`, `[::1]:7001`.
public final class Endpoints {

    private Endpoints() {}

    /// The endpoint's text; an IPv6 address stands in brackets, without its zone.
    public static String text(InetSocketAddress endpoint) {
        return text(endpoint.getAddress(), endpoint.getPort());
    }

    /// The endpoint's text.
    public static String text(InetAddress address, int port) {
        String host = address.getHostAddress();
        int zone = host.indexOf('%');
        String bare = zone < 0 ? host : host.substring(0, zone);
        return address instanceof Inet6Address ? "[" + bare + "]:" + port : bare + ":" + port;
    }

    /// The endpoint that a text stands for; only literal addresses, no name is looked up.
    ///
    /// @throws IllegalArgumentException when it is not `address:port`
    public static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("not address:port: " + text);
        }
        String host = text.substring(0, colon);
        try {
            return new InetSocketAddress(literal(host), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not address:port: " + text, e);
        }
    }

    /// The address that a literal stands for, an IPv6 address with or without brackets; no name is looked up.
    ///
    /// @throws IllegalArgumentException when it is not a literal address
    public static InetAddress literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return InetAddress.ofLiteral(bare);
    }
}
