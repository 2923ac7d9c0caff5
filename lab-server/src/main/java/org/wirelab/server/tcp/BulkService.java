package org.wirelab.server.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.wirelab.net.KernelProbe;
import org.wirelab.net.Transport;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.Listener;
import org.wirelab.server.Service;

/// Bulk transfer, the other half of the lab's TCP service: takes data and throws it away, or sends data that means
/// nothing, as fast as the connection carries it ([org.wirelab.tcp.BulkRequest]).
///
/// It has a port of its own, so that the server's capture can leave its packets out: there are as many in a second as
/// elsewhere in a day.
public final class BulkService implements Service {

    /// The port unless another is asked for.
    public static final int PORT = 7009;

    /// As much as one read takes: iperf3's size.
    private static final int READ = 128 << 10;

    private final Transport transport;
    private final Listener listener;
    private final BulkLimits limits;
    private final AtomicInteger busy = new AtomicInteger();

    /// @param bind where to listen; port 0 takes a free one
    public BulkService(Transport transport, InetSocketAddress bind, BulkLimits limits) {
        this.transport = transport;
        this.listener = new Listener(bind);
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
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ));
        if (transport.epoll()) {
            bootstrap.option(KernelProbe.SAVE_SYN, 1);
        }
        listener.open(bootstrap, channel -> {
            listener.add(channel);
            channel.pipeline().addLast(BulkConnection.accepted(channel, traces, limits, busy));
        });
    }

    @Override
    public List<InetSocketAddress> addresses() {
        return listener.addresses();
    }

    @Override
    public List<String> hints() {
        return listener.reachable().stream()
                .map(endpoint -> "lab tcp " + endpoint + " --bulk 10")
                .toList();
    }

    @Override
    public void close() {
        listener.close();
    }
}
