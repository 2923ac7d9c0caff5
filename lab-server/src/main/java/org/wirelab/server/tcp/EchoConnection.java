package org.wirelab.server.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.net.KernelProbe;
import org.wirelab.net.SocketRecorder;
import org.wirelab.server.Limits;
import org.wirelab.tcp.ClosingStyle;
import org.wirelab.tcp.Delivery;
import org.wirelab.tcp.Greeting;
import org.wirelab.tcp.Tally;
import org.wirelab.trace.Recorder;

/// The server's end of one connection: greeting, echo, and the close that the client asked for.
final class EchoConnection extends ChannelInboundHandlerAdapter {

    private final SocketRecorder recorder;
    private final Recorder socket;
    private final String local;
    private final String remote;
    private final Limits limits;
    private final Tally received = new Tally();

    /// What may still become a greeting; null once that is decided.
    private @Nullable ByteBuf opening = Unpooled.buffer(Greeting.LONGEST);

    private Optional<Greeting> greeting = Optional.empty();
    private boolean reported;
    private boolean broken;

    EchoConnection(SocketRecorder recorder, Recorder socket, String local, String remote, Limits limits) {
        this.recorder = recorder;
        this.socket = socket;
        this.local = local;
        this.remote = remote;
        this.limits = limits;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        ByteBuf rest = opening == null ? data : greeted(context, data, opening);
        if (rest.isReadable()) {
            echo(context, rest);
        } else {
            rest.release();
        }
    }

    /// Collects the first line; gives what is to be echoed.
    private ByteBuf greeted(ChannelHandlerContext context, ByteBuf data, ByteBuf collected) {
        while (data.isReadable()) {
            byte next = data.readByte();
            collected.writeByte(next);
            int length = collected.readableBytes();
            boolean ofTheMark = length > Greeting.MARK.length() || next == Greeting.MARK.charAt(length - 1);
            if (next == '\n' && ofTheMark) {
                greeting = Greeting.parse(collected.toString(StandardCharsets.US_ASCII));
            }
            if (next == '\n' || !ofTheMark || length == Greeting.LONGEST) {
                opening = null;
                if (greeting.isPresent()) {
                    collected.release();
                    context.writeAndFlush(line(Greeting.WELCOME));
                    return data;
                }
                return Unpooled.wrappedBuffer(collected, data);
            }
        }
        data.release();
        return Unpooled.EMPTY_BUFFER;
    }

    private void echo(ChannelHandlerContext context, ByteBuf data) {
        received.add(data.nioBuffer());
        if (received.bytes() > limits.bytes()) {
            data.release();
            context.close();
            return;
        }
        context.writeAndFlush(data);
        boolean complete = greeting.filter(g -> received.bytes() >= g.bytes()).isPresent();
        if (complete && greeting.get().closing() == ClosingStyle.SIMPLE && !reported) {
            report(context);
        }
    }

    /// A client that sends faster than it reads is not read until it has caught up.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && !broken) {
            clientHasClosed(context);
        } else if (event instanceof IdleStateEvent) {
            context.close();
        }
    }

    private void clientHasClosed(ChannelHandlerContext context) {
        recorder.sample(context.channel());
        if (opening != null && opening.isReadable()) {
            ByteBuf unfinished = opening;
            opening = null;
            echo(context, unfinished);
        }
        greeting.ifPresent(sent -> socket.record(new Delivery(
                remote, local, sent.bytes(), sent.digest(), received.bytes(), received.digest(), "report")));
        if (!reported) {
            // RFC 9293 §3.6 case 2: the FIN is acknowledged; this end may go on sending until it closes too.
            // Acknowledged now, or the report's segment would carry the acknowledgment.
            KernelProbe.quickAck(context.channel(), true);
            report(context);
        }
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) flushed -> {
            if (flushed.isSuccess()) {
                recorder.shutDown(context.channel());
                context.close();
            }
        });
    }

    private void report(ChannelHandlerContext context) {
        reported = true;
        context.writeAndFlush(line(new Greeting.Report(received.bytes(), received.digest()).line()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        broken = true;
        context.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (opening != null) {
            opening.release();
            opening = null;
        }
    }

    private static ByteBuf line(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
