package org.wirelab.net.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.WireMessage;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Reply;
import org.wirelab.dns.walk.ReplyMatcher;
import org.wirelab.net.SystemWords;
import org.wirelab.net.tls.TlsHandler;
import org.wirelab.tls.TlsEngine;
import org.wirelab.tls.TlsFailure;
import org.wirelab.trace.Recorder;

/// One query inside TLS and the wait for its reply; lives on one event loop and closes its connection in the end.
final class SecureExchange {

    static final String HTTP2 = "h2";
    static final String HTTP11 = "http/1.1";
    private static final int LONGEST_MESSAGE = 65535;

    private final Move.Ask ask;
    private final ResolverPlace resolver;
    private final InetSocketAddress place;
    private final Recorder recorder;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final long begun = System.nanoTime();
    private long sent = begun;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable String refusal;

    SecureExchange(Move.Ask ask, ResolverPlace resolver, InetSocketAddress place, Recorder recorder) {
        this.ask = ask;
        this.resolver = resolver;
        this.place = place;
        this.recorder = recorder;
    }

    CompletableFuture<Reply> reply() {
        return reply;
    }

    /// Why the certificate was not believed; empty when it was.
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /// The query cannot reach the resolver, or no response comes.
    void unreachable(String why) {
        reply.complete(new Reply.Unreachable(why, System.nanoTime() - begun));
    }

    /// What came is no response.
    void unreadable(String why) {
        reply.complete(new Reply.Unreadable(why, System.nanoTime() - sent));
    }

    /// Something more that was seen of this exchange.
    void record(DnsObservation observation) {
        recorder.record(observation);
    }

    /// The query's bytes, padded (RFC 8467 §4.1).
    byte[] query() {
        return Padding.padded(ask.message());
    }

    /// The wait begins: the query leaves.
    void leaves(ChannelHandlerContext context) {
        sent = System.nanoTime();
        timer = context.executor()
                .schedule(
                        () -> reply.complete(new Reply.TimedOut(System.nanoTime() - sent)),
                        ask.timeout().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /// A message has come.
    void arrived(byte[] wire) {
        long rtt = System.nanoTime() - sent;
        WireMessage read = WireMessage.read(wire);
        Optional<DnsObservation.ReplyIgnored> mismatch = ReplyMatcher.mismatch(ask, place, place, wire, read);
        if (mismatch.isPresent()) {
            if (!reply.isDone()) {
                recorder.record(mismatch.get());
            }
            return;
        }
        reply.complete(
                switch (read) {
                    case WireMessage.Whole whole ->
                        new Reply.Received(whole.message(), whole.bytes(), whole.trailing(), rtt);
                    case WireMessage.Damaged damaged -> new Reply.Unreadable(damaged.inOneLine(), rtt);
                });
    }

    /// What stands behind the TLS handler: it waits until TLS is open, and makes way for what the resolver speaks.
    ChannelHandler handler(TlsEngine engine) {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void handlerAdded(ChannelHandlerContext context) {
                // close_notify leaves, and the peer's end is read: TlsHandler sees to it
                reply.whenComplete((_, _) -> {
                    if (timer != null) {
                        timer.cancel(false);
                    }
                    context.executor().execute(() -> context.channel().close());
                });
            }

            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
                if (event != TlsHandler.OPEN) {
                    context.fireUserEventTriggered(event);
                    return;
                }
                switch (resolver) {
                    case ResolverPlace.Https https ->
                        new HttpExchange(
                                        SecureExchange.this,
                                        https,
                                        engine.applicationProtocol().orElse(HTTP11))
                                .begin(context);
                    case ResolverPlace.Tls _ -> overTls(context);
                    case ResolverPlace.Plain _ -> throw new IllegalStateException("a plain resolver has no TLS");
                }
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                if (cause instanceof TlsFailure failure) {
                    if (failure.reason() == TlsFailure.Reason.TRUST_REFUSED) {
                        refusal = failure.getMessage();
                    }
                    unreachable("TLS: " + failure.getMessage());
                } else {
                    unreachable(SystemWords.of(cause));
                }
            }
        };
    }

    /// RFC 7858 §3.3: as over TCP, each message behind its length.
    private void overTls(ChannelHandlerContext context) {
        context.pipeline()
                .addBefore(
                        context.name(), "messages", new LengthFieldBasedFrameDecoder(LONGEST_MESSAGE + 2, 0, 2, 0, 2))
                .addBefore(context.name(), "replies", new SimpleChannelInboundHandler<ByteBuf>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext own, ByteBuf message) {
                        arrived(ByteBufUtil.getBytes(message));
                    }
                });
        byte[] query = query();
        leaves(context);
        // one write: length and message in one record (RFC 7766 §8)
        context.writeAndFlush(
                Unpooled.buffer(query.length + 2).writeShort(query.length).writeBytes(query));
    }
}
