package org.wirelab.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/// The event loops of a run and the sockets they drive: native epoll where there is one, else the JDK's selector.
///
/// Only epoll gives TCP_INFO and the saved SYN ([KernelProbe]).
public final class Transport implements AutoCloseable {

    static {
        // Netty's channel ids hold the hardware address of some interface; a network of the lab's own has none, and the
        // search for it costs time and ends in a warning. Nobody reads these ids.
        if (System.getProperty("io.netty.machineId") == null) {
            System.setProperty("io.netty.machineId", "02:00:00:00:00:01");
        }
    }

    private final boolean epoll;
    private final EventLoopGroup group;

    private Transport(boolean epoll, int threads) {
        this.epoll = epoll;
        DefaultThreadFactory daemons = new DefaultThreadFactory("lab", true);
        this.group = new MultiThreadIoEventLoopGroup(
                threads, daemons, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /// The best transport of this machine.
    ///
    /// @param threads how many event loops; one is right for an experiment
    public static Transport open(int threads) {
        return new Transport(Epoll.isAvailable(), threads);
    }

    /// The JDK's selector, also where there is epoll: for tests.
    public static Transport openNio(int threads) {
        return new Transport(false, threads);
    }

    /// True when the sockets are native ones.
    public boolean epoll() {
        return epoll;
    }

    public EventLoopGroup group() {
        return group;
    }

    /// A client's bootstrap without a handler.
    public Bootstrap client() {
        return new Bootstrap().group(group).channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class);
    }

    /// A listener's bootstrap without a handler.
    public ServerBootstrap listener() {
        return new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class);
    }

    /// A datagram socket's bootstrap without a handler.
    public Bootstrap datagrams() {
        return new Bootstrap().group(group).channel(epoll ? EpollDatagramChannel.class : NioDatagramChannel.class);
    }

    /// A datagram socket without a handler, not registered with any event loop yet: for who opens thousands a
    /// second and can spare a bootstrap's detours.
    ///
    /// @param family of the addresses that it is to reach
    public DatagramChannel datagramSocket(SocketProtocolFamily family) {
        return epoll ? new EpollDatagramChannel(family) : new NioDatagramChannel(family);
    }

    /// Ends the event loops and waits for them: System.exit loses 300 ms when it finds one inside a select.
    @Override
    public void close() {
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
