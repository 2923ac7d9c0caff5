package org.wirelab.server.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.wirelab.dns.fault.Delivery;

/// Sends messages over one TCP connection when they are due, each after its length (RFC 7766 §8), never one within
/// another. Touched by the connection's event loop only.
final class StreamSender {

    private static final int LENGTH_FIELD = 2;

    private final Channel channel;
    /// Until when the connection is taken by a message that drips, on the process's clock.
    private long busyUntil = System.nanoTime();

    StreamSender(Channel channel) {
        this.channel = channel;
    }

    void send(Delivery delivery) {
        byte[] message = delivery.message();
        ByteBuf framed = Unpooled.buffer(message.length + LENGTH_FIELD)
                .writeShort(message.length)
                .writeBytes(message);
        if (delivery.after().isZero() && delivery.drip().isZero() && busyUntil - System.nanoTime() <= 0) {
            channel.writeAndFlush(framed);
        } else {
            schedule(framed, delivery.after(), delivery.drip());
        }
    }

    private void schedule(ByteBuf framed, Duration after, Duration drip) {
        long now = System.nanoTime();
        long due = Math.max(now + after.toNanos(), busyUntil);
        int piece = drip.isZero() ? framed.readableBytes() : 1;
        while (framed.isReadable()) {
            ByteBuf next = framed.readBytes(piece);
            channel.eventLoop().schedule(() -> write(next), due - now, TimeUnit.NANOSECONDS);
            due += drip.toNanos();
        }
        framed.release();
        busyUntil = drip.isZero() ? busyUntil : due;
    }

    private void write(ByteBuf piece) {
        if (channel.isActive()) {
            channel.writeAndFlush(piece);
        } else {
            piece.release();
        }
    }
}
