package org.wirelab.wire;

import java.util.List;

/// The link layer's header of a frame.
public sealed interface LinkHeader {
    /// EtherType numbers of what this lab decodes (IEEE 802 numbers, IANA).
    int IPV4 = 0x0800;
    int IPV6 = 0x86dd;

    Octets header();

    /// The EtherType of the payload; one below 0x0600 is not an EtherType (the IEEE 802.3 length of a frame whose
    /// payload has none, a family without a number).
    int protocol();

    /// Ethernet with any number of VLAN tags (IEEE 802.1Q, 802.1ad): with an EtherType, or with a length and then,
    /// as a part of this header, the LLC and SNAP headers that hold the EtherType (RFC 1042).
    ///
    /// @param vlanTags the outer tag first
    record Ethernet(Octets header, List<VlanTag> vlanTags, int protocol) implements LinkHeader {
        public Ethernet {
            vlanTags = List.copyOf(vlanTags);
        }

        public Octets destination() {
            return header.slice(0, 6);
        }

        public Octets source() {
            return header.slice(6, 6);
        }
    }

    /// @param tagProtocol 0x8100 for a customer's tag, 0x88a8 for a provider's
    /// @param vlan 0 to 4095
    record VlanTag(int tagProtocol, int priority, int vlan) {}

    /// Linux "cooked" capture: what a capture on `any` puts in the place of each interface's own header. VLAN tags,
    /// LLC and SNAP that follow are a part of this header.
    ///
    /// @param packetType 0 to us, 1 broadcast, 2 multicast, 3 to another host, 4 sent by us
    /// @param interfaceIndex the interface's number, 0 in version 1, which does not carry it
    record LinuxCooked(Octets header, int version, int packetType, int interfaceIndex, int protocol)
            implements LinkHeader {}

    /// BSD loopback: four bytes with an address family.
    record Loopback(Octets header, long family, int protocol) implements LinkHeader {}

    /// PPP (RFC 1661 §2), with or without the HDLC bytes before it (RFC 1662 §3.1).
    ///
    /// @param pppProtocol 0x0021 for IPv4, 0x0057 for IPv6
    record PointToPoint(Octets header, int pppProtocol, int protocol) implements LinkHeader {}

    /// No header: the frame begins with the IP header.
    record None(Octets header, int protocol) implements LinkHeader {}

    /// A link type that this lab does not decode, or a frame that is too short for its header.
    record Undecoded(Octets header, LinkType type) implements LinkHeader {
        @Override
        public int protocol() {
            return 0;
        }
    }
}
