package org.wirelab.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.net.SystemWords;
import org.wirelab.trace.Endpoints;

/// A service's listening socket, and the connections that were accepted from it.
public final class Listener implements AutoCloseable {

    private final InetSocketAddress bind;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable Channel channel;

    /// @param bind where to listen; port 0 takes a free one
    public Listener(InetSocketAddress bind) {
        this.bind = bind;
    }

    /// Where it was asked to listen.
    public InetSocketAddress bind() {
        return bind;
    }

    /// Binds and begins to accept.
    ///
    /// @param bootstrap set as the service's connections need it
    /// @param accepted told of each connection, on its event loop; [#add] makes it end with the service
    /// @throws IOException when the address cannot be bound; the message is one line that names it
    public void open(ServerBootstrap bootstrap, Consumer<SocketChannel> accepted) throws IOException {
        ChannelFuture bound = bootstrap
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        accepted.accept(connection);
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

    /// Where it listens, once open.
    public List<InetSocketAddress> addresses() {
        return channel == null ? List.of() : List.of((InetSocketAddress) channel.localAddress());
    }

    /// Where others reach it, once open: endpoints as one types them.
    public List<String> reachable() {
        return addresses().stream()
                .flatMap(address -> Reachable.of(address).stream())
                .toList();
    }

    /// Has a connection end with the service.
    public void add(SocketChannel connection) {
        connections.add(connection);
    }

    /// How many connections there are.
    public int connections() {
        return connections.size();
    }

    /// Stops listening and ends the connections.
    @Override
    public void close() {
        if (channel != null) {
            channel.close().awaitUninterruptibly();
        }
        connections.close().awaitUninterruptibly();
    }
}
