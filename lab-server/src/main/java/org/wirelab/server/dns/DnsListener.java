package org.wirelab.server.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.wirelab.dns.DnsTransport;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.trace.Endpoints;

/// One address at which DNS queries are taken, over UDP and TCP on the same port.
final class DnsListener implements AutoCloseable {

    private static final int LONGEST_MESSAGE = 65535;
    /// RFC 7766 §6.2.3: an idle connection is not kept for long.
    private static final int IDLE_SECONDS = 10;

    private static final int CONNECTIONS = 64;
    private static final int PORT_ATTEMPTS = 8;

    private final Responder responder;
    private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private InetSocketAddress address = new InetSocketAddress(0);

    private DnsListener(Responder responder) {
        this.responder = responder;
    }

    /// Binds an address.
    ///
    /// @param wanted with port 0, any free one that UDP and TCP can share
    /// @throws IOException in one line, when the address cannot be bound
    static DnsListener bind(Transport transport, InetSocketAddress wanted, Responder responder) throws IOException {
        IOException last = new IOException("cannot listen on " + wanted);
        for (int attempt = 0; attempt < (wanted.getPort() == 0 ? PORT_ATTEMPTS : 1); attempt++) {
            DnsListener listener = new DnsListener(responder);
            try {
                Channel udp = listener.opened(
                        wanted,
                        DatagramHandler.bootstrap(transport)
                                .handler(new DatagramHandler(responder))
                                .bind(wanted));
                listener.address = (InetSocketAddress) udp.localAddress();
                listener.opened(
                        listener.address,
                        transport.listener().childHandler(listener.streams()).bind(listener.address));
                return listener;
            } catch (IOException e) {
                listener.close();
                last = e;
            }
        }
        throw last;
    }

    /// Where it listens.
    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        sockets.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
    }

    private Channel opened(InetSocketAddress wanted, ChannelFuture binding) throws IOException {
        if (!binding.awaitUninterruptibly().isSuccess()) {
            String where = Endpoints.text(wanted.getAddress()) + ", port " + wanted.getPort();
            throw new IOException(
                    "cannot listen on " + where + ": " + SystemWords.of(binding.cause()), binding.cause());
        }
        sockets.add(binding.channel());
        return binding.channel();
    }

    private ChannelInitializer<SocketChannel> streams() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                if (connections.size() >= CONNECTIONS) {
                    channel.close();
                    return;
                }
                connections.add(channel);
                channel.pipeline()
                        .addLast(new ReadTimeoutHandler(IDLE_SECONDS, TimeUnit.SECONDS))
                        .addLast(new LengthFieldBasedFrameDecoder(LONGEST_MESSAGE + 2, 0, 2, 0, 2))
                        .addLast(messages(channel));
            }
        };
    }

    private SimpleChannelInboundHandler<ByteBuf> messages(SocketChannel connection) {
        StreamSender sender = new StreamSender(connection);
        InetAddress client = connection.remoteAddress().getAddress();
        return new SimpleChannelInboundHandler<>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
                responder.respond(
                        ByteBufUtil.getBytes(message),
                        client,
                        DnsTransport.TCP,
                        delivery -> context.executor().execute(() -> sender.send(delivery)));
            }

            /// Who does not read its responses may not ask for more.
            @Override
            public void channelWritabilityChanged(ChannelHandlerContext context) {
                context.channel().config().setAutoRead(context.channel().isWritable());
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                context.close();
            }
        };
    }
}
