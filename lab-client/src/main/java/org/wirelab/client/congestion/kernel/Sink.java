package org.wirelab.client.congestion.kernel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.wirelab.client.path.Path;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.trace.Endpoints;

/// A receiver that takes whatever comes, as fast as it comes, and throws it away.
final class Sink implements AutoCloseable {

    private static final IntegerUnixChannelOption SO_RCVBUF = new IntegerUnixChannelOption("SO_RCVBUF", 1, 8);

    private final Channel listener;
    private final ChannelGroup connections;

    private Sink(Channel listener, ChannelGroup connections) {
        this.listener = listener;
        this.connections = connections;
    }

    /// A place where sockets are made.
    interface Place {
        <T> T call(Callable<T> task) throws LabException;

        /// This process's own network.
        Place HERE = new Place() {
            @Override
            public <T> T call(Callable<T> task) throws LabException {
                try {
                    return task.call();
                } catch (Exception e) {
                    throw new LabException(ExitCode.LACKING, "no socket could be made: " + SystemWords.of(e), e);
                }
            }
        };

        /// The server's end of a path.
        static Place serverOf(Path path) {
            return new Place() {
                @Override
                public <T> T call(Callable<T> task) throws LabException {
                    return path.atServer(task);
                }
            };
        }
    }

    /// Listens.
    ///
    /// @param receiveBuffer in octets, 0 for the kernel's own
    static Sink open(Transport transport, Place place, InetSocketAddress address, int receiveBuffer)
            throws LabException {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        // a socket belongs to the network of the thread that makes it
        Channel made = done(
                place.call(() -> transport
                        .listener()
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childHandler(new Taker(connections))
                        .register()),
                address);
        if (receiveBuffer > 0) {
            // before it listens: the window of the handshake is cut from it (tcp(7))
            made.config().setOption(SO_RCVBUF, receiveBuffer);
        }
        try {
            done(made.bind(address), address);
        } catch (LabException e) {
            made.close().awaitUninterruptibly();
            throw e;
        }
        return new Sink(made, connections);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
    }

    private static Channel done(ChannelFuture future, InetSocketAddress address) throws LabException {
        if (!future.awaitUninterruptibly().isSuccess()) {
            throw new LabException(
                    ExitCode.LACKING,
                    "no socket could be made for " + Endpoints.text(address) + ": " + SystemWords.of(future.cause()),
                    future.cause());
        }
        return future.channel();
    }

    /// Keeps nothing but the connections, to close them.
    @Sharable
    private static final class Taker extends SimpleChannelInboundHandler<ByteBuf> {
        private final ChannelGroup connections;

        Taker(ChannelGroup connections) {
            this.connections = connections;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            connections.add(context.channel());
            context.fireChannelActive();
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf data) {
            // taken and thrown away
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
