package org.wirelab.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.trace.Recorder;

/// Puts what happens at one TCP socket into the trace: the first handler of its pipeline.
public final class SocketRecorder extends ChannelDuplexHandler {

    private final Recorder socket;
    private final Recorder tcpInfo;
    private final String local;
    private final String remote;
    private boolean connected;
    private boolean failed;
    private boolean halfClosed;
    private long bytesSinceShutdown;

    /// @param socket where the socket's events go
    /// @param tcpInfo where the kernel's account of the connection goes
    /// @param local this end, as the conversation names it
    /// @param remote the other end
    public SocketRecorder(Recorder socket, Recorder tcpInfo, String local, String remote) {
        this.socket = socket;
        this.tcpInfo = tcpInfo;
        this.local = local;
        this.remote = remote;
    }

    /// Samples the kernel's account of the connection; on the event loop.
    public void sample(Channel channel) {
        KernelProbe.tcpInfo(channel).ifPresent(tcpInfo::record);
    }

    /// Ends this end's direction: the FIN goes out after all that was written. On the event loop, after the last
    /// write has succeeded.
    public ChannelFuture shutDown(Channel channel) {
        halfClosed = true;
        socket.record(new SocketEvent.ShutDown(local, remote));
        return ((DuplexChannel) channel).shutdownOutput();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        connected = true;
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            if (halfClosed) {
                bytesSinceShutdown += bytes.readableBytes();
            }
            socket.record(new SocketEvent.Read(local, remote, bytes.readableBytes(), halfClosed));
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            int length = bytes.readableBytes();
            promise.addListener(written -> {
                if (written.isSuccess()) {
                    socket.record(new SocketEvent.Wrote(local, remote, length));
                }
            });
        }
        context.write(message, promise);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        // Netty says the same of a socket that never connected, and of one that was reset: no FIN has arrived there
        if (event == ChannelInputShutdownEvent.INSTANCE && connected && !failed) {
            socket.record(new SocketEvent.EndOfStream(local, remote, halfClosed, bytesSinceShutdown));
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed = true;
        socket.record(new SocketEvent.Failed(local, remote, SystemWords.of(cause)));
        context.fireExceptionCaught(cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        socket.record(new SocketEvent.Closed(local, remote));
        context.fireChannelInactive();
    }
}
