package org.wirelab.trace;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Endpoints as text, as they stand in traces: `127.0.0.1:7001`, `[::1]:7001`.
public final class Endpoints {

    private static final int GROUPS = 8;
    private static final int IPV6_OCTETS = 2 * GROUPS;
    /// RFC 4291 §2.5.5.2: what stands before an IPv4 address in one of IPv6.
    private static final byte[] IPV4_MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private Endpoints() {}

    /// The endpoint's text; an IPv6 address stands in brackets, without its zone.
    public static String text(InetSocketAddress endpoint) {
        return text(endpoint.getAddress(), endpoint.getPort());
    }

    /// The endpoint's text.
    public static String text(InetAddress address, int port) {
        String host = text(address);
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }

    /// The address alone, without brackets and without its zone.
    public static String text(InetAddress address) {
        return address instanceof Inet6Address six ? shortest(six.getAddress()) : address.getHostAddress();
    }

    /// The address that octets of the wire stand for; one of IPv6 that carries an IPv4 address stays one of IPv6.
    ///
    /// @param octets 4 or 16
    /// @throws IllegalArgumentException when there are more or fewer
    public static InetAddress address(byte[] octets) {
        try {
            // InetAddress.getByAddress would turn an IPv4-mapped address into an IPv4 one
            return octets.length == IPV6_OCTETS
                    ? Inet6Address.getByAddress(null, octets, -1)
                    : InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length, e);
        }
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

    /// RFC 5952 §4: no leading zeros, `::` for the longest run of zero groups (the first of equals, never for one
    /// group), lower case. The zone is left out: it is this host's own name for a link, and not on the wire.
    private static String shortest(byte[] octets) {
        // RFC 5952 §5: behind a prefix that is known for it an IPv4 address is written as one
        if (Arrays.equals(octets, 0, IPV4_MAPPED.length, IPV4_MAPPED, 0, IPV4_MAPPED.length)) {
            byte[] mapped = Arrays.copyOfRange(octets, IPV4_MAPPED.length, octets.length);
            return "::ffff:" + address(mapped).getHostAddress();
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (octets[2 * i] & 0xff) << 8 | (octets[2 * i + 1] & 0xff);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && groups[i + run] == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
