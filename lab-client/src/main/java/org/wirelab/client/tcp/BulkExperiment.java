package org.wirelab.client.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.wirelab.client.session.ClientSocket;
import org.wirelab.net.BulkSender;
import org.wirelab.net.SystemWords;
import org.wirelab.net.TcpInfoSampler;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.BulkRequest;
import org.wirelab.tcp.BulkTransfer;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// One bulk transfer: opened, data in one direction, closed; the client's side of it recorded, with a thousand
/// samples of TCP_INFO a second where it sends.
final class BulkExperiment implements AutoCloseable {

    /// As much as one read takes: iperf3's size.
    private static final int READ = 128 << 10;

    private static final Vantage TCP_INFO = new Vantage(Source.TCP_INFO, Side.CLIENT);

    private final Trace trace;
    private final BulkOptions options;
    private final InetSocketAddress remote;
    private final Channel channel;
    private final Conversation conversation;
    private final Recorder socket;
    private final BulkHandler handler;
    private final Aftermath aftermath;

    /// Told how a transfer goes, about once a second.
    interface Progress {
        /// @param bytes how many have gone so far
        /// @param info the last sample, where this end is the sender
        void now(long bytes, Optional<TcpInfo> info);
    }

    private BulkExperiment(Trace trace, BulkOptions options, InetSocketAddress remote, Channel channel) {
        this.trace = trace;
        this.options = options;
        this.remote = remote;
        this.channel = channel;
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        this.conversation = Conversation.between(Endpoints.text(local), Endpoints.text(remote));
        this.socket = trace.recorder(new Vantage(Source.SOCKET, Side.CLIENT), conversation);
        this.handler = new BulkHandler(conversation, socket, options.request().reverse());
        this.aftermath = Aftermath.open(trace, conversation, local, remote);
    }

    /// Binds a socket for a transfer from or to `remote`; nothing is sent yet.
    ///
    /// @throws LabException when this host has no way there
    static BulkExperiment prepare(Trace trace, Transport transport, InetSocketAddress remote, BulkOptions options)
            throws LabException {
        Bootstrap bootstrap = transport
                .client()
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.timeout().toMillis())
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ))
                .handler(new ChannelInboundHandlerAdapter());
        Channel channel = ClientSocket.bind(bootstrap, remote);
        BulkExperiment experiment = new BulkExperiment(trace, options, remote, channel);
        channel.pipeline().addLast(experiment.handler);
        return experiment;
    }

    /// The connection's name.
    Conversation conversation() {
        return conversation;
    }

    /// Opens, transfers, closes. Returns when the socket is closed and the kernel's tables have been asked.
    ///
    /// @throws LabException when the other end refuses, keeps silent or breaks off
    void run(Progress progress) throws LabException, InterruptedException {
        socket.record(new VantageObservation.Opened(""));
        trace.record(TCP_INFO, conversation, new VantageObservation.Opened(""));
        aftermath.recordOpened();
        try {
            connect();
            ask();
            BulkTransfer transfer = options.request().reverse() ? receive(progress) : send(progress);
            socket.record(transfer);
            channel.close().await();
            aftermath.ask(!options.request().reverse());
            socket.record(new VantageObservation.Closed("", 0));
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "the kernel stopped answering: " + e.getMessage(), e);
        } finally {
            channel.close().awaitUninterruptibly();
        }
    }

    private void connect() throws LabException, InterruptedException {
        socket.record(new SocketEvent.Connect(conversation.initiator(), conversation.responder()));
        ChannelFuture connected = channel.connect(remote).await();
        if (!connected.isSuccess()) {
            socket.record(new SocketEvent.Failed(
                    conversation.initiator(), conversation.responder(), SystemWords.of(connected.cause())));
            throw ClientSocket.unreachable(remote, connected.cause());
        }
        socket.record(new SocketEvent.Connected(conversation.initiator(), conversation.responder()));
    }

    private void ask() throws LabException, InterruptedException {
        channel.writeAndFlush(Unpooled.copiedBuffer(options.request().line(), StandardCharsets.US_ASCII));
        new Patience(remote, options.timeout(), () -> 0).await(handler.answer(), "did not answer the request");
        String answer = handler.answer().join() + "\n";
        if (!answer.equals(BulkRequest.WELCOME)) {
            boolean refused = answer.startsWith(BulkRequest.REFUSAL);
            throw new LabException(
                    ExitCode.UNREACHABLE,
                    Endpoints.text(remote)
                            + (refused
                                    ? " transfers nothing: "
                                            + answer.substring(BulkRequest.REFUSAL.length())
                                                    .strip()
                                    : " is no bulk service of a lab server"));
        }
    }

    private BulkTransfer send(Progress progress) throws LabException, InterruptedException {
        TcpInfoSampler sampler = new TcpInfoSampler(channel, options.betweenSamples());
        BulkSender sender = new BulkSender(
                channel, options.request().time(), options.request().bytes());
        CompletableFuture<Long> sent = new CompletableFuture<>();
        try {
            channel.eventLoop().execute(() -> {
                if (!options.betweenSamples().isZero()) {
                    sampler.start();
                }
                sender.start().whenComplete((bytes, problem) -> {
                    if (problem == null) {
                        handler.shutDown(channel);
                        sent.complete(bytes);
                    } else {
                        sent.completeExceptionally(problem);
                    }
                });
            });
            follow(sent, sender::written, bytes -> progress.now(bytes, sampler.latest()), "takes nothing any more");
            follow(handler.end(), sender::written, _ -> {}, "did not say what it had received");
        } finally {
            sampler.stop();
            sampler.record(trace, TCP_INFO, conversation);
        }
        BulkRequest.Report report = handler.end()
                .join()
                .orElseThrow(() -> new LabException(
                        ExitCode.UNREACHABLE, Endpoints.text(remote) + " did not say what it had received"));
        return new BulkTransfer(
                conversation.initiator(),
                conversation.responder(),
                report.bytes(),
                report.micros(),
                sampler.count(),
                sampler.longestGapMicros(),
                sampler.latest().orElse(null));
    }

    private BulkTransfer receive(Progress progress) throws LabException, InterruptedException {
        LongSupplier received = handler.counter()::bytes;
        follow(handler.end(), received, bytes -> progress.now(bytes, Optional.empty()), "sends nothing any more");
        channel.eventLoop().submit(() -> handler.shutDown(channel)).awaitUninterruptibly();
        BulkRequest.Report report = handler.counter().report();
        return new BulkTransfer(
                conversation.responder(), conversation.initiator(), report.bytes(), report.micros(), 0, null, null);
    }

    private void follow(CompletableFuture<?> something, LongSupplier bytes, LongConsumer eachSecond, String otherwise)
            throws LabException, InterruptedException {
        new Patience(remote, options.timeout(), bytes).await(something, otherwise, eachSecond);
    }

    /// Closes the socket, if it is still open.
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        aftermath.close();
    }
}
