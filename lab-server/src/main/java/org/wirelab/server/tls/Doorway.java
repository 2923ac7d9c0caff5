package org.wirelab.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wirelab.net.tls.TlsHandler;
import org.wirelab.server.tls.TurnedAway.Reason;

/// Where a connection waits until its first message is there; then it hands all bytes to those who deal with them.
final class Doorway extends ChannelInboundHandlerAdapter {

    /// Told of what becomes of a connection in the doorway.
    interface Keeper {
        /// The first message is there.
        ///
        /// @return true when the pipeline now ends in handlers that wait for it
        boolean admit(ChannelPipeline pipeline);

        /// The connection has ended, or is to be ended, before its first message was there.
        void turnAway(Reason reason);

        /// Another connection has the place now.
        void giveWay();
    }

    private final FirstMessage message;
    private final Duration deadline;
    private final Keeper keeper;
    private @Nullable ScheduledFuture<?> missed;
    private boolean done;

    /// @param deadline how long the whole first message may take, however busily it drips
    /// @param most bytes that are kept
    Doorway(Duration deadline, int most, Keeper keeper) {
        this.message = new FirstMessage(most);
        this.deadline = deadline;
        this.keeper = keeper;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        missed = context.executor().schedule(() -> turnAway(Reason.SILENT), deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object received) {
        ByteBuf buffer = (ByteBuf) received;
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        buffer.release();
        if (done || message.add(bytes) == FirstMessage.State.INCOMPLETE) {
            return;
        }
        leave();
        if (keeper.admit(context.pipeline())) {
            context.fireChannelRead(Unpooled.wrappedBuffer(message.bytes()));
            context.fireChannelReadComplete();
            context.pipeline().remove(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        turnAway(Reason.LEFT);
        context.fireChannelInactive();
    }

    /// Who has to give way here is counted by those who say so.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == TlsHandler.GIVE_WAY && !done) {
            leave();
            keeper.giveWay();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /// A connection that is reset here has said nothing yet that anybody would want to read.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void turnAway(Reason reason) {
        if (!done) {
            leave();
            keeper.turnAway(reason);
        }
    }

    private void leave() {
        done = true;
        if (missed != null) {
            missed.cancel(false);
        }
    }
}
