package org.wirelab.net.arq;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import org.wirelab.arq.Decoded;
import org.wirelab.arq.Frame;
import org.wirelab.arq.FrameCodec;

/// Makes frames of a channel's datagrams and datagrams of frames. What is written while datagrams are read leaves
/// together when all of them have been read.
///
/// All of it on the channel's event loop.
public final class FrameHandler extends ChannelInboundHandlerAdapter {

    /// Who is told what arrives.
    public interface Listener {

        /// A frame has arrived whole.
        void frame(Frame frame, InetSocketAddress from);

        /// A datagram has arrived that is no frame, or was damaged on its way.
        ///
        /// @param octets how long it is
        void damaged(Decoded.Damaged damaged, int octets, InetSocketAddress from);

        /// Something broke while what had arrived was looked at: a fault of the lab's own, and none of the
        /// network's.
        void broken(Throwable cause);

        /// The system says that nobody listens where this socket is connected to (ICMP port unreachable).
        default void unreachable(PortUnreachableException cause) {}
    }

    private final FrameCodec codec = new FrameCodec();
    private final Datagrams out;
    private final Listener listener;
    private boolean reading;

    private FrameHandler(Datagrams out, Listener listener) {
        this.out = out;
        this.listener = listener;
    }

    /// Adds one to a channel's pipeline.
    ///
    /// @param segments whether many frames to one address may be given to the kernel as one large datagram,
    ///     which it takes apart ([DatagramOptions#segments])
    public static FrameHandler on(Channel channel, boolean segments, Listener listener) {
        FrameHandler handler = new FrameHandler(new Datagrams(channel, segments), listener);
        channel.pipeline().addLast(handler);
        return handler;
    }

    /// Sends a frame: at once, or when all that has arrived has been read.
    public void send(Frame frame, InetSocketAddress to) {
        out.write(codec, frame, to);
    }

    /// Lets go what was sent, unless more may come of what is being read.
    public void flush() {
        if (!reading) {
            out.flush();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reading = true;
        try {
            if (message instanceof DatagramPacket packet) {
                int segment = packet instanceof SegmentedDatagramPacket many ? many.segmentSize() : 0;
                read(packet.content(), segment, packet.sender());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        out.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A datagram that could not be sent, or an ICMP message about one: lost like any other, and seen as such.
        if (cause instanceof PortUnreachableException unreachable) {
            listener.unreachable(unreachable);
        } else if (!(cause instanceof IOException)) {
            listener.broken(cause);
        }
    }

    /// Takes apart what the kernel has put together (UDP_GRO): datagrams of the same length, but for the last.
    private void read(ByteBuf content, int segment, InetSocketAddress from) {
        int length = segment > 0 ? segment : Math.max(1, content.readableBytes());
        do {
            int octets = Math.min(length, content.readableBytes());
            Decoded decoded = codec.decode(content.internalNioBuffer(content.readerIndex(), octets));
            content.skipBytes(octets);
            switch (decoded) {
                case Decoded.Whole(Frame frame) -> listener.frame(frame, from);
                case Decoded.Damaged damaged -> listener.damaged(damaged, octets, from);
            }
        } while (content.isReadable());
    }
}
