package org.wirelab.client.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.wirelab.tcp.Greeting;
import org.wirelab.tcp.Tally;

/// The client's end of the conversation that [Greeting] documents: sends, counts what comes back, and says what it has
/// come to.
///
/// A server that answers otherwise is no lab server; what it sends is read and let go.
final class ExchangeHandler extends SimpleChannelInboundHandler<ByteBuf> {

    /// How much a server that is not the lab's may send before we have heard enough.
    private static final long ENOUGH_OF_A_STRANGER = 16L << 20;

    private enum Expecting {
        WELCOME,
        ECHO,
        REPORT,
        ANYTHING
    }

    private final Payload payload;
    private final long bytes;
    private final Tally echoed = new Tally();
    private final StringBuilder line = new StringBuilder();
    private final AtomicLong arrived = new AtomicLong();
    private Expecting expecting = Expecting.WELCOME;

    private final CompletableFuture<Boolean> welcome = new CompletableFuture<>();
    private final CompletableFuture<Void> echo = new CompletableFuture<>();
    private final CompletableFuture<Greeting.Report> report = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    ExchangeHandler(Payload payload, long bytes) {
        this.payload = payload;
        this.bytes = bytes;
    }

    /// Whether the other end is a lab server: completed by its first line, or by anything else it does.
    CompletableFuture<Boolean> welcome() {
        return welcome;
    }

    /// Completed when as much has come back as was sent.
    CompletableFuture<Void> echo() {
        return echo;
    }

    /// What the server says it received.
    CompletableFuture<Greeting.Report> report() {
        return report;
    }

    /// Completed at the end of the other end's stream; exceptionally when the connection broke.
    CompletableFuture<Void> end() {
        return end;
    }

    /// How many bytes have arrived so far: grows as long as there is progress.
    long arrived() {
        return arrived.get();
    }

    /// What has come back; stable once the stream has ended.
    Tally echoed() {
        return echoed;
    }

    /// Sends as much of the payload as the socket takes now; the rest follows as it becomes writable.
    void send(Channel channel) {
        while (payload.hasNext() && channel.isWritable()) {
            channel.write(Unpooled.wrappedBuffer(payload.next()));
        }
        channel.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (welcome.isDone()) {
            send(context.channel());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf data) {
        arrived.addAndGet(data.readableBytes());
        while (data.isReadable()) {
            switch (expecting) {
                case WELCOME -> readLine(data).ifPresent(this::welcomed);
                case ECHO -> readEcho(data);
                case REPORT ->
                    readLine(data).flatMap(Greeting.Report::parse).ifPresent(said -> {
                        expecting = Expecting.ANYTHING;
                        report.complete(said);
                    });
                case ANYTHING -> {
                    data.skipBytes(data.readableBytes());
                    if (arrived.get() > ENOUGH_OF_A_STRANGER) {
                        end.completeExceptionally(new IOException("it sends without end"));
                    }
                }
            }
        }
    }

    private void welcomed(String answer) {
        boolean ours = answer.equals(Greeting.WELCOME);
        expecting = !ours ? Expecting.ANYTHING : bytes > 0 ? Expecting.ECHO : Expecting.REPORT;
        welcome.complete(ours);
    }

    private void readEcho(ByteBuf data) {
        int length = (int) Math.min(data.readableBytes(), bytes - echoed.bytes());
        echoed.add(data.nioBuffer(data.readerIndex(), length));
        data.skipBytes(length);
        if (echoed.bytes() == bytes) {
            expecting = Expecting.REPORT;
            echo.complete(null);
        }
    }

    /// A whole line, when its end has come; a line longer than any of the protocol's is a stranger's.
    private Optional<String> readLine(ByteBuf data) {
        while (data.isReadable()) {
            char next = (char) data.readUnsignedByte();
            line.append(next);
            if (next == '\n' || line.length() >= Greeting.LONGEST) {
                String whole = line.toString();
                line.setLength(0);
                return Optional.of(whole);
            }
        }
        return Optional.empty();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            welcome.complete(false);
            end.complete(null);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause);
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(new IOException("the connection was closed"));
    }

    private void fail(Throwable cause) {
        for (CompletableFuture<?> waiting : new CompletableFuture<?>[] {welcome, echo, report, end}) {
            waiting.completeExceptionally(cause);
        }
    }

    /// The greeting as it goes over the wire.
    static ByteBuf bytesOf(Greeting greeting) {
        return Unpooled.copiedBuffer(greeting.line(), StandardCharsets.US_ASCII);
    }
}
