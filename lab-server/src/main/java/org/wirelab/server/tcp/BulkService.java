package org.wirelab.server.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wirelab.net.KernelProbe;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.Reachable;
import org.wirelab.server.Service;
import org.wirelab.trace.Endpoints;

/// Bulk transfer, the other half of the lab's TCP service: takes data and throws it away, or sends data that means
/// nothing,
/// as fast as the connection carries it ([org.wirelab.tcp.BulkRequest]).
///
/// It has a port of its own, so that the server's capture can leave its packets out: there are as many in a second as
/// elsewhere in a day.
public final class BulkService implements Service {

    /// The port unless another is asked for.
    public static final int PORT = 7009;

    /// As much as one read takes: iperf3's size.
    private static final int READ = 128 << 10;

    private final Transport transport;
    private final InetSocketAddress bind;
    private final BulkLimits limits;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final AtomicInteger busy = new AtomicInteger();
    private @Nullable Channel listener;

    /// @param bind where to listen; port 0 takes a free one
    public BulkService(Transport transport, InetSocketAddress bind, BulkLimits limits) {
        this.transport = transport;
        this.bind = bind;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public void start(ConnectionTraces traces) throws IOException {
        ServerBootstrap bootstrap = transport
                .listener()
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connections.add(channel);
                        channel.pipeline().addLast(BulkConnection.accepted(channel, traces, limits, busy));
                    }
                });
        if (transport.epoll()) {
            bootstrap.option(KernelProbe.SAVE_SYN, 1);
        }
        ChannelFuture bound = bootstrap.bind(bind).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + Endpoints.text(bind) + ": " + SystemWords.of(bound.cause()), bound.cause());
        }
        listener = bound.channel();
    }

    @Override
    public List<InetSocketAddress> addresses() {
        return listener == null ? List.of() : List.of((InetSocketAddress) listener.localAddress());
    }

    @Override
    public List<String> hints() {
        return addresses().stream()
                .flatMap(address -> Reachable.of(address).stream())
                .map(endpoint -> "lab tcp " + endpoint + " --bulk 10")
                .toList();
    }

    @Override
    public void close() {
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
        connections.close().awaitUninterruptibly();
    }
}
