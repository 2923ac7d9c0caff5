package org.wirelab.client.tls.scenario;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wirelab.client.session.Witness;
import org.wirelab.net.tls.TlsHandler;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.ApplicationData;
import org.wirelab.tls.Bytes;
import org.wirelab.tls.Direction;
import org.wirelab.tls.TlsEngine;
import org.wirelab.tls.scenario.Role;

/// One end of a scenario's connection, as a script moves it: its engine on its socket.
final class End {

    private final Role role;
    private final TlsEngine engine;
    private final Witness witness;
    private final Duration patience;
    private final EndHandler handler = new EndHandler();
    private final CompletableFuture<Channel> socket = new CompletableFuture<>();

    /// @param witness what has been recorded of the play
    /// @param patience how long to wait for anything
    End(Role role, TlsEngine engine, Witness witness, Duration patience) {
        this.role = role;
        this.engine = engine;
        this.witness = witness;
        this.patience = patience;
    }

    /// Which end this is.
    Role role() {
        return role;
    }

    /// Gives it its socket.
    void attach(Channel channel) {
        channel.pipeline().addLast(new TlsHandler(engine, patience), handler);
        socket.complete(channel);
    }

    /// Waits until its handshake is through.
    void awaitOpen() throws LabException, InterruptedException {
        await(handler.opened(), "the end of its handshake");
    }

    /// Says this under its keys.
    void say(String words) throws LabException, InterruptedException {
        channel()
                .writeAndFlush(Unpooled.copiedBuffer(words, StandardCharsets.UTF_8))
                .await();
    }

    /// Waits until this has been said to it.
    void awaitHeard(String words) throws LabException, InterruptedException {
        Bytes said = Bytes.of(words.getBytes(StandardCharsets.UTF_8));
        witness.await(
                "the " + role + " hears \"" + words.strip() + '"',
                entry -> entry.vantage().side() == role.side()
                        && entry.observation() instanceof ApplicationData data
                        && data.direction() == Direction.RECEIVED
                        && data.bytes().contains(said));
    }

    /// Says close_notify, then ends its socket.
    void close() throws LabException, InterruptedException {
        // past the handler of TLS, which says close_notify first
        channel().pipeline().close().await();
    }

    /// Says this as soon as its handshake is through, if it ever is.
    void sayWhenOpen(String words) {
        handler.opened()
                .thenRun(() -> socket.thenAccept(
                        channel -> channel.writeAndFlush(Unpooled.copiedBuffer(words, StandardCharsets.UTF_8))));
    }

    /// Waits until its socket is closed.
    void awaitEnd() throws LabException, InterruptedException {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        channel().closeFuture().addListener(_ -> closed.complete(null));
        await(closed, "the end of its connection");
    }

    /// Closes its socket, if it has one.
    void drop() {
        if (socket.isDone()) {
            socket.join().close().awaitUninterruptibly();
        }
    }

    private Channel channel() throws LabException, InterruptedException {
        return await(socket, "its connection");
    }

    private <T> T await(CompletableFuture<T> future, String what) throws LabException, InterruptedException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new LabException(
                    ExitCode.UNREACHABLE,
                    "the scenario waited " + patience.toMillis() / 1000.0 + " s in vain for this: the " + role + " and "
                            + what,
                    e);
        }
    }
}
