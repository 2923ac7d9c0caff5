package org.wirelab.client.tls.scenario;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.scenario.Compared;

/// The first handler of a probing connection: sees what anybody on the way would see, and when.
final class Onlooker extends ChannelDuplexHandler {

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private long lastSentNanos;
    private long firstAnswerNanos;
    private boolean reset;

    /// What came back after the last octets that were sent.
    ///
    /// @param words its records, and how the stream ended
    /// @param nanos how long it took to begin
    record Answer(String words, long nanos) {}

    /// Done when the stream has ended.
    CompletableFuture<Answer> answer() {
        return answer;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof ByteBuf octets && octets.isReadable()) {
            received.reset();
            firstAnswerNanos = 0;
            lastSentNanos = System.nanoTime();
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBuf octets) {
            if (firstAnswerNanos == 0) {
                firstAnswerNanos = System.nanoTime();
            }
            octets.getBytes(octets.readerIndex(), received, octets.readableBytes());
        }
        super.channelRead(context, message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
        reset = true;
        super.exceptionCaught(context, cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        List<String> words = new ArrayList<>(Compared.records(Bytes.of(received.toByteArray())));
        words.add(reset ? "reset" : "FIN");
        answer.complete(new Answer(String.join(", ", words), Math.max(0, firstAnswerNanos - lastSentNanos)));
        super.channelInactive(context);
    }
}
