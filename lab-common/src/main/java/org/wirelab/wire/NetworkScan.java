package org.wirelab.wire;

/// What an IP header, and the extension headers after it, say of their payload: [NetworkDecoder] without objects, for
/// [PacketScan].
final class NetworkScan {
    private static final int EXTENSION_MINIMUM = 8;

    boolean found;

    /// 4 or 6
    int version;

    int protocol;

    /// Where in the array the two addresses lie, the sender's first.
    int addressesAt;

    boolean fragment;
    int fragmentOffset;

    /// Where in the array the payload begins.
    int payloadAt;

    /// How long the payload was on the wire.
    int payloadLength;

    /// @param etherType what the packet is
    /// @param end where the bytes that were kept end
    /// @param wireEnd where those that were on the wire would end
    void find(int etherType, byte[] frame, int at, int end, int wireEnd) {
        found = false;
        if (etherType == LinkHeader.IPV4) ipv4(frame, at, end, wireEnd);
        else if (etherType == LinkHeader.IPV6) ipv6(frame, at, end, wireEnd);
    }

    private void ipv4(byte[] frame, int at, int end, int wireEnd) {
        if (end - at < Ipv4.MINIMUM || frame[at] >> 4 != 4) return;
        // RFC 791 §3.1: the header length counts words of 32 bits and is at least 5
        int headerLength = (frame[at] & 0xf) * 4;
        if (headerLength < Ipv4.MINIMUM || end - at < headerLength) return;
        int onWire = wireEnd - at;
        int totalLength = u16(frame, at + 2);
        // 0 in a frame that the sender left to the network card to cut into segments
        if (totalLength == 0 || totalLength > onWire) totalLength = onWire;
        if (totalLength < headerLength) return;
        int flagsAndOffset = u16(frame, at + 6);
        version = 4;
        protocol = frame[at + 9] & 0xff;
        addressesAt = at + 12;
        // RFC 791 §3.1: the field counts units of 8 octets; the bit above it says that more fragments follow
        fragmentOffset = (flagsAndOffset & 0x1fff) * 8;
        fragment = (flagsAndOffset & 0x3fff) != 0;
        payloadAt = at + headerLength;
        payloadLength = totalLength - headerLength;
        found = true;
    }

    private void ipv6(byte[] frame, int at, int end, int wireEnd) {
        if (end - at < Ipv6.LENGTH || frame[at] >> 4 != 6) return;
        int onWire = wireEnd - at - Ipv6.LENGTH;
        int next = frame[at + 6] & 0xff;
        int length = u16(frame, at + 4);
        // RFC 2675 §3: a jumbogram says 0; so does a frame that is still to be cut into segments
        if ((length == 0 && next != NetworkDecoder.NO_NEXT_HEADER) || length > onWire) length = onWire;
        version = 6;
        addressesAt = at + 8;
        fragment = false;
        fragmentOffset = 0;
        int headerAt = at + Ipv6.LENGTH;
        int wholeEnd = headerAt + length;
        while (NetworkDecoder.isExtension(next) && fragmentOffset == 0) {
            int kept = Math.min(end, wholeEnd) - headerAt;
            if (kept < EXTENSION_MINIMUM) return;
            int size = NetworkDecoder.extensionLength(next, frame[headerAt + 1] & 0xff);
            if (kept < size) return;
            if (next == Ipv6.FRAGMENT && !fragment) readFragment(u16(frame, headerAt + 2));
            next = frame[headerAt] & 0xff;
            headerAt += size;
        }
        protocol = next;
        payloadAt = headerAt;
        payloadLength = wholeEnd - headerAt;
        found = true;
    }

    /// RFC 8200 §4.5: an "atomic" fragment, with offset 0 and no more to come, is a whole packet. After the
    /// header in a later fragment comes data, not the next header.
    private void readFragment(int offsetAndFlags) {
        fragment = (offsetAndFlags & 0xfff9) != 0;
        fragmentOffset = offsetAndFlags & 0xfff8;
    }

    private static int u16(byte[] frame, int at) {
        return (frame[at] & 0xff) << 8 | (frame[at + 1] & 0xff);
    }
}
