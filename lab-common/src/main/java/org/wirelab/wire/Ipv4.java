package org.wirelab.wire;

import java.net.InetAddress;
import java.util.List;

/// An IPv4 header (RFC 791 §3.1).
///
/// @param header 20 to 60 bytes
/// @param options as far as they could be read
public record Ipv4(Octets header, List<Option> options, Octets payload, int payloadLength) implements NetworkHeader {
    public static final int MINIMUM = 20;

    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int DONT_FRAGMENT = 0x4000;

    public Ipv4 {
        options = List.copyOf(options);
    }

    /// @param type the option's first byte: copied flag, class, number
    /// @param data what follows type and length; empty for the two that are a single byte
    public record Option(int type, Octets data) {}

    public int typeOfService() {
        return header.u8(1);
    }

    /// The length that the header gives. 0 in a frame that the sender left to the network card to cut into
    /// segments.
    public int totalLength() {
        return header.u16(2);
    }

    public int identification() {
        return header.u16(4);
    }

    public boolean dontFragment() {
        return (header.u16(6) & DONT_FRAGMENT) != 0;
    }

    @Override
    public boolean moreFragments() {
        return (header.u16(6) & MORE_FRAGMENTS) != 0;
    }

    /// RFC 791 §3.1: the field counts units of 8 octets.
    @Override
    public int fragmentOffset() {
        return (header.u16(6) & 0x1fff) * 8;
    }

    @Override
    public boolean isFragment() {
        return moreFragments() || fragmentOffset() > 0;
    }

    @Override
    public int hopLimit() {
        return header.u8(8);
    }

    @Override
    public int protocol() {
        return header.u8(9);
    }

    public int checksum() {
        return header.u16(10);
    }

    @Override
    public InetAddress source() {
        return header.address(12, 4);
    }

    @Override
    public InetAddress destination() {
        return header.address(16, 4);
    }
}
