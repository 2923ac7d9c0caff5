package org.wirelab.client.flow;

import java.time.Duration;
import java.util.List;
import org.wirelab.arq.FrameCodec;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.Theory;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.wire.SequenceNumber;

/// What is to be transferred, how, and over what link.
///
/// @param protocols one transfer each, in this order
/// @param window in frames, of those protocols that have one
/// @param frameOctets of data in a frame, 1 to [#LONGEST_FRAME]
/// @param octets of data in all
/// @param patience how long to wait for the other end while it says nothing
public record FlowWish(
        List<Protocol> protocols, int window, int frameOctets, long octets, LinkChoice link, Duration patience) {

    /// All three, from the simplest.
    public static final List<Protocol> ALL =
            List.of(Protocol.STOP_AND_WAIT, Protocol.GO_BACK_N, Protocol.SELECTIVE_REPEAT);

    /// The number that the first frame bears: that which it has.
    static final SequenceNumber FIRST = new SequenceNumber(1);

    /// UDP and IPv4, or IPv6.
    private static final int IPV4_AND_UDP = 28;

    private static final int IPV6_AND_UDP = 48;

    /// What fits into a packet of Ethernet under IPv6: nothing is cut into fragments.
    public static final int LONGEST_FRAME = 1500 - IPV6_AND_UDP - FrameCodec.DATA_HEADER;

    public FlowWish {
        protocols = List.copyOf(protocols);
    }

    /// The transfers of the demonstration: two losses, mended in three ways.
    public static FlowWish documented(Duration patience) {
        LinkChoice link = new LinkChoice(2_000_000, Duration.ofMillis(10), 100, 0, List.of(7L, 12L), 0, 1);
        return new FlowWish(ALL, 4, 1000, 16_000, link, patience);
    }

    /// The window of a protocol: stop-and-wait has one frame.
    int window(Protocol protocol) {
        return protocol == Protocol.STOP_AND_WAIT ? 1 : window;
    }

    /// What theory says of such frames on the link.
    Theory theory(boolean ipv6) {
        int headers = ipv6 ? IPV6_AND_UDP : IPV4_AND_UDP;
        return new Theory(
                headers + FrameCodec.dataOctets(frameOctets),
                headers + FrameCodec.ackOctets(),
                link.bitsPerSecond(),
                link.delay().toNanos());
    }
}
