package org.wirelab.wire;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An IPv6 header with the extension headers that follow it (RFC 8200 §3, §4).
///
/// @param header 40 bytes
/// @param protocol the last next-header value of the chain: what the payload is
public record Ipv6(Octets header, List<Extension> extensions, int protocol, Octets payload, int payloadLength)
        implements NetworkHeader {
    public static final int LENGTH = 40;

    /// RFC 8200 §4.5
    public static final int FRAGMENT = 44;

    public Ipv6 {
        extensions = List.copyOf(extensions);
    }

    /// @param type the next-header value that announced it
    public record Extension(int type, Octets bytes) {}

    public int trafficClass() {
        return header.u16(0) >> 4 & 0xff;
    }

    public int flowLabel() {
        return (int) (header.u32(0) & 0xfffff);
    }

    @Override
    public int hopLimit() {
        return header.u8(7);
    }

    @Override
    public InetAddress source() {
        return header.address(8, 16);
    }

    @Override
    public InetAddress destination() {
        return header.address(24, 16);
    }

    /// RFC 8200 §4.5: an "atomic" fragment, with offset 0 and no more to come, is a whole packet.
    @Override
    public boolean isFragment() {
        return (offsetAndFlags() & 0xfff9) != 0;
    }

    @Override
    public int fragmentOffset() {
        return offsetAndFlags() & 0xfff8;
    }

    @Override
    public boolean moreFragments() {
        return (offsetAndFlags() & 1) != 0;
    }

    /// What the fragments of one packet have in common; 0 without a fragment header.
    long fragmentIdentification() {
        Octets header = fragmentHeader();
        return header == null ? 0 : header.u32(4);
    }

    private int offsetAndFlags() {
        Octets header = fragmentHeader();
        return header == null ? 0 : header.u16(2);
    }

    private @Nullable Octets fragmentHeader() {
        for (Extension extension : extensions) {
            if (extension.type() == FRAGMENT) return extension.bytes();
        }
        return null;
    }
}
