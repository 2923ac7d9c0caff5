package org.wirelab.net.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wirelab.tls.TlsEngine;
import org.wirelab.tls.TlsFailure;

/// Carries a [TlsEngine] in a pipeline: records on the socket's side, plaintext on the other.
///
/// After the handshake it fires [#OPEN]. Whatever ends the connection, what the engine still wants to say (an alert,
/// close_notify) leaves first; then this end's direction is shut down and the peer's is read to its end, since closing
/// a socket with unread bytes makes the kernel send a reset that may overtake the alert.
public final class TlsHandler extends ChannelDuplexHandler {

    /// The user event that tells the next handler that it may write.
    public static final Object OPEN = new Object() {
        @Override
        public String toString() {
            return "TLS is open";
        }
    };

    /// The user event that ends the connection since somebody else needs its place.
    public static final Object GIVE_WAY = new Object() {
        @Override
        public String toString() {
            return "give way";
        }
    };

    private static final Duration PEERS_TIME_TO_CLOSE = Duration.ofSeconds(1);

    private final TlsEngine engine;
    private final Duration deadline;
    private final RecordCuts records = new RecordCuts();
    private @Nullable ScheduledFuture<?> missed;
    private boolean started;
    private boolean announced;
    private boolean ending;

    /// @param deadline how long the handshake may take
    public TlsHandler(TlsEngine engine, Duration deadline) {
        this.engine = engine;
        this.deadline = deadline;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            start(context);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        start(context);
        context.fireChannelActive();
    }

    private void start(ChannelHandlerContext context) {
        if (started) {
            return;
        }
        started = true;
        missed = context.executor().schedule(() -> missedDeadline(context), deadline.toMillis(), TimeUnit.MILLISECONDS);
        attempt(context, engine::start);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == GIVE_WAY && !ending) {
            fail(context, engine.gaveWay());
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void missedDeadline(ChannelHandlerContext context) {
        if (!engine.isOpen() && !ending) {
            fail(context, engine.deadlineMissed(deadline.toMillis()));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf received = (ByteBuf) message;
        byte[] bytes = ByteBufUtil.getBytes(received);
        received.release();
        for (byte[] record : records.of(bytes)) {
            if (!ending) {
                attempt(context, () -> engine.receive(record));
            }
        }
    }

    /// RFC 5246 §7.2.1: without close_notify the end of the stream may be somebody's cut.
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        forgetDeadline();
        if (!ending) {
            ending = true;
            try {
                engine.endOfInput();
            } catch (TlsFailure failure) {
                context.fireExceptionCaught(failure);
            }
        }
        context.fireChannelInactive();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ByteBuf plaintext = (ByteBuf) message;
        byte[] bytes = ByteBufUtil.getBytes(plaintext);
        plaintext.release();
        try {
            engine.send(bytes);
            context.write(Unpooled.wrappedBuffer(engine.output()), promise);
        } catch (TlsFailure failure) {
            promise.setFailure(failure);
            fail(context, failure);
        }
    }

    /// Says close_notify, then ends the connection in an orderly way.
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (ending || !context.channel().isActive()) {
            context.close(promise);
            return;
        }
        TlsFailure failure = null;
        try {
            engine.close();
        } catch (TlsFailure e) {
            failure = e;
        }
        endAfterLastOutput(context, failure);
        context.channel().closeFuture().addListener(_ -> promise.trySuccess());
    }

    /// A deadline that nobody needs any more would keep all of a connection in memory.
    private void forgetDeadline() {
        if (missed != null) {
            missed.cancel(false);
        }
    }

    private interface Step {
        void run() throws TlsFailure;
    }

    /// Lets the engine act, then hands on what came out of it at either end.
    private void attempt(ChannelHandlerContext context, Step step) {
        try {
            step.run();
        } catch (TlsFailure failure) {
            fail(context, failure);
            return;
        }
        flushOutput(context);
        if (engine.isOpen() && !announced) {
            announced = true;
            forgetDeadline();
            context.fireUserEventTriggered(OPEN);
        }
        byte[] plaintext = engine.applicationData();
        if (plaintext.length > 0) {
            context.fireChannelRead(Unpooled.wrappedBuffer(plaintext));
        }
        if (engine.isClosed() && !ending) {
            endAfterLastOutput(context, null);
        }
    }

    private void fail(ChannelHandlerContext context, TlsFailure failure) {
        if (!ending) {
            endAfterLastOutput(context, failure);
        }
    }

    private void endAfterLastOutput(ChannelHandlerContext context, @Nullable TlsFailure failure) {
        ending = true;
        ChannelFuture flushed = flushOutput(context);
        if (failure != null) {
            context.fireExceptionCaught(failure);
        }
        flushed.addListener(_ -> {
            if (context.channel() instanceof DuplexChannel duplex && duplex.isActive()) {
                duplex.shutdownOutput();
                context.executor()
                        .schedule(() -> context.close(), PEERS_TIME_TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
            } else {
                context.close();
            }
        });
    }

    private ChannelFuture flushOutput(ChannelHandlerContext context) {
        byte[] output = engine.output();
        return context.writeAndFlush(output.length == 0 ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(output));
    }
}
