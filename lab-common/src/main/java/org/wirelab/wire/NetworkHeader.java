package org.wirelab.wire;

import java.net.InetAddress;

/// An IP header and what it carries.
public sealed interface NetworkHeader permits Ipv4, Ipv6 {
    /// Protocol numbers of the transports that this lab decodes (IANA).
    int TCP = 6;
    int UDP = 17;

    InetAddress source();

    InetAddress destination();

    /// The number of the protocol of the payload.
    int protocol();

    /// How many more hops the packet may take: TTL, or hop limit.
    int hopLimit();

    /// Whether this is only a part of a packet.
    boolean isFragment();

    /// Whether other fragments of the packet come after this one's part of it.
    boolean moreFragments();

    /// Where in the whole packet's payload this fragment's payload begins, in bytes; 0 for the first and for a
    /// whole packet.
    int fragmentOffset();

    /// What was captured of the payload.
    Octets payload();

    /// How long the payload was on the wire, in bytes: more than `payload().length()` if the capture kept only
    /// the first bytes of a frame.
    int payloadLength();
}
