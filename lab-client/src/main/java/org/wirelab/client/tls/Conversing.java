package org.wirelab.client.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.wirelab.net.SystemWords;
import org.wirelab.net.tls.TlsHandler;
import org.wirelab.tls.TlsFailure;

/// The client's last handler: says one thing once TLS is open, and takes what comes back.
final class Conversing extends ChannelInboundHandlerAdapter {

    /// More than this of an answer is of no interest.
    private static final int ENOUGH = 1 << 16;

    private final String words;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private CompletableFuture<String> answered = new CompletableFuture<>();

    Conversing(String words) {
        this.words = words;
    }

    /// Done when the handshake is; fails as it does.
    CompletableFuture<Void> opened() {
        return opened;
    }

    /// Done with the first line that came back, or with what there was when the connection ended.
    CompletableFuture<String> answered() {
        return answered;
    }

    /// Says the words once more. Only on the channel's event loop.
    ///
    /// @return done like [#answered()], with what comes back this time
    CompletableFuture<String> sayAgain(Channel channel) {
        answer.reset();
        answered = new CompletableFuture<>();
        channel.writeAndFlush(Unpooled.copiedBuffer(words, StandardCharsets.UTF_8));
        return answered;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == TlsHandler.OPEN) {
            opened.complete(null);
            context.writeAndFlush(Unpooled.copiedBuffer(words, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
        ByteBuf plaintext = (ByteBuf) message;
        boolean lineEnds = plaintext.indexOf(plaintext.readerIndex(), plaintext.writerIndex(), (byte) '\n') >= 0;
        plaintext.readBytes(answer, plaintext.readableBytes());
        plaintext.release();
        if (lineEnds || answer.size() > ENOUGH) {
            answered.complete(answer.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        TlsFailure failure = cause instanceof TlsFailure known
                ? known
                : new TlsFailure(TlsFailure.Reason.TRUNCATED, SystemWords.of(cause));
        opened.completeExceptionally(failure);
        answered.completeExceptionally(failure);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        opened.completeExceptionally(
                new TlsFailure(TlsFailure.Reason.TRUNCATED, "the peer closed the connection in the handshake"));
        answered.complete(answer.toString(StandardCharsets.UTF_8));
    }
}
