package org.wirelab.net.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Mismatch;
import org.wirelab.dns.WireMessage;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Reply;
import org.wirelab.dns.walk.ReplyMatcher;
import org.wirelab.net.SystemWords;
import org.wirelab.trace.Recorder;

/// One query on its way and the wait for its reply; lives on one event loop and closes its socket in the end.
final class Exchange {

    private static final int LONGEST_MESSAGE = 65535;
    private static final int ROOM = 4096;
    private static final RecvByteBufAllocator DATAGRAMS = new FixedRecvByteBufAllocator(ROOM).maxMessagesPerRead(1);

    private final Move.Ask ask;
    private final InetSocketAddress place;
    private final Recorder recorder;
    private final DepartureListener listener;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final ScheduledFuture<?> timer;
    private final long begun = System.nanoTime();
    private long sent = begun;

    Exchange(Move.Ask ask, InetSocketAddress place, Recorder recorder, DepartureListener listener, EventLoop loop) {
        this.ask = ask;
        this.place = place;
        this.recorder = recorder;
        this.listener = listener;
        this.timer = loop.schedule(
                () -> reply.complete(new Reply.TimedOut(System.nanoTime() - begun)),
                ask.timeout().toNanos(),
                TimeUnit.NANOSECONDS);
        reply.whenComplete((_, _) -> timer.cancel(false));
    }

    /// What is asked.
    Move.Ask ask() {
        return ask;
    }

    /// Where the query goes.
    InetSocketAddress place() {
        return place;
    }

    CompletableFuture<Reply> reply() {
        return reply;
    }

    /// Room for the largest response that the query offers to take; what is longer is cut off, and thus damaged.
    RecvByteBufAllocator room() {
        return ask.edns().payload() <= ROOM ? DATAGRAMS : new FixedRecvByteBufAllocator(LONGEST_MESSAGE);
    }

    /// Takes datagrams. The socket is not connected to the server: what others send is to be seen, too.
    ChannelHandler datagrams() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                long now = System.nanoTime();
                if (message instanceof DatagramPacket packet) {
                    byte[] wire = ByteBufUtil.getBytes(packet.content());
                    packet.release();
                    arrived(now, packet.sender(), wire);
                }
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                unreachable(SystemWords.of(cause));
            }
        };
    }

    /// Takes the messages of a stream, each behind its length (RFC 7766 §8).
    ChannelHandler stream() {
        return new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.pipeline()
                        .addLast(new LengthFieldBasedFrameDecoder(LONGEST_MESSAGE + 2, 0, 2, 0, 2))
                        .addLast(new SimpleChannelInboundHandler<ByteBuf>() {
                            @Override
                            protected void channelRead0(ChannelHandlerContext context, ByteBuf message) {
                                arrived(System.nanoTime(), place, ByteBufUtil.getBytes(message));
                            }

                            @Override
                            public void channelInactive(ChannelHandlerContext context) {
                                unreachable("the connection was closed before the response");
                            }

                            @Override
                            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                                unreachable(SystemWords.of(cause));
                            }
                        });
            }
        };
    }

    /// Sends the query as soon as the socket is ready.
    void over(ChannelFuture socket) {
        Channel channel = socket.channel();
        reply.whenComplete((_, _) -> channel.close());
        if (socket.isSuccess()) {
            send(channel);
            return;
        }
        socket.addListener(_ -> {
            if (socket.isSuccess()) {
                send(channel);
            } else {
                unreachable(SystemWords.of(socket.cause()));
            }
        });
    }

    /// The query cannot reach the server.
    void unreachable(String why) {
        reply.complete(new Reply.Unreachable(why, System.nanoTime() - begun));
    }

    private void send(Channel channel) {
        byte[] query = ask.message().toWire();
        boolean stream = ask.transport() == DnsTransport.TCP;
        Object message = stream
                ? Unpooled.buffer(query.length + 2).writeShort(query.length).writeBytes(query)
                : new DatagramPacket(Unpooled.wrappedBuffer(query), place);
        sent = System.nanoTime();
        ChannelFuture written = channel.writeAndFlush(message);
        written.addListener(_ -> {
            if (!written.isSuccess()) {
                unreachable(SystemWords.of(written.cause()));
            }
        });
    }

    private void arrived(long nanos, InetSocketAddress from, byte[] wire) {
        WireMessage read = WireMessage.read(wire);
        Optional<DnsObservation.ReplyIgnored> mismatch = ReplyMatcher.mismatch(ask, place, from, wire, read);
        if (mismatch.isPresent()) {
            if (!reply.isDone()) {
                recorder.record(mismatch.get());
                if (mismatch.get().mismatch() == Mismatch.CASE) {
                    reply.complete(new Reply.CaseChanged(nanos - sent));
                }
            }
            return;
        }
        listener.arrives(ask, wire);
        reply.complete(
                switch (read) {
                    case WireMessage.Whole whole ->
                        new Reply.Received(whole.message(), whole.bytes(), whole.trailing(), nanos - sent);
                    case WireMessage.Damaged damaged -> new Reply.Unreadable(damaged.inOneLine(), nanos - sent);
                });
    }
}
