package org.wirelab.client.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.wirelab.net.BulkCounter;
import org.wirelab.net.SystemWords;
import org.wirelab.tcp.BulkRequest;
import org.wirelab.tcp.Greeting;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Recorder;

/// What arrives at the client's end of a bulk transfer: the answer, then the data or the report, then the end.
///
/// The data itself is counted, not recorded: a second brings tens of thousands of reads.
final class BulkHandler extends SimpleChannelInboundHandler<ByteBuf> {

    private final Conversation conversation;
    private final Recorder socket;
    private final boolean reverse;
    private final BulkCounter counter = new BulkCounter();
    private final StringBuilder line = new StringBuilder();
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final CompletableFuture<Optional<BulkRequest.Report>> end = new CompletableFuture<>();
    private boolean halfClosed;
    private long bytesSinceShutdown;
    private boolean failed;

    /// @param reverse whether data is to come
    BulkHandler(Conversation conversation, Recorder socket, boolean reverse) {
        this.conversation = conversation;
        this.socket = socket;
        this.reverse = reverse;
    }

    /// The server's answer to the request, without its line feed; empty when it ended without one.
    CompletableFuture<String> answer() {
        return answer;
    }

    /// Completed at the end of the server's stream, with its report where this end sent.
    CompletableFuture<Optional<BulkRequest.Report>> end() {
        return end;
    }

    /// What has arrived of the data.
    BulkCounter counter() {
        return counter;
    }

    /// Ends this end's direction; on the event loop.
    void shutDown(Channel channel) {
        if (channel.isActive()) {
            halfClosed = true;
            socket.record(new SocketEvent.ShutDown(conversation.initiator(), conversation.responder()));
            ((DuplexChannel) channel).shutdownOutput();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf data) {
        if (!dataIsNext()) {
            readLine(data);
        }
        if (data.isReadable()) {
            counter.add(data.readableBytes());
        }
    }

    private boolean dataIsNext() {
        return reverse && answer.isDone();
    }

    private void readLine(ByteBuf data) {
        int from = data.readerIndex();
        while (data.isReadable() && !dataIsNext()) {
            char next = (char) data.readUnsignedByte();
            if (line.length() < Greeting.LONGEST) {
                line.append(next);
            }
            if (next == '\n' && !answer.isDone()) {
                answer.complete(line.toString().strip());
                line.setLength(0);
            }
        }
        int length = data.readerIndex() - from;
        bytesSinceShutdown += halfClosed ? length : 0;
        socket.record(new SocketEvent.Read(conversation.initiator(), conversation.responder(), length, halfClosed));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE && !failed) {
            socket.record(new SocketEvent.EndOfStream(
                    conversation.initiator(), conversation.responder(), halfClosed, bytesSinceShutdown));
            answer.complete("");
            end.complete(BulkRequest.Report.parse(line.toString()));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failed = true;
        socket.record(
                new SocketEvent.Failed(conversation.initiator(), conversation.responder(), SystemWords.of(cause)));
        fail(cause);
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        socket.record(new SocketEvent.Closed(conversation.initiator(), conversation.responder()));
        fail(new IOException("the connection was closed"));
        context.fireChannelInactive();
    }

    private void fail(Throwable cause) {
        answer.completeExceptionally(cause);
        end.completeExceptionally(cause);
    }
}
