package org.wirelab.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.wirelab.render.Document;
import org.wirelab.text.Language;
import org.wirelab.tls.TlsFailure;

/// What the service says once TLS is open: a page to a browser or curl, every line again to anybody else.
final class PageOrEcho extends ChannelInboundHandlerAdapter {

    private static final int LONGEST_LINE = 8192;

    private final Function<Language, Document> page;
    private final ByteBuf line = Unpooled.buffer(256, LONGEST_LINE);
    private final StringBuilder echo = new StringBuilder();
    private Optional<RequestHead> request = Optional.empty();
    private boolean firstLine = true;
    private boolean answered;

    /// @param page the page, asked for when a request is complete
    PageOrEcho(Function<Language, Document> page) {
        this.page = page;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf plaintext = (ByteBuf) message;
        try {
            while (plaintext.isReadable() && line.maxWritableBytes() > 0 && !answered) {
                byte next = plaintext.readByte();
                line.writeByte(next);
                if (next == '\n') {
                    String text = line.toString(StandardCharsets.UTF_8);
                    line.clear();
                    complete(context, text);
                }
            }
            // many short lines are one answer: a record for each would cost more than whoever sends them pays
            if (!echo.isEmpty()) {
                context.writeAndFlush(Unpooled.copiedBuffer(echo, StandardCharsets.UTF_8));
                echo.setLength(0);
            }
            if (line.maxWritableBytes() == 0 && !answered) {
                tooLong(context);
            }
        } finally {
            plaintext.release();
        }
    }

    private void complete(ChannelHandlerContext context, String text) {
        if (firstLine) {
            firstLine = false;
            request = RequestHead.begin(text);
            if (request.isPresent()) {
                return;
            }
        }
        if (request.isEmpty()) {
            echo.append(text);
            return;
        }
        RequestHead head = request.get();
        switch (head.add(text)) {
            case INCOMPLETE -> {}
            case COMPLETE ->
                answer(context, HttpAnswer.to(head, page), head.method().equals("HEAD"));
            case BAD -> answer(context, HttpAnswer.badRequest(), false);
        }
    }

    private void tooLong(ChannelHandlerContext context) {
        if (request.isPresent()) {
            answer(context, HttpAnswer.badRequest(), false);
        } else {
            context.close();
        }
    }

    private void answer(ChannelHandlerContext context, HttpAnswer answer, boolean head) {
        answered = true;
        context.writeAndFlush(Unpooled.wrappedBuffer(answer.bytes(head))).addListener(ChannelFutureListener.CLOSE);
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
