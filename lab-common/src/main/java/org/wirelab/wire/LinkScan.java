package org.wirelab.wire;

/// Where the packet in a frame begins, and what it is: [LinkDecoder] without objects, for [PacketScan].
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
        protocol = 0;
        switch (linkType) {
            case 1 -> ethernet(frame, start, end);
            case 0, 108 -> loopback(frame, start, end);
            case 113 -> header(SLL_LENGTH, 14, frame, start, end);
            case 276 -> header(SLL2_LENGTH, 0, frame, start, end);
            // 12 and 14 are numbers that some systems write for RAW
            case 12, 14, 101 -> raw(frame, start, end);
            case 228 -> found(start, LinkHeader.IPV4);
            case 229 -> found(start, LinkHeader.IPV6);
            default -> {}
        }
    }

    private void ethernet(byte[] frame, int start, int end) {
        int next = start + ETHERNET_LENGTH;
        if (next > end) return;
        int type = u16(frame, next - 2);
        while (LinkDecoder.isTag(type)) {
            next += TAG_LENGTH;
            if (next > end) return;
            type = u16(frame, next - 2);
        }
        found(next, type);
    }

    /// A header of one length that gives the EtherType at one place.
    private void header(int length, int typeAt, byte[] frame, int start, int end) {
        if (start + length <= end) found(start + length, u16(frame, start + typeAt));
    }

    /// The family is in the byte order of the machine that captured; families are small numbers.
    private void loopback(byte[] frame, int start, int end) {
        if (start + 4 > end) return;
        int high = u16(frame, start);
        int low = u16(frame, start + 2);
        int family = high == 0 ? low : low == 0 ? Integer.reverseBytes(high << 16) : 0;
        found(start + 4, LinkDecoder.etherType(family));
    }

    private void raw(byte[] frame, int start, int end) {
        if (start >= end) return;
        int version = frame[start] >> 4;
        if (version == 4) found(start, LinkHeader.IPV4);
        if (version == 6) found(start, LinkHeader.IPV6);
    }

    private void found(int where, int etherType) {
        at = where;
        protocol = etherType;
    }

    private static int u16(byte[] frame, int at) {
        return (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
    }
}
