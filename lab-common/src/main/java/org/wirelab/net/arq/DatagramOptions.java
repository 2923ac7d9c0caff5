package org.wirelab.net.arq;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import org.wirelab.net.Transport;

/// How the datagram channels of transfers are set up.
public final class DatagramOptions {

    /// As long as any datagram.
    private static final int LONGEST = 65_536;

    /// As far as the kernel grants it (`net.core.rmem_max`).
    private static final int BUFFER = 4 << 20;

    private DatagramOptions() {}

    /// A bootstrap for a channel of single datagrams, each seen by a capture and by a link as it is.
    public static Bootstrap plain(Transport transport) {
        return transport
                .datagrams()
                .option(ChannelOption.SO_RCVBUF, BUFFER)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LONGEST));
    }

    /// A bootstrap for as many datagrams a second as this machine can: the kernel gives several that have come
    /// together as one (UDP_GRO, `udp(7)`), where it can.
    public static Bootstrap fast(Transport transport) {
        Bootstrap datagrams = plain(transport).option(ChannelOption.SO_SNDBUF, BUFFER);
        return transport.epoll() && supported() ? datagrams.option(EpollChannelOption.UDP_GRO, true) : datagrams;
    }

    /// Whether this channel can send many datagrams as one (UDP_SEGMENT).
    public static boolean segments(Channel channel) {
        return channel instanceof EpollDatagramChannel && supported();
    }

    /// The class is deprecated for another of its name, which cannot be asked.
    @SuppressWarnings("deprecation")
    private static boolean supported() {
        return io.netty.channel.epoll.SegmentedDatagramPacket.isSupported();
    }
}
