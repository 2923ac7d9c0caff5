package org.wirelab.client.read;

import org.wirelab.wire.LinkHeader;

/// What packets without TCP carry, by name.
final class ProtocolNames {

    private ProtocolNames() {}

    /// What a link layer carries, by EtherType (IANA, IEEE 802 numbers).
    static String ofLink(int protocol) {
        return switch (protocol) {
            case LinkHeader.IPV4 -> "IPv4 with an unreadable header";
            case LinkHeader.IPV6 -> "IPv6 with an unreadable header";
            case 0x0806 -> "ARP";
            case 0x88cc -> "LLDP";
            case 0x888e -> "EAPOL";
            case 0x8863, 0x8864 -> "PPPoE";
            case 0x8847 -> "MPLS";
            default -> "other link protocols";
        };
    }

    /// What IP carries (IANA, protocol numbers).
    static String ofIp(int protocol) {
        return switch (protocol) {
            case 1 -> "ICMP";
            case 2 -> "IGMP";
            case 17 -> "UDP";
            case 41 -> "IPv6 in IP";
            case 47 -> "GRE";
            case 50 -> "ESP";
            case 51 -> "AH";
            case 58 -> "ICMPv6";
            case 89 -> "OSPF";
            case 103 -> "PIM";
            case 112 -> "VRRP";
            case 132 -> "SCTP";
            default -> "IP protocol " + protocol;
        };
    }
}
