package org.wirelab.server.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.wirelab.net.BulkCounter;
import org.wirelab.net.BulkSender;
import org.wirelab.net.KernelProbe;
import org.wirelab.net.SystemWords;
import org.wirelab.net.TcpInfoSampler;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.tcp.BulkRequest;
import org.wirelab.tcp.BulkTransfer;
import org.wirelab.tcp.Greeting;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.TcpObservation;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// The server's end of one bulk transfer: the request, then data in one direction, then the close.
final class BulkConnection extends ChannelInboundHandlerAdapter {

    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(1);

    /// A client without a request, or one that goes on after its time, is ended after so long.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Vantage SOCKET = new Vantage(Source.SOCKET, Side.SERVER);
    private static final Vantage TCP_INFO = new Vantage(Source.TCP_INFO, Side.SERVER);

    private final SocketChannel channel;
    private final Trace trace;
    private final Conversation conversation;
    private final String local;
    private final String remote;
    private final BulkLimits limits;
    private final AtomicInteger busy;
    private final ByteBuf opening = Unpooled.buffer(Greeting.LONGEST);
    private final BulkCounter counter = new BulkCounter();
    private final TcpInfoSampler sampler;
    private Optional<BulkRequest> request = Optional.empty();
    private @Nullable BulkSender sender;
    private long began;
    private boolean counted;
    private boolean shutDown;
    private boolean failed;

    private BulkConnection(
            SocketChannel channel, Trace trace, Conversation conversation, BulkLimits limits, AtomicInteger busy) {
        this.channel = channel;
        this.trace = trace;
        this.conversation = conversation;
        this.local = conversation.responder();
        this.remote = conversation.initiator();
        this.limits = limits;
        this.busy = busy;
        this.sampler = new TcpInfoSampler(channel, BETWEEN_SAMPLES);
    }

    /// Begins to record a connection that has just been accepted.
    ///
    /// @param busy how many are transferring
    static BulkConnection accepted(
            SocketChannel channel, ConnectionTraces traces, BulkLimits limits, AtomicInteger busy) {
        String local = Endpoints.text(channel.localAddress());
        String remote = Endpoints.text(channel.remoteAddress());
        Conversation conversation = Conversation.between(remote, local);
        Trace trace = traces.openUncaptured("tcp", conversation);
        trace.record(SOCKET, conversation, new VantageObservation.Opened(""));
        trace.record(TCP_INFO, conversation, new VantageObservation.Opened(""));
        KernelProbe.savedSyn(channel).ifPresent(syn -> {
            Vantage savedSyn = new Vantage(Source.SAVED_SYN, Side.SERVER);
            trace.record(savedSyn, conversation, new VantageObservation.Opened(""));
            trace.record(savedSyn, conversation, syn);
        });
        trace.record(SOCKET, conversation, new SocketEvent.Accepted(local, remote));
        Departure departure =
                new Departure(trace, conversation, channel.localAddress(), channel.remoteAddress(), traces);
        channel.closeFuture().addListener(_ -> departure.follow());
        return new BulkConnection(channel, trace, conversation, limits, busy);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        endAfter(GRACE);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        try {
            if (request.isEmpty()) {
                collect(data);
            }
            if (data.isReadable() && request.isPresent()) {
                counter.add(data.readableBytes());
            }
        } finally {
            data.release();
        }
    }

    /// Takes the first line off the data, and does what it asks.
    private void collect(ByteBuf data) {
        while (data.isReadable() && channel.isOpen()) {
            byte next = data.readByte();
            opening.writeByte(next);
            if (next == '\n' || opening.readableBytes() == Greeting.LONGEST) {
                request = BulkRequest.parse(opening.toString(StandardCharsets.US_ASCII));
                Optional<String> refusal = refusal();
                if (refusal.isPresent()) {
                    channel.writeAndFlush(line(BulkRequest.REFUSAL + refusal.get() + "\n"))
                            .addListener(ChannelFutureListener.CLOSE);
                    data.skipBytes(data.readableBytes());
                } else {
                    begin(request.orElseThrow());
                }
                return;
            }
        }
    }

    private Optional<String> refusal() {
        if (request.isEmpty()) {
            return Optional.of("this is the bulk service of a lab server");
        }
        if (request.get().time().compareTo(limits.time()) > 0) {
            return Optional.of("at most " + limits.time().toSeconds() + " s");
        }
        if (busy.incrementAndGet() > limits.connections()) {
            busy.decrementAndGet();
            return Optional.of("busy with others");
        }
        counted = true;
        return Optional.empty();
    }

    private void begin(BulkRequest wanted) {
        endAfter(wanted.time().plus(GRACE));
        channel.writeAndFlush(line(BulkRequest.WELCOME));
        if (wanted.reverse()) {
            sampler.start();
            began = System.nanoTime();
            sender = new BulkSender(channel, wanted.time(), wanted.bytes());
            sender.start().thenRun(this::shutDown);
        }
    }

    private void shutDown() {
        if (!shutDown && channel.isActive()) {
            shutDown = true;
            record(new SocketEvent.ShutDown(local, remote));
            ((DuplexChannel) channel).shutdownOutput();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event != ChannelInputShutdownEvent.INSTANCE || failed) {
            return;
        }
        record(new SocketEvent.EndOfStream(local, remote, shutDown, 0));
        if (request.isEmpty()) {
            context.close();
        } else if (request.get().reverse()) {
            sent();
            context.close();
        } else {
            received();
        }
    }

    /// The client has read to the end and closed too: all has arrived.
    private void sent() {
        sampler.stop();
        sampler.record(trace, TCP_INFO, conversation);
        long micros = (System.nanoTime() - began) / 1000;
        record(new BulkTransfer(
                local,
                remote,
                sender == null ? 0 : sender.written(),
                micros,
                sampler.count(),
                sampler.longestGapMicros(),
                sampler.latest().orElse(null)));
    }

    private void received() {
        KernelProbe.tcpInfo(channel).ifPresent(info -> trace.record(TCP_INFO, conversation, info));
        BulkRequest.Report report = counter.report();
        record(new BulkTransfer(remote, local, report.bytes(), report.micros(), 0, null, null));
        channel.writeAndFlush(line(report.line())).addListener((ChannelFutureListener) flushed -> {
            if (flushed.isSuccess()) {
                shutDown();
                channel.close();
            }
        });
    }

    private void record(TcpObservation observation) {
        trace.record(SOCKET, conversation, observation);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed = true;
        record(new SocketEvent.Failed(local, remote, SystemWords.of(cause)));
        context.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        opening.release();
        if (counted) {
            busy.decrementAndGet();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        record(new SocketEvent.Closed(local, remote));
        context.fireChannelInactive();
    }

    private void endAfter(Duration time) {
        channel.eventLoop().schedule(() -> channel.close(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ByteBuf line(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
