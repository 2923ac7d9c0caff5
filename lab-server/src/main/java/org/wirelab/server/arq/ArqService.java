package org.wirelab.server.arq;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.net.arq.ArqReceiver;
import org.wirelab.net.arq.DatagramOptions;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.Reachable;
import org.wirelab.server.Service;
import org.wirelab.trace.Endpoints;

/// The lab's receiver of transfers over UDP: stop-and-wait, go-back-N, selective repeat, and octets numbered as TCP's.
///
/// It sends nothing but answers, none longer than what it answers, and nothing to whom it has not granted a transfer
/// but a refusal: whoever lies about its address makes it say less than was said to it.
public final class ArqService implements Service {

    /// The port unless another is asked for.
    public static final int PORT = 7003;

    private final Transport transport;
    private final InetSocketAddress bind;
    private final ArqLimits limits;
    private final UnaryOperator<InetSocketAddress> behind;
    private @Nullable Channel channel;
    private @Nullable ArqReceiver receiver;

    /// @param bind where to listen; port 0 takes a free one
    public ArqService(Transport transport, InetSocketAddress bind, ArqLimits limits) {
        this(transport, bind, limits, UnaryOperator.identity());
    }

    /// @param behind whom an address that datagrams come from stands for, where a relay is in between;
    ///     conversations bear that name
    public ArqService(
            Transport transport, InetSocketAddress bind, ArqLimits limits, UnaryOperator<InetSocketAddress> behind) {
        this.transport = transport;
        this.bind = bind;
        this.limits = limits;
        this.behind = behind;
    }

    @Override
    public String name() {
        return "arq";
    }

    @Override
    public void start(ConnectionTraces traces) throws IOException {
        ChannelFuture bound = DatagramOptions.plain(transport)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel fresh) {
                        receiver = ArqReceiver.on(fresh, new Reception(limits, traces, behind, () ->
                                (InetSocketAddress) fresh.localAddress()));
                    }
                })
                .bind(bind)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + Endpoints.text(bind) + ": " + SystemWords.of(bound.cause()), bound.cause());
        }
        channel = bound.channel();
    }

    @Override
    public List<InetSocketAddress> addresses() {
        return channel == null ? List.of() : List.of((InetSocketAddress) channel.localAddress());
    }

    @Override
    public List<String> hints() {
        return addresses().stream()
                .flatMap(address -> Reachable.of(address).stream())
                .flatMap(endpoint -> List.of("lab flow " + endpoint, "lab congestion " + endpoint).stream())
                .toList();
    }

    /// Stops listening; transfers that still run are over.
    @Override
    public void close() {
        Channel open = channel;
        ArqReceiver receiving = receiver;
        if (open != null) {
            if (receiving != null) {
                open.eventLoop().submit(receiving::end).awaitUninterruptibly();
            }
            open.close().awaitUninterruptibly();
        }
    }
}
