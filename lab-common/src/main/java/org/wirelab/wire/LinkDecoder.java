package org.wirelab.wire;

import java.util.ArrayList;
import java.util.List;

/// Decoding of the link layer's headers.
final class LinkDecoder {
    private static final int ETHERNET_LENGTH = 14;
    private static final int SLL_LENGTH = 16;
    private static final int SLL2_LENGTH = 20;
    private static final int TAG_LENGTH = 4;

    static final int FIRST_ETHER_TYPE = 0x0600;
    private static final int COOKED_LLC = 0x0004;

    /// The protocol of this hardware type is a netlink family (linux/if_arp.h).
    static final int ARPHRD_NETLINK = 824;

    // IEEE 802.2: both service access points, and the control field
    private static final int LLC_LENGTH = 3;
    private static final int SNAP_LENGTH = 8;
    private static final int IP_SAP = 0x0606;
    private static final int SNAP_SAP = 0xaaaa;
    private static final int UNNUMBERED = 0x03;

    private LinkDecoder() {}

    static LinkHeader decode(LinkType type, Octets frame, Problems problems) {
        return switch (type.number()) {
            case 1 -> ethernet(type, frame, problems);
            case 9, 50 -> pointToPoint(type, frame, problems);
            case 0, 108 -> loopback(type, frame, problems);
            case 113 -> cooked(type, frame, problems);
            case 276 -> cooked2(type, frame, problems);
            // 12 and 14 are numbers that some systems write for RAW
            case 12, 14, 101 -> raw(type, frame, problems);
            case 228 -> new LinkHeader.None(frame.first(0), LinkHeader.IPV4);
            case 229 -> new LinkHeader.None(frame.first(0), LinkHeader.IPV6);
            default -> new LinkHeader.Undecoded(frame.first(0), type);
        };
    }

    private static LinkHeader ethernet(LinkType type, Octets frame, Problems problems) {
        if (problems.lacks(frame, ETHERNET_LENGTH, "Ethernet: the header")) return undecoded(type, frame);
        int length = ETHERNET_LENGTH;
        List<LinkHeader.VlanTag> tags = new ArrayList<>(0);
        while (isTag(frame.u16(length - 2))) {
            if (problems.lacks(frame.from(length), TAG_LENGTH, "Ethernet: a VLAN tag")) return undecoded(type, frame);
            int control = frame.u16(length);
            tags.add(new LinkHeader.VlanTag(frame.u16(length - 2), control >> 13, control & 0xfff));
            length += TAG_LENGTH;
        }
        int typeOrLength = frame.u16(length - 2);
        // IEEE 802.3 §3.2.6: a number below 0x0600 is a length, and an LLC header follows
        if (typeOrLength >= FIRST_ETHER_TYPE) {
            return new LinkHeader.Ethernet(frame.first(length), tags, typeOrLength);
        }
        int inLlc = llcLength(frame.from(length));
        int protocol = inLlc == 0 ? typeOrLength : llcProtocol(frame, length + inLlc);
        return new LinkHeader.Ethernet(frame.first(length + inLlc), tags, protocol);
    }

    /// IEEE 802.1Q, 802.1ad, and the number that came before the latter.
    static boolean isTag(int etherType) {
        return etherType == 0x8100 || etherType == 0x88a8 || etherType == 0x9100;
    }

    /// How long an LLC header is behind which an IP header may stand; 0 where there is none.
    private static int llcLength(Octets bytes) {
        if (bytes.length() >= LLC_LENGTH && bytes.u16(0) == IP_SAP && bytes.u8(2) == UNNUMBERED) return LLC_LENGTH;
        // RFC 1042: SNAP, with the organization 0 whose numbers are EtherTypes
        boolean snap = bytes.length() >= SNAP_LENGTH
                && bytes.u16(0) == SNAP_SAP
                && bytes.u8(2) == UNNUMBERED
                && bytes.u8(3) == 0
                && bytes.u16(4) == 0;
        return snap ? SNAP_LENGTH : 0;
    }

    /// @param end where the LLC header, which is there, ends
    private static int llcProtocol(Octets frame, int end) {
        return frame.u16(end - LLC_LENGTH) == IP_SAP && frame.u8(end - 1) == UNNUMBERED
                ? LinkHeader.IPV4
                : frame.u16(end - 2);
    }

    private static LinkHeader cooked(LinkType type, Octets frame, Problems problems) {
        if (problems.lacks(frame, SLL_LENGTH, "Linux cooked: the header")) return undecoded(type, frame);
        int protocol = frame.u16(2) == ARPHRD_NETLINK ? 0 : frame.u16(14);
        return cooked(
                frame,
                SLL_LENGTH,
                protocol,
                (header, inner) -> new LinkHeader.LinuxCooked(header, 1, frame.u16(0), 0, inner));
    }

    private static LinkHeader cooked2(LinkType type, Octets frame, Problems problems) {
        if (problems.lacks(frame, SLL2_LENGTH, "Linux cooked v2: the header")) return undecoded(type, frame);
        int protocol = frame.u16(8) == ARPHRD_NETLINK ? 0 : frame.u16(0);
        return cooked(
                frame,
                SLL2_LENGTH,
                protocol,
                (header, inner) -> new LinkHeader.LinuxCooked(header, 2, frame.u8(10), (int) frame.u32(4), inner));
    }

    private interface Cooked {
        LinkHeader of(Octets header, int protocol);
    }

    /// libpcap puts a VLAN tag that the kernel took off behind the cooked header.
    private static LinkHeader cooked(Octets frame, int headerLength, int outer, Cooked cooked) {
        int length = headerLength;
        int protocol = outer;
        while (isTag(protocol) && frame.length() >= length + TAG_LENGTH) {
            length += TAG_LENGTH;
            protocol = frame.u16(length - 2);
        }
        int inLlc = protocol == COOKED_LLC ? llcLength(frame.from(length)) : 0;
        if (inLlc > 0) protocol = llcProtocol(frame, length + inLlc);
        return cooked.of(frame.first(length + inLlc), protocol);
    }

    /// RFC 1661 §2: the protocol's first byte is left out where it is 0 and both ends agreed to; the last byte of
    /// every number is odd, and no other byte is.
    private static LinkHeader pointToPoint(LinkType type, Octets frame, Problems problems) {
        // RFC 1662 §3.1: all stations, unnumbered information
        int length = frame.length() >= 2 && frame.u16(0) == 0xff03 ? 2 : 0;
        if (problems.lacks(frame, length + 1, "PPP: the header")) return undecoded(type, frame);
        int protocol = frame.u8(length++);
        if (protocol % 2 == 0) {
            if (problems.lacks(frame, length + 1, "PPP: the header")) return undecoded(type, frame);
            protocol = protocol << 8 | frame.u8(length++);
        }
        int etherType = switch (protocol) {
            case 0x0021 -> LinkHeader.IPV4;
            case 0x0057 -> LinkHeader.IPV6;
            default -> 0;
        };
        return new LinkHeader.PointToPoint(frame.first(length), protocol, etherType);
    }

    /// The family is in the byte order of the machine that captured, which the file does not say; families are
    /// small numbers.
    private static LinkHeader loopback(LinkType type, Octets frame, Problems problems) {
        if (problems.lacks(frame, 4, "loopback: the header")) return undecoded(type, frame);
        long family = frame.u32(0);
        if (family > 0xffff) family = Integer.toUnsignedLong(Integer.reverseBytes((int) family));
        return new LinkHeader.Loopback(frame.first(4), family, etherType((int) family));
    }

    /// What the packets of an address family are; 0 for a family without an EtherType.
    static int etherType(int family) {
        return switch (family) {
            case 2 -> LinkHeader.IPV4;
            // Linux; NetBSD and OpenBSD; FreeBSD; macOS
            case 10, 24, 28, 30 -> LinkHeader.IPV6;
            default -> 0;
        };
    }

    private static LinkHeader raw(LinkType type, Octets frame, Problems problems) {
        if (problems.lacks(frame, 1, "raw IP: the packet")) return undecoded(type, frame);
        int version = frame.u8(0) >> 4;
        if (version != 4 && version != 6) {
            problems.add(0, "raw IP: version " + version + " is neither 4 nor 6");
            return undecoded(type, frame);
        }
        return new LinkHeader.None(frame.first(0), version == 4 ? LinkHeader.IPV4 : LinkHeader.IPV6);
    }

    private static LinkHeader undecoded(LinkType type, Octets frame) {
        return new LinkHeader.Undecoded(frame.first(0), type);
    }
}
