package org.wirelab.server.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.wirelab.net.tls.TlsHandler;

/// Says once that a connection's handshake is complete.
final class Threshold extends ChannelInboundHandlerAdapter {

    private final Runnable crossed;

    Threshold(Runnable crossed) {
        this.crossed = crossed;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == TlsHandler.OPEN) {
            crossed.run();
        }
        context.fireUserEventTriggered(event);
    }
}
