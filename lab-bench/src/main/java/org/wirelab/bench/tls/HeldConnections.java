package org.wirelab.bench.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.wirelab.bench.Setting;
import org.wirelab.bench.Table;
import org.wirelab.net.Transport;
import org.wirelab.net.tls.TlsHandler;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.Parties;
import org.wirelab.tls.TlsEngine;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.tls.pki.TrustAnchors;
import org.wirelab.trace.Recorder;

/// Many connections to the lab's service, held open with lines going to and fro: what the server needs for each.
final class HeldConnections {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LINES = 10;

    private final Setting setting;
    private final int connections;
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong echoed = new AtomicLong();
    private final AtomicInteger failed = new AtomicInteger();

    HeldConnections(Setting setting, int connections) {
        this.setting = setting;
        this.connections = connections;
    }

    Table table(Path folder) throws IOException, InterruptedException {
        try (ServedTls server = ServedTls.start(folder);
                Transport transport = Transport.open(1)) {
            ClientSettings settings = ClientSettings.modern(
                            Optional.of(Mode.HOST),
                            PkixTrust.of(
                                    TrustAnchors.ofFile(folder.resolve("pki").resolve("ca.pem")),
                                    Mode.HOST,
                                    Clock.systemUTC()))
                    .speaking(TlsVersion.TLS13)
                    .agreeingBy(List.of("x25519"));
            Channel first = connect(transport, server.port(), settings);
            await(() -> open.get() == 1, "the first connection");
            setting.say("one connection is open; " + connections + " more");
            ServedTls.Memory before = server.memory();
            List<Channel> channels = new ArrayList<>(List.of(first));
            for (int i = 0; i < connections; i++) {
                channels.add(connect(transport, server.port(), settings));
                int begun = i;
                await(() -> open.get() + failed.get() > begun - 64, "a handshake");
            }
            await(() -> open.get() + failed.get() == connections + 1, "the last handshake");
            setting.say(open.get() + " are open; " + LINES + " lines each");
            for (int line = 0; line < LINES; line++) {
                long wanted = echoed.get() + open.get();
                for (Channel channel : channels) {
                    channel.writeAndFlush(Unpooled.copiedBuffer("line " + line + "\n", StandardCharsets.US_ASCII));
                }
                await(() -> echoed.get() >= wanted, "an echo");
            }
            ServedTls.Memory with = server.memory();
            int held = open.get() - 1;
            double heap = (with.heap() - before.heap()) / 1024.0 / held;
            double resident = (with.resident() - before.resident()) / 1024.0 / held;
            channels.forEach(Channel::close);
            await(() -> open.get() == 0, "the end of all connections");
            return new Table(
                    List.of("connections held", "heap, KiB each", "RSS, KiB each", "lines echoed"),
                    List.of(List.of(
                            "TLS 1.3, X25519, every connection recorded: " + held + " of " + connections,
                            String.format(Locale.ROOT, "%.0f", heap),
                            String.format(Locale.ROOT, "%.0f", resident),
                            Long.toString(echoed.get()))),
                    List.of(
                            "The lab's service in a JVM of its own, with a run, a thread, judges and an open file of JSON"
                                    + " lines for each connection. Heap after three full collections, and the process's"
                                    + " resident set, with " + held
                                    + " connections more than the one that was open before;"
                                    + " each had sent " + LINES + " lines and got them back."));
        }
    }

    private Channel connect(Transport transport, int port, ClientSettings settings) throws InterruptedException {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return transport
                .client()
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        TlsEngine engine = TlsEngine.client(
                                settings, new Parties("client", "server", true), Recorder.NONE, random);
                        channel.pipeline().addLast(new TlsHandler(engine, PATIENCE), new Counting());
                    }
                })
                .connect(remote)
                .sync()
                .channel();
    }

    /// Counts connections that are open, and lines that come back.
    private final class Counting extends ChannelInboundHandlerAdapter {
        private boolean counted;

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == TlsHandler.OPEN && !counted) {
                counted = true;
                open.incrementAndGet();
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf echo = (ByteBuf) message;
            while (echo.isReadable()) {
                if (echo.readByte() == '\n') {
                    echoed.incrementAndGet();
                }
            }
            echo.release();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (counted) {
                open.decrementAndGet();
            } else {
                failed.incrementAndGet();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition, String what) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited for " + what + " for " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(1);
        }
    }
}
