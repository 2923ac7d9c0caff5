package org.wirelab.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Sends as fast as the connection takes it, for a time or an amount, one block again and again.
public final class BulkSender extends ChannelInboundHandlerAdapter {

    /// As iperf3 writes: long enough that the call itself costs little, short enough to stay in the cache.
    private static final int BLOCK = 128 << 10;

    /// Blocks handed over before others on this event loop have their turn: some tenths of a millisecond.
    private static final int AT_ONCE = 4;

    private final Channel channel;
    private final long nanos;
    private final long wanted;
    private final ByteBuf block;
    private final CompletableFuture<Long> done = new CompletableFuture<>();
    private long end;
    private long handedOver;
    private volatile long written;
    private boolean pumping;

    /// @param time how long
    /// @param bytes how much within that time; 0: as much as goes
    public BulkSender(Channel channel, Duration time, long bytes) {
        this.channel = channel;
        this.nanos = time.toNanos();
        this.wanted = bytes == 0 ? Long.MAX_VALUE : bytes;
        byte[] random = new byte[BLOCK];
        // nothing on the way shall compress it
        new SplittableRandom(channel.hashCode()).nextBytes(random);
        this.block = Unpooled.directBuffer(BLOCK).writeBytes(random);
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(2 * BLOCK, 4 * BLOCK));
    }

    /// Begins; on the event loop.
    ///
    /// @return completed with the number of bytes when the kernel has taken all; exceptionally when the connection
    /// breaks
    public CompletableFuture<Long> start() {
        channel.pipeline().addLast(this);
        end = System.nanoTime() + nanos;
        // also when the other end reads nothing any more, and so never makes us writable
        channel.eventLoop().schedule(this::pump, nanos, TimeUnit.NANOSECONDS);
        pump();
        return done;
    }

    /// How many bytes the kernel has taken so far. On any thread.
    public long written() {
        return written;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            pump();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new ClosedChannelException());
        context.fireChannelInactive();
    }

    /// A flush may call back into this while it runs.
    private void pump() {
        if (pumping || done.isDone()) {
            return;
        }
        pumping = true;
        for (int count = 0; count < AT_ONCE && channel.isWritable() && !over(); count++) {
            int length = (int) Math.min(BLOCK, wanted - handedOver);
            handedOver += length;
            ChannelFuture taken = channel.writeAndFlush(block.retainedSlice(0, length));
            taken.addListener((ChannelFutureListener) result -> taken(result, length));
        }
        pumping = false;
        if (over()) {
            conclude();
        } else if (channel.isWritable()) {
            // not execute(): as long as there is something to execute, Netty looks at nothing that is due by time
            channel.eventLoop().schedule(this::pump, 0, TimeUnit.NANOSECONDS);
        }
    }

    private boolean over() {
        return handedOver == wanted || System.nanoTime() - end >= 0;
    }

    // Only the event loop writes it.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void taken(ChannelFuture result, int length) {
        if (result.isSuccess()) {
            written += length;
            conclude();
        } else {
            fail(result.cause());
        }
    }

    private void fail(Throwable cause) {
        if (!done.isDone()) {
            finish();
            done.completeExceptionally(cause);
        }
    }

    private void conclude() {
        if (!done.isDone() && over() && written == handedOver) {
            finish();
            done.complete(written);
        }
    }

    private void finish() {
        block.release();
        if (channel.pipeline().context(this) != null) {
            channel.pipeline().remove(this);
        }
    }
}
