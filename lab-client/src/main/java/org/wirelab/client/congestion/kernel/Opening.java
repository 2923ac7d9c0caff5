package org.wirelab.client.congestion.kernel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wirelab.net.SystemWords;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tcp.BulkRequest;
import org.wirelab.tcp.Greeting;
import org.wirelab.trace.Endpoints;

/// What has to be said to the other end before data may come.
@FunctionalInterface
interface Opening {

    /// A receiver of the lab's own takes whatever comes.
    Opening NONE = _ -> {};

    /// How long a lab server may be asked to take data at once.
    Duration LONGEST = Duration.ofSeconds(60);

    /// Says it, and waits for the answer.
    ///
    /// @throws LabException when the other end refuses or keeps silent
    void ask(Channel channel) throws LabException, InterruptedException;

    /// Asks a lab server's bulk service to take so much.
    static Opening bulk(long octets, Duration timeout) {
        return channel -> {
            Answer answer = new Answer();
            channel.pipeline().addLast(answer);
            String request = new BulkRequest(false, LONGEST, octets).line();
            channel.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII));
            String line = answer.await(channel, timeout);
            if (!line.equals(BulkRequest.WELCOME)) {
                String whom = Endpoints.text((InetSocketAddress) channel.remoteAddress());
                throw new LabException(
                        ExitCode.UNREACHABLE,
                        line.startsWith(BulkRequest.REFUSAL)
                                ? whom + " transfers nothing: "
                                        + line.substring(BulkRequest.REFUSAL.length())
                                                .strip()
                                : whom + " is no bulk service of a lab server");
            }
        };
    }

    /// The first line that the other end says.
    final class Answer extends SimpleChannelInboundHandler<ByteBuf> {
        private final StringBuilder line = new StringBuilder();
        private final CompletableFuture<String> whole = new CompletableFuture<>();

        String await(Channel channel, Duration timeout) throws LabException, InterruptedException {
            try {
                return whole.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                Throwable cause = e.getCause();
                throw new LabException(
                        ExitCode.UNREACHABLE,
                        Endpoints.text((InetSocketAddress) channel.remoteAddress())
                                + (cause == null
                                        ? " did not answer the request within " + timeout.toMillis() / 1000.0
                                                + " s: --timeout waits longer"
                                        : " broke the connection off: " + SystemWords.of(cause)),
                        e);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf data) {
            while (data.isReadable() && !whole.isDone()) {
                char next = (char) data.readUnsignedByte();
                line.append(next);
                if (next == '\n' || line.length() > Greeting.LONGEST) {
                    whole.complete(line.toString());
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            whole.completeExceptionally(new ClosedChannelException());
            context.fireChannelInactive();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            whole.completeExceptionally(cause);
            context.close();
        }
    }
}
