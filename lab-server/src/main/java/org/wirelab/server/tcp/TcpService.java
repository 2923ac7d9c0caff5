package org.wirelab.server.tcp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wirelab.net.KernelProbe;
import org.wirelab.net.SocketRecorder;
import org.wirelab.net.Transport;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.Limits;
import org.wirelab.server.Listener;
import org.wirelab.server.Service;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// The lab's TCP server: echoes, reports what arrived, and goes on sending after the client's FIN
/// ([org.wirelab.tcp.Greeting]).
///
/// Of each connection it records the socket's events, TCP_INFO, the SYN that the kernel kept, and the kernel's state
/// until the connection is gone.
public final class TcpService implements Service {

    /// The port unless another is asked for.
    public static final int PORT = 7001;

    private final Transport transport;
    private final Listener listener;
    private final Limits limits;

    /// @param bind where to listen; port 0 takes a free one
    public TcpService(Transport transport, InetSocketAddress bind, Limits limits) {
        this.transport = transport;
        this.listener = new Listener(bind);
        this.limits = limits;
    }

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public void start(ConnectionTraces traces) throws IOException {
        ServerBootstrap bootstrap = transport
                .listener()
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true);
        if (transport.epoll()) {
            bootstrap.option(KernelProbe.SAVE_SYN, 1);
        }
        listener.open(bootstrap, channel -> accepted(channel, traces));
    }

    @Override
    public List<InetSocketAddress> addresses() {
        return listener.addresses();
    }

    @Override
    public List<String> hints() {
        return listener.reachable().stream()
                .map(endpoint -> "lab tcp " + endpoint)
                .toList();
    }

    @Override
    public void close() {
        listener.close();
    }

    private void accepted(SocketChannel channel, ConnectionTraces traces) {
        if (listener.connections() >= limits.connections()) {
            // a reset rather than a FIN: it says that nobody has read anything, and leaves no TIME_WAIT here
            channel.config().setSoLinger(0);
            channel.close();
            return;
        }
        listener.add(channel);
        String local = Endpoints.text(channel.localAddress());
        String remote = Endpoints.text(channel.remoteAddress());
        Conversation conversation = Conversation.between(remote, local);
        Trace trace = traces.open(name(), conversation);

        Recorder socket = trace.recorder(new Vantage(Source.SOCKET, Side.SERVER), conversation);
        Recorder tcpInfo = trace.recorder(new Vantage(Source.TCP_INFO, Side.SERVER), conversation);
        Recorder savedSyn = trace.recorder(new Vantage(Source.SAVED_SYN, Side.SERVER), conversation);
        socket.record(new VantageObservation.Opened(""));
        tcpInfo.record(new VantageObservation.Opened(""));
        KernelProbe.savedSyn(channel).ifPresent(syn -> {
            savedSyn.record(new VantageObservation.Opened(""));
            savedSyn.record(syn);
        });
        socket.record(new SocketEvent.Accepted(local, remote));
        SocketRecorder recorder = new SocketRecorder(socket, tcpInfo, local, remote);
        recorder.sample(channel);

        channel.pipeline()
                .addLast(recorder)
                .addLast(new IdleStateHandler(0, 0, limits.idle().toMillis(), TimeUnit.MILLISECONDS))
                .addLast(new EchoConnection(recorder, socket, local, remote, limits));
        Departure departure =
                new Departure(trace, conversation, channel.localAddress(), channel.remoteAddress(), traces);
        channel.closeFuture().addListener(_ -> departure.follow());
    }
}
