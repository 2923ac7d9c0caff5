package org.wirelab.client.flow.slow;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// The sender's program on a TCP connection: hands its kernel a piece at a time, as fast as the link carries them, and
/// leaves it to the kernel to wait.
final class PacedWriter {

    /// Of TCP with its timestamps (RFC 7323 §3).
    private static final int TCP_HEADER = 32;

    private final Channel connection;
    private final byte[] data;
    private final int piece;
    private final SendingPace pace;
    private final int headers;
    private int written;

    private PacedWriter(Channel connection, byte[] data, int piece, SendingPace pace) {
        this.connection = connection;
        this.data = data;
        this.piece = piece;
        this.pace = pace;
        this.headers = SendingPace.ipHeader((InetSocketAddress) connection.remoteAddress()) + TCP_HEADER;
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
        pace.sent(length + headers, now);
        if (written < data.length) {
            connection.eventLoop().schedule(this::write, Math.max(0, pace.due() - now), TimeUnit.NANOSECONDS);
        }
    }
}
