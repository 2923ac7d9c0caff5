package org.wirelab.tcp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The text of one end of a connection, as all observations write it: `127.0.0.1:7001`, `[fe80::1]:7001`.
public final class Endpoint {

    private static final int GROUPS = 8;

    private Endpoint() {}

    /// The text of an address and port that a socket gave.
    public static String of(InetSocketAddress address) {
        return of(address.getAddress(), address.getPort());
    }

    /// The text of an address and a port.
    public static String of(InetAddress address, int port) {
        return address instanceof Inet6Address six
                ? "[" + shortest(six.getAddress()) + "]:" + port
                : address.getHostAddress() + ":" + port;
    }

    /// RFC 5952 §4: no leading zeros, `::` for the longest run of zero groups (the first of equals, never for one
    /// group), lower case. The zone is left out: it is this host's own name for a link, and not on the wire.
    private static String shortest(byte[] octets) {
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
