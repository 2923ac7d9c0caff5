package org.wirelab.client.flow.slow;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/// The sender's program on a TCP connection: hands its kernel a piece at a time, as fast as the link carries them, and
/// leaves it to the kernel to wait.
final class PacedWriter {

    /// Of IPv4 and TCP with its timestamps.
    private static final int HEADERS = 52;

    private final Channel connection;
    private final byte[] data;
    private final int piece;
    private final SendingPace pace;
    private int written;

    private PacedWriter(Channel connection, byte[] data, int piece, SendingPace pace) {
        this.connection = connection;
        this.data = data;
        this.piece = piece;
        this.pace = pace;
    }

    /// Begins; on the event loop.
    static void on(Channel connection, byte[] data, int piece, long bitsPerSecond) {
        new PacedWriter(connection, data, piece, new SendingPace(bitsPerSecond, System.nanoTime())).write();
    }

    private void write() {
        int length = Math.min(piece, data.length - written);
        connection.writeAndFlush(Unpooled.wrappedBuffer(data, written, length));
        written += length;
        long now = System.nanoTime();
        pace.sent(length + HEADERS, now);
        if (written < data.length) {
            connection.eventLoop().schedule(this::write, Math.max(0, pace.due() - now), TimeUnit.NANOSECONDS);
        }
    }
}
