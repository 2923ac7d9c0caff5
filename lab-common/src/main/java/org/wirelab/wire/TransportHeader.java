package org.wirelab.wire;

/// The header of TCP or UDP and what it carries.
public sealed interface TransportHeader permits TcpHeader, UdpHeader {
    Octets header();

    /// Both begin with the ports.
    default int sourcePort() {
        return header().u16(0);
    }

    default int destinationPort() {
        return header().u16(2);
    }

    /// What was captured of the payload.
    Octets payload();

    /// How long the payload was on the wire, in bytes: more than `payload().length()` if the capture kept only
    /// the first bytes of a frame.
    int payloadLength();
}
