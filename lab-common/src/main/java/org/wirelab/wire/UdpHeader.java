package org.wirelab.wire;

/// A UDP header (RFC 768).
///
/// @param header 8 bytes
public record UdpHeader(Octets header, Octets payload, int payloadLength) implements TransportHeader {
    public static final int LENGTH = 8;

    /// The length that the header gives, header included; 0 in a datagram too large for the field.
    public int length() {
        return header.u16(4);
    }

    public int checksum() {
        return header.u16(6);
    }
}
