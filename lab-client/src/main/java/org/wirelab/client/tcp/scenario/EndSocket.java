package org.wirelab.client.tcp.scenario;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirelab.net.KernelProbe;
import org.wirelab.net.SocketRecorder;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;

/// The sockets of one end, made on its host: a listener, or a socket that connects; and the connection that comes of
/// it.
///
/// What happens at the connection is recorded by the first handler of its pipeline.
public final class EndSocket implements AutoCloseable {

    /// `TCP_REPAIR` (linux/tcp.h): while it is set, closing a socket sends nothing.
    private static final IntegerUnixChannelOption TCP_REPAIR = new IntegerUnixChannelOption("TCP_REPAIR", 6, 19);

    private final Place place;
    private final Transport transport;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final String here;
    private final String there;
    private final Recorder socket;
    private final SocketRecorder recorder;
    private final Map<SocketSetting, Integer> settings = new EnumMap<>(SocketSetting.class);
    private @Nullable Channel listener;
    private volatile @Nullable Channel connection;
    private volatile boolean noneIsNews;
    private volatile boolean over;
    private final AtomicBoolean toBeLookedAt = new AtomicBoolean();

    /// Where sockets are made: a socket belongs to the network of the thread that makes it.
    @FunctionalInterface
    public interface Place {

        /// Has it done there.
        <T> T call(Callable<T> task) throws Exception;
    }

    /// Nothing is opened yet.
    ///
    /// @param place such as a host of the lab's own
    /// @param socket where the calls of the socket API go
    public EndSocket(
            Place place, Transport transport, InetSocketAddress local, InetSocketAddress remote, Recorder socket) {
        this.place = place;
        this.transport = transport;
        this.local = local;
        this.remote = remote;
        this.here = Endpoints.text(local);
        this.there = Endpoints.text(remote);
        this.socket = observation -> {
            if (!over) {
                socket.record(observation);
            }
        };
        // TCP_INFO is asked for by KernelWatch
        this.recorder = new SocketRecorder(this.socket, Recorder.NONE, here, there);
    }

    InetSocketAddress local() {
        return local;
    }

    InetSocketAddress remote() {
        return remote;
    }

    /// Sets an option: of the connection, if there is one, else of the socket that is going to be made.
    void set(SocketSetting setting, int value) {
        if (connection == null) {
            settings.put(setting, value);
        } else {
            onLoop(channel -> apply(channel, setting, value, there));
        }
    }

    void listen() throws LabException {
        Channel made = registered(() -> transport
                .listener()
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connection = channel; // before anybody hears of it
                        socket.record(new SocketEvent.Accepted(here, there));
                        connected(channel);
                    }
                })
                .register());
        listener = made;
        settings.forEach((setting, value) -> apply(made, setting, value, SocketEvent.ANYBODY));
        bind(made);
        socket.record(new SocketEvent.Listening(here, SocketEvent.ANYBODY));
    }

    /// Begins to connect; the outcome is recorded.
    void connect() throws LabException {
        Channel made = registered(() -> transport
                .client()
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                // the kernel's own patience is what is shown
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new ChannelInboundHandlerAdapter())
                .register());
        connected(made);
        settings.forEach((setting, value) -> apply(made, setting, value, there));
        bind(made);
        socket.record(new SocketEvent.Connect(here, there));
        made.connect(remote).addListener(outcome -> {
            if (outcome.isSuccess()) {
                socket.record(new SocketEvent.Connected(here, there));
            } else {
                socket.record(new SocketEvent.Failed(here, there, SystemWords.of(outcome.cause())));
                made.close();
            }
        });
    }

    /// Ends this end's direction.
    void shutDown() {
        onLoop(recorder::shutDown);
    }

    /// Reads nothing more, or reads again.
    void read(boolean reading) {
        onLoop(channel -> {
            socket.record(new SocketEvent.Reading(here, there, !reading));
            channel.config().setAutoRead(reading);
        });
    }

    /// Closes the connection's socket as `close` of a program does.
    void closeConnection() {
        onLoop(Channel::close);
    }

    /// RFC 9293 §3.10.5: ABORT.
    void abort() {
        onLoop(channel -> {
            apply(channel, SocketSetting.LINGER, 0, there);
            socket.record(new SocketEvent.Aborted(here, there));
            channel.close();
        });
    }

    /// Has the kernel forget the connection without sending anything.
    void vanish() {
        onLoop(channel -> {
            channel.config().setOption(TCP_REPAIR, 1);
            socket.record(new SocketEvent.Vanished(here, there));
            channel.close();
        });
    }

    /// TCP_INFO as it stands; empty while there is no connection.
    Optional<TcpInfo> account() {
        Channel channel = connection;
        return channel == null ? Optional.empty() : ask(channel, open -> KernelProbe.tcpInfo(open, here, there));
    }

    /// Has the kernel's table looked into once more, and what it says recorded, be it news or not.
    void look() {
        toBeLookedAt.set(true);
    }

    /// Has it recorded from now on that the kernel has no such connection, be it that it was never seen there.
    void expectNone() {
        noneIsNews = true;
    }

    /// True after [#expectNone()].
    boolean isNoneNews() {
        return noneIsNews;
    }

    /// True once after [#look()].
    boolean isToBeLookedAt() {
        return toBeLookedAt.getAndSet(false);
    }

    /// Does something with the connection on its event loop, and waits until it is done.
    public void onLoop(Consumer<Channel> deed) {
        Channel channel = connection;
        if (channel == null) {
            throw new IllegalStateException(here + " has no connection");
        }
        ask(channel, open -> {
            deed.accept(open);
            return Optional.empty();
        });
    }

    /// Closes what is still open; that is no part of the play, and is not recorded.
    @Override
    public void close() {
        over = true;
        Channel channel = connection;
        if (channel != null) {
            channel.close().awaitUninterruptibly();
        }
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
    }

    private void connected(Channel channel) {
        channel.pipeline().addFirst(recorder).addLast(new Reader());
        connection = channel;
    }

    private interface Making {
        ChannelFuture make() throws Exception;
    }

    private Channel registered(Making making) throws LabException {
        try {
            ChannelFuture made = place.call(making::make).awaitUninterruptibly();
            if (!made.isSuccess()) {
                throw new ExecutionException(made.cause());
            }
            return made.channel();
        } catch (Exception e) {
            throw failed("no socket could be made for ", e);
        }
    }

    private void bind(Channel channel) throws LabException {
        ChannelFuture bound = channel.bind(local).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw failed("no socket could be bound to ", bound.cause());
        }
    }

    private LabException failed(String what, Throwable cause) {
        return new LabException(ExitCode.LACKING, what + here + ": " + SystemWords.of(cause), cause);
    }

    private void apply(Channel channel, SocketSetting setting, int value, String other) {
        channel.config().setOption(setting.option(), value);
        socket.record(new SocketEvent.OptionSet(here, other, setting.optionName(), value));
    }

    private static <T> Optional<T> ask(Channel channel, Function<Channel, Optional<T>> question) {
        return channel.eventLoop()
                .submit(() -> question.apply(channel))
                .syncUninterruptibly()
                .getNow();
    }

    /// Takes what the recorder has seen: nobody else reads it. An error closes the socket, as most programs do.
    private static final class Reader extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
