package org.wirelab.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.AbstractEpollStreamChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.wirelab.posix.SocketMemory;
import org.wirelab.tcp.Segment;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Endpoints;
import org.wirelab.wire.LinkType;
import org.wirelab.wire.Octets;
import org.wirelab.wire.Packet;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.TcpHeader;

/// What the Linux kernel tells the owner of a socket, without any privilege: TCP_INFO, the peer's saved SYN,
/// and what it has dropped.
///
/// Called on the channel's event loop: elsewhere the descriptor may be closed, and be another socket's, meanwhile.
public final class KernelProbe {

    /// `TCP_SAVE_SYN` (linux/tcp.h), set to 1 on a listener: keep the SYN of each connection.
    public static final ChannelOption<Integer> SAVE_SYN = new IntegerUnixChannelOption("TCP_SAVE_SYN", 6, 27);

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int TCP_CONGESTION = 13;
    private static final int TCP_CC_INFO = 26;
    private static final int TCP_SAVED_SYN = 28;
    private static final int SOL_SOCKET = 1;

    /// What the drops are filled with before: more than anybody has ever counted.
    private static final long NOT_WRITTEN = 0xffff_ffffL;

    private static final int INFO_CAPACITY = 512;

    /// `TCP_CA_NAME_MAX`.
    private static final int CONTROL_CAPACITY = 16;

    private static final int CONTROL_INFO_CAPACITY = 64;

    /// An IP header and a TCP header have at most 60 bytes each; IPv6 extension headers may add some.
    private static final int SYN_CAPACITY = 512;

    private KernelProbe() {}

    /// The kernel's account of the connection as it stands; empty on a transport that has none.
    public static Optional<TcpInfo> tcpInfo(Channel channel) {
        return tcpInfo(channel, local(channel), remote(channel));
    }

    /// The same where the other end is not known to the channel yet, because it is still connecting.
    ///
    /// @param local the channel's own end, as the conversation names it
    /// @param remote the other end
    public static Optional<TcpInfo> tcpInfo(Channel channel, String local, String remote) {
        return rawTcpInfo(channel).flatMap(struct -> TcpInfo.parse(local, remote, struct));
    }

    /// The same, unread: as the kernel wrote it, in native byte order, for who samples often and reads later
    /// ([TcpInfo#parse]).
    public static Optional<ByteBuffer> rawTcpInfo(Channel channel) {
        return option(channel, TCP_INFO, INFO_CAPACITY);
    }

    /// The SYN that opened this accepted connection. The kernel gives it once.
    public static Optional<Segment> savedSyn(Channel channel) {
        return option(channel, TCP_SAVED_SYN, SYN_CAPACITY).flatMap(KernelProbe::decode);
    }

    /// Has the kernel acknowledge what has arrived now (true), or hold the acknowledgment back for data to carry it
    /// (false), as far as it likes: Linux takes it as a hint (tcp(7), TCP_QUICKACK).
    public static void quickAck(Channel channel, boolean now) {
        if (channel instanceof AbstractEpollStreamChannel) {
            channel.config().setOption(EpollChannelOption.TCP_QUICKACK, now);
        }
    }

    /// The congestion control of this socket, as the kernel names it; empty on a transport that has none.
    public static Optional<String> congestionControl(Channel channel) {
        return option(channel, TCP_CONGESTION, CONTROL_CAPACITY).map(KernelProbe::name);
    }

    /// Asks the kernel for another one, before the connection is opened. Whether it obeyed, [#congestionControl]
    /// says: it has only what is built in or loaded, and lends ordinary users only some of that.
    public static void congestionControl(Channel channel, String name) {
        if (channel instanceof AbstractEpollStreamChannel native_) {
            try {
                ByteBuffer octets = ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII));
                new Socket(native_.fd().intValue()).setRawOpt(IPPROTO_TCP, TCP_CONGESTION, octets);
            } catch (IOException | ChannelException _) {
                // what the kernel did is read back by whoever asked
            }
        }
    }

    /// What the congestion control says of itself (`union tcp_cc_info`), in native byte order; empty where it says
    /// nothing. Which one it is, [#congestionControl] says.
    public static Optional<ByteBuffer> congestionControlInfo(Channel channel) {
        return option(channel, TCP_CC_INFO, CONTROL_INFO_CAPACITY);
    }

    /// A name that ends at its first zero.
    private static String name(ByteBuffer octets) {
        StringBuilder name = new StringBuilder();
        while (octets.hasRemaining()) {
            byte octet = octets.get();
            if (octet == 0) {
                break;
            }
            name.append((char) octet);
        }
        return name.toString();
    }

    /// How many packets the kernel has dropped because the socket's receive buffer was full (`SO_MEMINFO`,
    /// Linux 4.12); empty on a transport that does not say. For sockets of any kind, datagrams too.
    public static OptionalLong dropped(Channel channel) {
        if (!(channel instanceof UnixChannel native_) || !Epoll.isAvailable() || !channel.isOpen()) {
            return OptionalLong.empty();
        }
        byte[] written = new byte[SocketMemory.SIZE];
        Arrays.fill(written, (byte) NOT_WRITTEN);
        ByteBuffer memory = ByteBuffer.wrap(written).order(ByteOrder.nativeOrder());
        try {
            new Socket(native_.fd().intValue()).getRawOpt(SOL_SOCKET, SocketMemory.SO_MEMINFO, memory);
        } catch (IOException _) {
            return OptionalLong.empty();
        }
        long drops = SocketMemory.drops(memory);
        return drops == NOT_WRITTEN ? OptionalLong.empty() : OptionalLong.of(drops);
    }

    private static Optional<Segment> decode(ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        Packet decoded = PacketDecoder.decode(LinkType.RAW, Octets.of(bytes));
        return decoded.network() != null && decoded.transport() instanceof TcpHeader tcp
                ? Optional.of(Segment.of(decoded.network(), tcp, 0))
                : Optional.empty();
    }

    /// The option's bytes, as many as the kernel wrote. Netty keeps the length to itself, so the buffer is filled
    /// with a pattern before: what still has it at the end was not written.
    private static Optional<ByteBuffer> option(Channel channel, int name, int capacity) {
        if (!(channel instanceof AbstractEpollStreamChannel native_) || !channel.isOpen()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[capacity];
        Arrays.fill(bytes, (byte) 0xa5);
        try {
            new Socket(native_.fd().intValue()).getRawOpt(IPPROTO_TCP, name, ByteBuffer.wrap(bytes));
        } catch (IOException _) {
            return Optional.empty();
        }
        int length = capacity;
        while (length > 0 && bytes[length - 1] == (byte) 0xa5) {
            length--;
        }
        return length == 0
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(bytes, 0, length).slice().order(ByteOrder.nativeOrder()));
    }

    private static String local(Channel channel) {
        return Endpoints.text((InetSocketAddress) channel.localAddress());
    }

    private static String remote(Channel channel) {
        return Endpoints.text((InetSocketAddress) channel.remoteAddress());
    }
}
