package org.wirelab.net.dns;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.util.concurrent.Future;
import java.util.Base64;
import org.wirelab.dns.HttpExchanged;
import org.wirelab.net.SystemWords;

/// One query as an exchange of HTTP (RFC 8484), in the version that ALPN settled.
final class HttpExchange {

    private static final String DNS_MESSAGE = "application/dns-message";
    private static final int LONGEST_MESSAGE = 65535;
    private static final int OK = 200;

    private final SecureExchange exchange;
    private final ResolverPlace.Https resolver;
    private final String version;

    /// @param version `h2` or `http/1.1`
    HttpExchange(SecureExchange exchange, ResolverPlace.Https resolver, String version) {
        this.exchange = exchange;
        this.resolver = resolver;
        this.version = version;
    }

    /// TLS is open: puts HTTP into the pipeline and sends the request.
    void begin(ChannelHandlerContext context) {
        if (version.equals(SecureExchange.HTTP2)) {
            overHttp2(context);
        } else {
            overHttp11(context);
        }
    }

    private void overHttp11(ChannelHandlerContext context) {
        context.pipeline()
                .addBefore(context.name(), "http", new HttpClientCodec())
                .addBefore(context.name(), "whole", new HttpObjectAggregator(LONGEST_MESSAGE))
                .addBefore(context.name(), "replies", replies());
        exchange.leaves(context);
        context.writeAndFlush(request());
    }

    private void overHttp2(ChannelHandlerContext context) {
        context.pipeline()
                .addBefore(
                        context.name(),
                        "http2",
                        Http2FrameCodecBuilder.forClient()
                                // one request a connection: nothing is left to wait for when it is closed
                                .gracefulShutdownTimeoutMillis(0)
                                .build())
                .addBefore(context.name(), "streams", new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
        Future<Http2StreamChannel> opened = new Http2StreamChannelBootstrap(context.channel())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline()
                                .addLast(
                                        new Http2StreamFrameToHttpObjectCodec(false),
                                        new HttpObjectAggregator(LONGEST_MESSAGE),
                                        replies());
                    }
                })
                .open();
        opened.addListener(_ -> {
            if (opened.isSuccess()) {
                exchange.leaves(context);
                opened.getNow().writeAndFlush(request());
            } else {
                exchange.unreachable("HTTP/2: " + SystemWords.of(opened.cause()));
            }
        });
    }

    private FullHttpRequest request() {
        byte[] query = exchange.query();
        FullHttpRequest request = resolver.get()
                ? new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, target(query))
                : new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.POST, resolver.path(), Unpooled.wrappedBuffer(query));
        request.headers().set(HttpHeaderNames.HOST, resolver.authority()).set(HttpHeaderNames.ACCEPT, DNS_MESSAGE);
        if (version.equals(SecureExchange.HTTP2)) {
            request.headers().set(HttpConversionUtil.ExtensionHeaderNames.SCHEME.text(), "https");
        }
        if (!resolver.get()) {
            request.headers()
                    .set(HttpHeaderNames.CONTENT_TYPE, DNS_MESSAGE)
                    .set(HttpHeaderNames.CONTENT_LENGTH, query.length);
        }
        return request;
    }

    /// RFC 8484 §4.1.1, §6: the message in base64url without padding.
    private String target(byte[] query) {
        return resolver.path() + "?dns="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(query);
    }

    private SimpleChannelInboundHandler<FullHttpResponse> replies() {
        return new SimpleChannelInboundHandler<>() {
            @Override
            protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
                answered(response);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                exchange.unreadable("HTTP: " + SystemWords.of(cause));
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                exchange.unreachable("the connection was closed before the response");
                context.fireChannelInactive();
            }
        };
    }

    private void answered(FullHttpResponse response) {
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        int status = response.status().code();
        exchange.record(new HttpExchanged(
                version,
                resolver.get() ? "GET" : "POST",
                resolver.path(),
                status,
                type,
                response.content().readableBytes()));
        // RFC 8484 §4.2.1: only a success carries a DNS message
        if (status != OK) {
            exchange.unreachable("HTTP status " + response.status() + " for " + resolver.path());
        } else if (!type.split(";", 2)[0].strip().equalsIgnoreCase(DNS_MESSAGE)) {
            exchange.unreadable("the content is " + type + " instead of " + DNS_MESSAGE);
        } else {
            exchange.arrived(ByteBufUtil.getBytes(response.content()));
        }
    }
}
