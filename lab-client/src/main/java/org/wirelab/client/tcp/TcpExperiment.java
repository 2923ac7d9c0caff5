package org.wirelab.client.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.wirelab.net.SocketRecorder;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.ClosingStyle;
import org.wirelab.tcp.Delivery;
import org.wirelab.tcp.Greeting;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// One connection: opened, used, half-closed, read to its end, closed; the client's side of it recorded.
///
/// The socket is bound before it connects, so that the conversation has its name before the first segment.
public final class TcpExperiment implements AutoCloseable {

    /// A lab server answers a greeting at once; who has not by then is a stranger, and is sent nothing more.
    private static final Duration PATIENCE_WITH_STRANGERS = Duration.ofSeconds(2);

    private final Trace trace;
    private final TcpOptions options;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final Conversation conversation;
    private final Channel channel;
    private final ExchangeHandler exchange;
    private final Recorder socket;
    private final SocketRecorder recorder;
    private final Aftermath aftermath;

    private TcpExperiment(
            Trace trace, TcpOptions options, InetSocketAddress remote, Channel channel, ExchangeHandler exchange) {
        this.trace = trace;
        this.options = options;
        this.local = (InetSocketAddress) channel.localAddress();
        this.remote = remote;
        this.channel = channel;
        this.exchange = exchange;
        this.conversation = Conversation.between(Endpoints.text(local), Endpoints.text(remote));
        this.socket = trace.recorder(new Vantage(Source.SOCKET, Side.CLIENT), conversation);
        Recorder tcpInfo = trace.recorder(new Vantage(Source.TCP_INFO, Side.CLIENT), conversation);
        this.recorder = new SocketRecorder(socket, tcpInfo, Endpoints.text(local), Endpoints.text(remote));
        this.aftermath = Aftermath.open(trace, conversation, local, remote);
    }

    /// Binds a socket for a connection to `remote`; nothing is sent yet.
    ///
    /// @throws LabException when this host has no way there
    public static TcpExperiment prepare(Trace trace, Transport transport, InetSocketAddress remote, TcpOptions options)
            throws LabException {
        ExchangeHandler exchange = new ExchangeHandler(new Payload(options.bytes(), options.seed()), options.bytes());
        ChannelFuture registered = transport
                .client()
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.timeout().toMillis())
                .handler(exchange)
                .register()
                .awaitUninterruptibly();
        Channel channel = registered.channel();
        ChannelFuture bound = channel.bind(
                        new InetSocketAddress(sourceOfPathTo(remote).getAddress(), 0))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            channel.close();
            throw unreachable(remote, SystemWords.of(bound.cause()), bound.cause());
        }
        TcpExperiment experiment = new TcpExperiment(trace, options, remote, channel, exchange);
        channel.pipeline().addFirst(experiment.recorder);
        return experiment;
    }

    /// The connection's name: everything that is seen of it is recorded under this.
    public Conversation conversation() {
        return conversation;
    }

    /// This end.
    public InetSocketAddress local() {
        return local;
    }

    /// Opens, exchanges, closes. Returns when the socket is closed and the kernel's tables have been asked.
    ///
    /// @throws LabException when the other end refuses, keeps silent or breaks off
    /// @throws InterruptedException when the thread is interrupted; the socket is closed
    public void run() throws LabException, InterruptedException {
        try {
            observersOpen();
            connect();
            boolean lab = exchange();
            boolean first = close(lab);
            channel.close().await();
            aftermath.ask(first);
            observersClose();
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "the kernel stopped answering: " + e.getMessage(), e);
        } finally {
            channel.close().awaitUninterruptibly();
        }
    }

    /// Waits until TIME_WAIT is over, if this end is in it; after [#run].
    ///
    /// @param progress told the seconds that are left, at each look
    /// @throws LabException when the kernel stops answering
    public void followTimeWait(Consumer<Double> progress) throws LabException {
        try {
            aftermath.follow(progress);
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "the kernel stopped answering: " + e.getMessage(), e);
        }
    }

    private void observersOpen() {
        socket.record(new VantageObservation.Opened(""));
        trace.record(new Vantage(Source.TCP_INFO, Side.CLIENT), conversation, new VantageObservation.Opened(""));
        aftermath.recordOpened();
    }

    private void observersClose() {
        socket.record(new VantageObservation.Closed("", 0));
    }

    private void connect() throws LabException, InterruptedException {
        socket.record(new SocketEvent.Connect(Endpoints.text(local), Endpoints.text(remote)));
        ChannelFuture connected = channel.connect(remote).await();
        if (!connected.isSuccess()) {
            String words = SystemWords.of(connected.cause());
            socket.record(new SocketEvent.Failed(Endpoints.text(local), Endpoints.text(remote), words));
            throw unreachable(remote, words, connected.cause());
        }
        socket.record(new SocketEvent.Connected(Endpoints.text(local), Endpoints.text(remote)));
        sample();
    }

    /// Sends the payload and waits for what comes back.
    ///
    /// @return whether the other end is a lab server
    private boolean exchange() throws LabException, InterruptedException {
        if (options.bytes() == 0) {
            return false;
        }
        Greeting greeting =
                new Greeting(options.bytes(), Payload.digest(options.bytes(), options.seed()), options.closing());
        channel.writeAndFlush(ExchangeHandler.bytesOf(greeting));
        if (!welcomed()) {
            return false;
        }
        channel.eventLoop().execute(() -> exchange.send(channel));
        await(exchange.echo(), "did not send everything back");
        if (options.closing() == ClosingStyle.SIMPLE) {
            await(exchange.report(), "did not say what it had received");
        }
        sample();
        return true;
    }

    private boolean welcomed() throws LabException, InterruptedException {
        Duration patience =
                options.timeout().compareTo(PATIENCE_WITH_STRANGERS) < 0 ? options.timeout() : PATIENCE_WITH_STRANGERS;
        try {
            return exchange.welcome().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            throw broken(e);
        }
    }

    /// Ends this direction, reads the other to its end.
    ///
    /// @return whether this end's FIN was the first
    private boolean close(boolean lab) throws LabException, InterruptedException {
        boolean first = !exchange.end().isDone();
        channel.eventLoop()
                .submit(() -> {
                    if (channel.isActive()) {
                        recorder.shutDown(channel);
                        recorder.sample(channel);
                    }
                })
                .await();
        await(exchange.end(), "did not close its direction");
        sample();
        if (lab && exchange.report().isDone()) {
            delivered(exchange.report().join());
        }
        return first;
    }

    /// What the server received is what it sent back: its own count serves for both directions.
    private void delivered(Greeting.Report report) {
        String here = Endpoints.text(local);
        String there = Endpoints.text(remote);
        socket.record(new Delivery(
                here,
                there,
                options.bytes(),
                Payload.digest(options.bytes(), options.seed()),
                report.bytes(),
                report.digest(),
                "report"));
        socket.record(new Delivery(
                there,
                here,
                report.bytes(),
                report.digest(),
                exchange.echoed().bytes(),
                exchange.echoed().digest(),
                "report"));
    }

    /// Waits as long as there is progress: the timeout counts from the last byte that arrived.
    private void await(CompletableFuture<?> something, String otherwise) throws LabException, InterruptedException {
        long seen = -1;
        while (true) {
            try {
                something.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                long now = exchange.arrived();
                if (now == seen || (seen < 0 && now == 0)) {
                    throw new LabException(
                            ExitCode.UNREACHABLE,
                            Endpoints.text(remote) + " " + otherwise + " within "
                                    + options.timeout().toMillis() / 1000.0 + " s: --timeout waits longer",
                            e);
                }
                seen = now;
            } catch (ExecutionException | CancellationException e) {
                throw broken(e);
            }
        }
    }

    private void sample() throws InterruptedException {
        channel.eventLoop().submit(() -> recorder.sample(channel)).await();
    }

    private LabException broken(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new LabException(
                ExitCode.UNREACHABLE,
                Endpoints.text(remote) + " broke the connection off: " + SystemWords.of(cause),
                e);
    }

    private static LabException unreachable(InetSocketAddress remote, String words, Throwable cause) {
        String next = words.startsWith("Connection refused") ? ": is lab server running there?" : "";
        return new LabException(
                ExitCode.UNREACHABLE, "cannot connect to " + Endpoints.text(remote) + ": " + words + next, cause);
    }

    /// The address of this host that its packets to `remote` bear: a datagram socket is asked, which sends nothing.
    private static InetSocketAddress sourceOfPathTo(InetSocketAddress remote) throws LabException {
        StandardProtocolFamily family = remote.getAddress().getAddress().length == 4
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
        try (DatagramChannel datagrams = DatagramChannel.open(family)) {
            datagrams.connect(remote);
            return (InetSocketAddress)
                    Optional.ofNullable(datagrams.getLocalAddress()).orElseThrow();
        } catch (IOException e) {
            throw unreachable(remote, SystemWords.of(e), e);
        }
    }

    /// Closes the socket, if it is still open.
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        aftermath.close();
    }
}
