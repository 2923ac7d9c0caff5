package org.wirelab.wire;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// Frames for tests, put together from layers in hexadecimal; blanks may stand anywhere.
final class Frames {
    static final String ETHERNET_IPV4 = "000000000000 000000000000 0800";
    static final String ETHERNET_IPV6 = "000000000000 000000000000 86dd";

    /// 127.0.0.1:41514 → 127.0.0.1:7001, seq 2872315101, as Linux opens: MSS 65495, SACK permitted, timestamps,
    /// window scale 7
    static final String SYN =
            "a22a 1b59 ab340cdd 00000000 a002 ffd7 fe30 0000 0204ffd7 0402080a 8ae5d4d9 00000000 0103 0307";

    private Frames() {}

    static byte[] bytes(String... hex) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String part : hex) out.writeBytes(HexFormat.of().parseHex(part.replace(" ", "")));
        return out.toByteArray();
    }

    static Octets octets(String... hex) {
        return Octets.of(bytes(hex));
    }

    /// An IPv4 header from 127.0.0.1 to 127.0.0.1.
    static String ipv4(int protocol, int payloadLength) {
        return "4500 %04x abcd 4000 40%02x 0000 7f000001 7f000001".formatted(20 + payloadLength, protocol);
    }

    /// An IPv6 header from ::1 to ::1.
    static String ipv6(int nextHeader, int payloadLength) {
        return "60012345 %04x %02x40 %031x1 %031x1".formatted(payloadLength, nextHeader, 0, 0);
    }
}
