package org.wirelab.dns.walk;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.xbill.DNS.Type;

/// Which of a server's addresses are used.
public enum AddressFamilies {
    /// IPv4 first, IPv6 where a server has no other or they fail.
    BOTH,
    /// IPv4 only.
    IPV4,
    /// IPv6 only.
    IPV6;

    boolean admits(InetAddress address) {
        return switch (this) {
            case BOTH -> true;
            case IPV4 -> address instanceof Inet4Address;
            case IPV6 -> !(address instanceof Inet4Address);
        };
    }

    /// The types of record to look up for a server's address, the first one that exists serves.
    List<Integer> types() {
        return switch (this) {
            case BOTH -> List.of(Type.A, Type.AAAA);
            case IPV4 -> List.of(Type.A);
            case IPV6 -> List.of(Type.AAAA);
        };
    }
}
