package org.wirelab.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decoding of IPv4 and IPv6 headers.
final class NetworkDecoder {
    static final int NO_NEXT_HEADER = 59;
    static final int AUTHENTICATION = 51;

    private NetworkDecoder() {}

    static @Nullable Ipv4 ipv4(Octets bytes, Problems problems) {
        if (problems.lacks(bytes, Ipv4.MINIMUM, "IPv4: the header")) return null;
        if (wrongVersion(bytes, 4, problems)) return null;
        // RFC 791 §3.1: the header length counts words of 32 bits and is at least 5
        int headerLength = (bytes.u8(0) & 0xf) * 4;
        if (headerLength < Ipv4.MINIMUM) {
            problems.add(bytes.offset(), "IPv4: header length " + headerLength + " is less than 20");
            return null;
        }
        if (problems.lacks(bytes, headerLength, "IPv4: the header")) return null;
        List<Ipv4.Option> options = new ArrayList<>(0);
        Octets optionBytes = bytes.slice(Ipv4.MINIMUM, headerLength - Ipv4.MINIMUM);
        OptionList.read("IPv4", optionBytes, problems, (type, data) -> options.add(new Ipv4.Option(type, data)));

        int onWire = bytes.length() + problems.cut();
        int totalLength = bytes.u16(2);
        if (totalLength == 0) {
            // a frame that the sender left to the network card to cut into segments may be too long for the field
            totalLength = onWire;
        } else if (totalLength < headerLength) {
            problems.add(
                    bytes.offset() + 2,
                    "IPv4: total length " + totalLength + " is less than the header's " + headerLength);
            return null;
        } else if (totalLength > onWire) {
            problems.add(
                    bytes.offset() + 2,
                    "IPv4: total length " + totalLength + ", but the frame has " + onWire + " bytes");
            totalLength = onWire;
        }
        int payloadLength = totalLength - headerLength;
        // what lies after the packet is the link's padding
        Octets payload = bytes.from(headerLength).first(payloadLength);
        return new Ipv4(bytes.first(headerLength), options, payload, payloadLength);
    }

    static @Nullable Ipv6 ipv6(Octets bytes, Problems problems) {
        if (problems.lacks(bytes, Ipv6.LENGTH, "IPv6: the header")) return null;
        if (wrongVersion(bytes, 6, problems)) return null;
        int onWire = bytes.length() + problems.cut() - Ipv6.LENGTH;
        int next = bytes.u8(6);
        int length = bytes.u16(4);
        if (length == 0 && next != NO_NEXT_HEADER) {
            // RFC 2675 §3: a jumbogram says 0 here; so does a frame that is still to be cut into segments
            length = onWire;
        } else if (length > onWire) {
            problems.add(
                    bytes.offset() + 4, "IPv6: payload length " + length + ", but the frame has " + onWire + " bytes");
            length = onWire;
        }
        Octets rest = bytes.from(Ipv6.LENGTH).first(length);
        List<Ipv6.Extension> extensions = new ArrayList<>(0);
        boolean laterFragment = false;
        while (isExtension(next) && !laterFragment) {
            if (problems.lacks(rest, 8, "IPv6: extension header " + next)) return null;
            int size = extensionLength(next, rest.u8(1));
            if (problems.lacks(rest, size, "IPv6: extension header " + next)) return null;
            extensions.add(new Ipv6.Extension(next, rest.first(size)));
            // RFC 8200 §4.5: after this header in a later fragment comes data, not the next header
            laterFragment = next == Ipv6.FRAGMENT && (rest.u16(2) & 0xfff8) != 0;
            next = rest.u8(0);
            rest = rest.from(size);
            length -= size;
        }
        return new Ipv6(bytes.first(Ipv6.LENGTH), extensions, next, rest, length);
    }

    private static boolean wrongVersion(Octets bytes, int expected, Problems problems) {
        int version = bytes.u8(0) >> 4;
        if (version == expected) return false;
        problems.add(bytes.offset(), "IPv" + expected + ": the version field says " + version);
        return true;
    }

    /// Hop-by-hop options, routing, fragment, authentication, destination options, mobility, host identity, shim6
    /// (IANA); ESP hides what follows it.
    static boolean isExtension(int type) {
        return switch (type) {
            case 0, 43, Ipv6.FRAGMENT, AUTHENTICATION, 60, 135, 139, 140 -> true;
            default -> false;
        };
    }

    /// @param length the header's own length field
    static int extensionLength(int type, int length) {
        return switch (type) {
            case Ipv6.FRAGMENT -> 8;
            // RFC 4302 §2.2: in words of 4 octets, minus 2
            case AUTHENTICATION -> (length + 2) * 4;
            // RFC 8200 §4.3: in units of 8 octets, not counting the first
            default -> (length + 1) * 8;
        };
    }
}
