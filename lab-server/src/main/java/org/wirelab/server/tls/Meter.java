package org.wirelab.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wirelab.net.tls.TlsHandler;

/// Holds one connection to its limits: bytes before and after the handshake, time in all, and no more answers than the
/// other side reads.
final class Meter extends ChannelInboundHandlerAdapter {

    private final TlsLimits limits;
    private long received;
    private boolean open;
    private @Nullable ScheduledFuture<?> life;

    Meter(TlsLimits limits) {
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        life = context.executor()
                .schedule(() -> context.channel().close(), limits.life().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        received += ((ByteBuf) message).readableBytes();
        context.fireChannelRead(message);
        if (received > (open ? limits.bytes() : limits.handshakeBytes())) {
            context.channel().close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        open |= event == TlsHandler.OPEN;
        context.fireUserEventTriggered(event);
    }

    /// Whoever asks and does not read gets no more answers until it does.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (life != null) {
            life.cancel(false);
        }
        context.fireChannelInactive();
    }
}
