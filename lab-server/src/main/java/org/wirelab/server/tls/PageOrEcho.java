package org.wirelab.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.wirelab.tls.TlsFailure;

/// What the service says once TLS is open: a small page to a browser or curl, every line again to anybody else.
final class PageOrEcho extends ChannelInboundHandlerAdapter {

    /// RFC 9112 §3: method, target and version.
    private static final Pattern REQUEST_LINE = Pattern.compile("[A-Z]+ \\S+ HTTP/1\\.[01]");

    private static final int LONGEST_LINE = 8192;
    private static final int MOST_HEADERS = 100;

    private final Supplier<String> page;
    private final ByteBuf line = Unpooled.buffer(256, LONGEST_LINE);
    private boolean firstLine = true;
    private boolean http;
    private boolean head;
    private int headers;

    /// @param page the text of the page, asked for when a request is complete
    PageOrEcho(Supplier<String> page) {
        this.page = page;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf plaintext = (ByteBuf) message;
        try {
            while (plaintext.isReadable() && line.isWritable()) {
                byte next = plaintext.readByte();
                line.writeByte(next);
                if (next == '\n') {
                    String text = line.toString(StandardCharsets.UTF_8);
                    line.clear();
                    complete(context, text);
                }
            }
            if (!line.isWritable() && line.writerIndex() >= LONGEST_LINE) {
                context.close();
            }
        } finally {
            plaintext.release();
        }
    }

    private void complete(ChannelHandlerContext context, String text) {
        if (firstLine) {
            firstLine = false;
            http = REQUEST_LINE.matcher(text.strip()).matches();
            head = text.startsWith("HEAD ");
        }
        if (!http) {
            context.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
        } else if (text.isBlank()) {
            respond(context);
        } else if (++headers > MOST_HEADERS) {
            context.close();
        }
    }

    private void respond(ChannelHandlerContext context) {
        byte[] body = page.get().getBytes(StandardCharsets.UTF_8);
        String fields = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n";
        ByteBuf response = Unpooled.copiedBuffer(fields, StandardCharsets.US_ASCII);
        context.writeAndFlush(head ? response : Unpooled.wrappedBuffer(response, Unpooled.wrappedBuffer(body)))
                .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close();
        }
    }

    /// The engine has told the trace what went wrong, and ends the connection itself.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof TlsFailure)) {
            context.close();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        line.release();
    }
}
