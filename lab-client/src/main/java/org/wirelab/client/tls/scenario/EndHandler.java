package org.wirelab.client.tls.scenario;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.wirelab.net.tls.TlsHandler;

/// The last handler of an end of a scenario: knows when TLS is open, and what has been said to this end.
final class EndHandler extends ChannelInboundHandlerAdapter {

    private final StringBuilder heard = new StringBuilder();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();

    /// Done when the handshake is; never when it fails.
    CompletableFuture<Void> opened() {
        return opened;
    }

    /// What was said so far, decrypted.
    String heard() {
        synchronized (heard) {
            return heard.toString();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == TlsHandler.OPEN) {
            opened.complete(null);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf plaintext = (ByteBuf) message;
        synchronized (heard) {
            heard.append(plaintext.toString(StandardCharsets.UTF_8));
        }
        plaintext.release();
    }

    /// The engine has told the trace what went wrong, and ends the connection itself: that is what scenarios are
    /// for.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // nothing is left to be done
    }
}
