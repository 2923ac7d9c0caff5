package org.wirelab.wire;

/// Where the packet in a frame begins, and what it is, for [PacketScan]: the common link headers without objects, the
/// others by [LinkDecoder].
final class LinkScan {
    private static final int ETHERNET_LENGTH = 14;
    private static final int SLL_LENGTH = 16;
    private static final int SLL2_LENGTH = 20;
    private static final int TAG_LENGTH = 4;

    /// Where the packet begins in the array.
    int at;

    /// The packet's EtherType; 0 if the link header cannot be read.
    int protocol;

    /// @param end where the bytes that were kept end
    void find(int linkType, byte[] frame, int start, int end) {
        boolean common = switch (linkType) {
            case 1 -> ethernet(frame, start, end);
            case 113 -> cooked(SLL_LENGTH, 14, frame, start, end);
            case 276 -> cooked(SLL2_LENGTH, 0, frame, start, end);
            case 101 -> raw(frame, start, end);
            default -> false;
        };
        if (!common) decode(linkType, frame, start, end);
    }

    /// Ethernet II, with any number of VLAN tags.
    private boolean ethernet(byte[] frame, int start, int end) {
        int next = start + ETHERNET_LENGTH;
        if (next > end) return false;
        int type = u16(frame, next - 2);
        while (LinkDecoder.isTag(type)) {
            next += TAG_LENGTH;
            if (next > end) return false;
            type = u16(frame, next - 2);
        }
        return type >= LinkDecoder.FIRST_ETHER_TYPE && found(next, type);
    }

    /// A header of one length that gives the EtherType at one place, and the packet right after it.
    private boolean cooked(int length, int typeAt, byte[] frame, int start, int end) {
        if (start + length > end || u16(frame, start + (length == SLL_LENGTH ? 2 : 8)) == LinkDecoder.ARPHRD_NETLINK) {
            return false;
        }
        int type = u16(frame, start + typeAt);
        return (type == LinkHeader.IPV4 || type == LinkHeader.IPV6) && found(start + length, type);
    }

    private boolean raw(byte[] frame, int start, int end) {
        if (start >= end) return false;
        int version = frame[start] >> 4;
        return (version == 4 && found(start, LinkHeader.IPV4)) || (version == 6 && found(start, LinkHeader.IPV6));
    }

    private void decode(int linkType, byte[] frame, int start, int end) {
        Octets bytes = Octets.of(frame, start, end - start);
        LinkHeader header = LinkDecoder.decode(new LinkType(linkType), bytes, new Problems(0));
        found(start + header.header().length(), header.protocol());
    }

    private boolean found(int where, int etherType) {
        at = where;
        protocol = etherType;
        return true;
    }

    private static int u16(byte[] frame, int at) {
        return (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
    }
}
