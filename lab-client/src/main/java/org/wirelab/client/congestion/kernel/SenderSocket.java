package org.wirelab.client.congestion.kernel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.wirelab.client.path.Path;
import org.wirelab.client.session.ClientSocket;
import org.wirelab.net.KernelProbe;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Endpoints;

/// The sender's socket at the client's end, with the congestion control that was asked for, if the kernel has it.
final class SenderSocket implements AutoCloseable {

    private final Channel channel;

    private SenderSocket(Channel channel) {
        this.channel = channel;
    }

    /// Makes it and binds it, and asks the kernel for this congestion control; nothing is sent yet.
    static SenderSocket open(Transport transport, Path path, InetSocketAddress local, String algorithm)
            throws LabException {
        ChannelFuture made = path.atClient(() -> transport
                        .client()
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                        .handler(new ChannelInboundHandlerAdapter())
                        .register())
                .awaitUninterruptibly();
        Channel channel = made.channel();
        ChannelFuture bound = made.isSuccess() ? channel.bind(local).awaitUninterruptibly() : made;
        if (!bound.isSuccess()) {
            channel.close().awaitUninterruptibly();
            throw new LabException(
                    ExitCode.LACKING,
                    "no socket could be made for " + Endpoints.text(local) + ": " + SystemWords.of(bound.cause()),
                    bound.cause());
        }
        KernelProbe.congestionControl(channel, algorithm);
        return new SenderSocket(channel);
    }

    Channel channel() {
        return channel;
    }

    InetSocketAddress local() {
        return (InetSocketAddress) channel.localAddress();
    }

    /// The congestion control that the kernel has given it.
    Optional<String> algorithm() {
        return KernelProbe.congestionControl(channel);
    }

    /// TCP_INFO as it stands; empty where there is none.
    Optional<TcpInfo> account() {
        return KernelProbe.tcpInfo(channel);
    }

    /// @param patience how long the other end may keep silent; the kernel itself would try for minutes
    /// @throws LabException when it does, or refuses
    void connect(InetSocketAddress remote, Duration patience) throws LabException, InterruptedException {
        ChannelFuture connected = channel.connect(remote);
        if (!connected.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new LabException(
                    ExitCode.UNREACHABLE,
                    Endpoints.text(remote) + " did not answer within " + patience.toMillis() / 1000.0
                            + " s: --timeout waits longer");
        }
        if (!connected.isSuccess()) {
            throw ClientSocket.unreachable(remote, connected.cause());
        }
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }
}
