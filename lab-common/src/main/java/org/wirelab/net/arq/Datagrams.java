package org.wirelab.net.arq;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.wirelab.arq.Frame;
import org.wirelab.arq.FrameCodec;

/// What a channel sends: each frame a datagram; where that is wanted, a run of frames of one length to one address as
/// one large datagram with the length of its segments (UDP_SEGMENT, `udp(7)`), which spares a system call for each.
final class Datagrams {

    /// UDP_MAX_SEGMENTS of Linux before 6.9.
    private static final int SEGMENTS = 64;

    private static final int LONGEST = 65_000;

    private final Channel channel;
    private final boolean segments;
    private @Nullable ByteBuf run;
    private @Nullable InetSocketAddress runTo;
    private int segment;
    private int count;
    private boolean unflushed;

    Datagrams(Channel channel, boolean segments) {
        this.channel = channel;
        this.segments = segments;
    }

    void write(FrameCodec codec, Frame frame, InetSocketAddress to) {
        int length = FrameCodec.length(frame);
        if (!segments || !(frame instanceof Frame.Data)) {
            endRun();
            ByteBuf datagram = channel.alloc().directBuffer(length, length);
            encode(codec, frame, datagram, length);
            write(new DatagramPacket(datagram, to));
            return;
        }
        ByteBuf current = run;
        if (current != null && (length > segment || !to.equals(runTo) || full(current, length))) {
            endRun();
            current = null;
        }
        if (current == null) {
            int room = Math.max(length, Math.min(LONGEST, SEGMENTS * length));
            current = channel.alloc().directBuffer(room, room);
            run = current;
            runTo = to;
            segment = length;
            count = 0;
        }
        encode(codec, frame, current, length);
        count++;
        if (length < segment) {
            // only the last segment may be shorter
            endRun();
        }
    }

    void flush() {
        endRun();
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    private boolean full(ByteBuf current, int length) {
        return count == SEGMENTS || current.writableBytes() < length;
    }

    private void endRun() {
        ByteBuf current = run;
        InetSocketAddress to = runTo;
        if (current == null || to == null) {
            return;
        }
        run = null;
        runTo = null;
        write(count == 1 ? new DatagramPacket(current, to) : new SegmentedDatagramPacket(current, segment, to));
    }

    private void write(DatagramPacket packet) {
        unflushed = true;
        channel.write(packet, channel.voidPromise());
    }

    private static void encode(FrameCodec codec, Frame frame, ByteBuf out, int length) {
        codec.encode(frame, out.internalNioBuffer(out.writerIndex(), length));
        out.writerIndex(out.writerIndex() + length);
    }
}
