package org.wirelab.client.flow.slow;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.wirelab.tcp.Tally;

/// The receiver's program on a TCP connection: reads a little at a time, at its own pace, and hashes what it reads.
final class SlowReader extends ChannelInboundHandlerAdapter {

    private final ReadingPace pace;
    private final Tally tally = new Tally();
    private int octets;
    private volatile long read;
    private volatile long lastNanos;

    private SlowReader(ReadingPace pace) {
        this.pace = pace;
    }

    /// Has the connection read like this from now on; on its event loop.
    ///
    /// @param atOnce octets of one reading
    static SlowReader on(Channel connection, ReadingPace pace, int atOnce) {
        SlowReader reader = new SlowReader(pace);
        // behind the recorder, and before whoever throws away what is read
        connection.pipeline().addAfter(connection.pipeline().firstContext().name(), "slow reader", reader);
        if (!pace.asItComes()) {
            connection.config().setAutoRead(false);
            connection.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(atOnce).maxMessagesPerRead(1));
            long begun = System.nanoTime();
            reader.schedule(connection, pace.first(begun) - begun);
        }
        return reader;
    }

    long read() {
        return read;
    }

    /// When it read last, by [System#nanoTime()].
    long lastNanos() {
        return lastNanos;
    }

    /// SHA-256 of what was read; on the event loop, or when nothing more is read.
    String digest() {
        return tally.digest();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf data && data.isReadable()) {
            tally.add(data.nioBuffer());
            octets += data.readableBytes();
            read = tally.bytes();
            lastNanos = System.nanoTime();
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        if (pace.asItComes()) {
            return; // whatever has come is read
        }
        long now = System.nanoTime();
        long due = pace.next(now, octets);
        octets = 0;
        schedule(context.channel(), due - now);
    }

    private void schedule(Channel connection, long nanos) {
        connection.eventLoop().schedule(connection::read, nanos, TimeUnit.NANOSECONDS);
    }
}
