package org.wirelab.client.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.wirelab.client.session.ClientSocket;
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

    /// Where this end was slow itself, on a machine with much to do, the other may be: so many times as slow.
    private static final int AS_SLOW = 4;

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
    private final Patience patience;
    private boolean ofTheLab;

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
        this.patience = new Patience(remote, options.timeout(), exchange::arrived);
    }

    /// Binds a socket for a connection to `remote`; nothing is sent yet.
    ///
    /// @throws LabException when this host has no way there
    public static TcpExperiment prepare(Trace trace, Transport transport, InetSocketAddress remote, TcpOptions options)
            throws LabException {
        ExchangeHandler exchange = new ExchangeHandler(new Payload(options.bytes(), options.seed()), options.bytes());
        Bootstrap socket = transport
                .client()
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.timeout().toMillis())
                .handler(exchange);
        Channel channel = ClientSocket.bind(socket, remote);
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

    /// The other end is the lab's own: its welcome is waited for as long as anything else, however little time this
    /// machine has for it.
    void isOfTheLab() {
        ofTheLab = true;
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
            throw ClientSocket.unreachable(remote, connected.cause());
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
        long begun = System.nanoTime();
        channel.writeAndFlush(ExchangeHandler.bytesOf(greeting)).await();
        if (ofTheLab) {
            patience.await(exchange.welcome(), "did not answer the greeting");
        }
        if (!patience.comes(exchange.welcome(), withStrangers(System.nanoTime() - begun))) {
            return false;
        }
        channel.eventLoop().execute(() -> exchange.send(channel));
        patience.await(exchange.echo(), "did not send everything back");
        if (options.closing() == ClosingStyle.SIMPLE) {
            patience.await(exchange.report(), "did not say what it had received");
        }
        sample();
        return true;
    }

    /// @param own how long this end took to send its first words, in nanoseconds
    private static Duration withStrangers(long own) {
        return Duration.ofNanos(Math.max(PATIENCE_WITH_STRANGERS.toNanos(), AS_SLOW * own));
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
        patience.await(exchange.end(), "did not close its direction");
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

    private void sample() throws InterruptedException {
        channel.eventLoop().submit(() -> recorder.sample(channel)).await();
    }

    /// Closes the socket, if it is still open.
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        aftermath.close();
    }
}
