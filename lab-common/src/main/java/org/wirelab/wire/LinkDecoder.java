package org.wirelab.wire;

import java.util.ArrayList;
import java.util.List;

/// Decoding of the link layer's headers.
final class LinkDecoder {
    private static final int ETHERNET_LENGTH = 14;
    private static final int SLL_LENGTH = 16;
    private static final int SLL2_LENGTH = 20;

    private LinkDecoder() {}

    static LinkHeader decode(LinkType type, Octets frame, Problems problems) {
        return switch (type.number()) {
            case 1 -> ethernet(type, frame, problems);
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
            if (problems.lacks(frame.from(length), 4, "Ethernet: a VLAN tag")) return undecoded(type, frame);
            int control = frame.u16(length);
            tags.add(new LinkHeader.VlanTag(frame.u16(length - 2), control >> 13, control & 0xfff));
            length += 4;
        }
        return new LinkHeader.Ethernet(frame.first(length), tags, frame.u16(length - 2));
    }

    /// IEEE 802.1Q, 802.1ad, and the number that came before the latter.
    private static boolean isTag(int etherType) {
        return etherType == 0x8100 || etherType == 0x88a8 || etherType == 0x9100;
    }

    private static LinkHeader cooked(LinkType type, Octets frame, Problems problems) {
        if (problems.lacks(frame, SLL_LENGTH, "Linux cooked: the header")) return undecoded(type, frame);
        return new LinkHeader.LinuxCooked(frame.first(SLL_LENGTH), 1, frame.u16(0), 0, frame.u16(14));
    }

    private static LinkHeader cooked2(LinkType type, Octets frame, Problems problems) {
        if (problems.lacks(frame, SLL2_LENGTH, "Linux cooked v2: the header")) return undecoded(type, frame);
        return new LinkHeader.LinuxCooked(frame.first(SLL2_LENGTH), 2, frame.u8(10), (int) frame.u32(4), frame.u16(0));
    }

    /// The family is in the byte order of the machine that captured, which the file does not say; families are
    /// small numbers.
    private static LinkHeader loopback(LinkType type, Octets frame, Problems problems) {
        if (problems.lacks(frame, 4, "loopback: the header")) return undecoded(type, frame);
        long family = frame.u32(0);
        if (family > 0xffff) family = Integer.toUnsignedLong(Integer.reverseBytes((int) family));
        int protocol = switch ((int) family) {
            case 2 -> LinkHeader.IPV4;
            // Linux; NetBSD and OpenBSD; FreeBSD; macOS
            case 10, 24, 28, 30 -> LinkHeader.IPV6;
            default -> 0;
        };
        return new LinkHeader.Loopback(frame.first(4), family, protocol);
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
