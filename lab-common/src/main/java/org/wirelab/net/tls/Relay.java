package org.wirelab.net.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wirelab.net.LocalAddress;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.scenario.ManInTheMiddle;
import org.wirelab.tls.scenario.ManInTheMiddle.Action;
import org.wirelab.tls.scenario.Role;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;

/// A man in the middle on real sockets: listens for one client, connects on to the server, and does with each record
/// what his core says.
///
/// Each end has a connection of its own with him. A FIN of the one is passed on as a FIN of the other.
public final class Relay implements AutoCloseable {

    private final Object oneAtATime = new Object();
    private final InetSocketAddress server;
    private final Channel listener;
    private final Channel outgoing;
    private final Map<Role, Channel> sockets = new EnumMap<>(Role.class);
    private final Set<Role> ended = EnumSet.noneOf(Role.class);
    private @Nullable ManInTheMiddle core;
    private @Nullable Recorder recorder;

    private Relay(Transport transport, InetSocketAddress bind, InetSocketAddress server) throws IOException {
        this.server = server;
        outgoing = bound(
                transport
                        .client()
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .handler(new Passing(Role.CLIENT))
                        .bind(LocalAddress.towards(server)),
                server);
        sockets.put(Role.SERVER, outgoing);
        listener = bound(
                transport
                        .listener()
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childHandler(new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel accepted) {
                                accept(accepted);
                            }
                        })
                        .bind(bind),
                bind);
    }

    /// Listens, and has a socket for the way on; both addresses are known from here on.
    ///
    /// @param bind where to listen; port 0 takes a free one
    /// @param server where the server listens
    /// @throws IOException when an address cannot be bound; the message is one line that names it
    public static Relay open(Transport transport, InetSocketAddress bind, InetSocketAddress server) throws IOException {
        return new Relay(transport, bind, server);
    }

    /// Says who decides, and where he tells what he does. Before the client connects.
    public void play(ManInTheMiddle decides, Recorder tells) {
        synchronized (oneAtATime) {
            core = decides;
            recorder = tells;
        }
    }

    /// Where the client is to connect to.
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /// Where the server sees its client.
    public InetSocketAddress outgoing() {
        return (InetSocketAddress) outgoing.localAddress();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        List<Channel> open;
        synchronized (oneAtATime) {
            open = List.copyOf(sockets.values());
        }
        open.forEach(socket -> socket.close().awaitUninterruptibly());
    }

    private static Channel bound(ChannelFuture binding, InetSocketAddress where) throws IOException {
        if (!binding.awaitUninterruptibly().isSuccess()) {
            throw new IOException(
                    "the man in the middle finds no place at " + Endpoints.text(where) + ": "
                            + SystemWords.of(binding.cause()),
                    binding.cause());
        }
        return binding.channel();
    }

    /// One client is all that he waits for. It is read once the server is there.
    private void accept(SocketChannel accepted) {
        synchronized (oneAtATime) {
            if (sockets.containsKey(Role.CLIENT)) {
                accepted.close();
                return;
            }
            sockets.put(Role.CLIENT, accepted);
        }
        accepted.pipeline().addLast(new Passing(Role.SERVER));
        outgoing.connect(server).addListener((ChannelFutureListener) connected -> {
            if (connected.isSuccess()) {
                accepted.config().setAutoRead(true);
            } else {
                accepted.close();
            }
        });
    }

    private void arrived(Role towards, Bytes octets) {
        synchronized (oneAtATime) {
            if (core != null) {
                core.arrived(towards, octets).forEach(this::act);
            }
        }
    }

    private void streamEnded(Role towards) {
        synchronized (oneAtATime) {
            if (core != null && !ended.contains(towards)) {
                core.ended(towards).forEach(this::act);
            }
        }
    }

    private void act(Action action) {
        switch (action) {
            case Action.Tell tell when recorder != null -> recorder.record(tell.deed());
            case Action.Tell _ -> {}
            case Action.Forward(Role towards, Bytes octets) ->
                socket(towards, socket -> socket.writeAndFlush(Unpooled.wrappedBuffer(octets.toArray())));
            case Action.End(Role towards) -> {
                ended.add(towards);
                socket(
                        towards,
                        socket -> socket.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> end(socket, towards)));
            }
        }
    }

    private interface Use {
        void of(Channel socket);
    }

    private void socket(Role towards, Use use) {
        Channel socket = sockets.get(towards);
        if (socket != null) {
            use.of(socket);
        }
    }

    /// Nothing more goes to this end; when nothing more comes from it either, its socket is done with.
    private void end(Channel socket, Role towards) {
        boolean over;
        synchronized (oneAtATime) {
            over = ended.contains(towards.other());
        }
        if (over) {
            socket.close();
        } else if (socket instanceof DuplexChannel duplex && duplex.isActive()) {
            duplex.shutdownOutput();
        }
    }

    /// Hands what one socket receives to the core.
    private final class Passing extends ChannelInboundHandlerAdapter {
        private final Role towards;

        /// @param towards who is at the other end
        Passing(Role towards) {
            this.towards = towards;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf octets = (ByteBuf) message;
            Bytes bytes = Bytes.of(ByteBufUtil.getBytes(octets));
            octets.release();
            arrived(towards, bytes);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof ChannelInputShutdownEvent) {
                streamEnded(towards);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            streamEnded(towards);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close(); // a reset: this stream is over
        }
    }
}
