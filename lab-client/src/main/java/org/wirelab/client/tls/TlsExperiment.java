package org.wirelab.client.tls;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.ClientSocket;
import org.wirelab.net.Transport;
import org.wirelab.net.tls.TlsHandler;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.EarlierSession;
import org.wirelab.tls.Parties;
import org.wirelab.tls.TlsEngine;
import org.wirelab.tls.TlsFailure;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// One TLS connection: the handshake, a few words under the new keys, close_notify; the client's side recorded.
///
/// The socket is bound before it connects, so that the conversation has its name before the first segment.
public final class TlsExperiment implements AutoCloseable {

    /// Some servers answer no words that they do not understand.
    private static final Duration PATIENCE_FOR_AN_ANSWER = Duration.ofSeconds(2);

    private final Trace trace;
    private final TlsOptions options;
    private final InetSocketAddress remote;
    private final Channel channel;
    private final Conversation conversation;
    private final Vantage vantage = new Vantage(Source.TLS, Side.CLIENT);
    private final Conversing conversing;
    private @Nullable TlsEngine engine;

    private TlsExperiment(
            Trace trace, TlsOptions options, InetSocketAddress remote, Channel channel, Conversing conversing) {
        this.trace = trace;
        this.options = options;
        this.remote = remote;
        this.channel = channel;
        this.conversation = Conversation.between(
                Endpoints.text((InetSocketAddress) channel.localAddress()), Endpoints.text(remote));
        this.conversing = conversing;
    }

    /// Binds a socket for a connection to `remote`; nothing is sent yet.
    ///
    /// @throws LabException when this host has no way there
    public static TlsExperiment prepare(Trace trace, Transport transport, InetSocketAddress remote, TlsOptions options)
            throws LabException {
        Bootstrap socket = transport
                .client()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        options.timeout().toMillis())
                .handler(new ChannelInboundHandlerAdapter());
        Channel channel = ClientSocket.bind(socket, remote);
        return new TlsExperiment(trace, options, remote, channel, new Conversing(options.words()));
    }

    /// The connection's name: everything that is seen of it is recorded under this.
    public Conversation conversation() {
        return conversation;
    }

    /// This end.
    public InetSocketAddress local() {
        return (InetSocketAddress) channel.localAddress();
    }

    /// Connects, shakes hands, exchanges a few words, closes.
    ///
    /// @return what the server answered; empty when it kept silent
    /// @throws LabException when the server refuses, keeps silent, speaks no TLS or is not trusted
    /// @throws InterruptedException when the thread is interrupted; the socket is closed
    public String run() throws LabException, InterruptedException {
        Recorder recorder = trace.recorder(vantage, conversation);
        recorder.record(new VantageObservation.Opened(""));
        try {
            listen(recorder);
            connect();
            awaitOpen();
            String answer = answer(conversing.answered());
            if (options.keyUpdate()) {
                answer = answer(underTheNextKeys());
            }
            channel.pipeline().close().await();
            return answer;
        } finally {
            channel.close().awaitUninterruptibly();
            recorder.record(new VantageObservation.Closed("", 0));
        }
    }

    private void connect() throws LabException, InterruptedException {
        ChannelFuture connected = channel.connect(remote).await();
        if (!connected.isSuccess()) {
            throw ClientSocket.unreachable(remote, connected.cause());
        }
    }

    /// Before the connection is there: some servers speak first.
    private void listen(Recorder recorder) {
        Parties parties = new Parties(conversation.initiator(), conversation.responder(), true);
        TlsEngine side = TlsEngine.client(options.settings(), parties, recorder, new SecureRandom());
        engine = side;
        channel.pipeline().addLast(new TlsHandler(side, options.timeout()), conversing);
    }

    /// What a later connection can resume of this one, once it has been.
    public Optional<EarlierSession> session() {
        return engine == null ? Optional.empty() : engine.session();
    }

    /// True when the server took up the session that was offered.
    public boolean resumed() {
        return engine != null && engine.isResumed();
    }

    /// RFC 8446 §4.6.3: both sides go on under their next keys, and the words are said again.
    private CompletableFuture<String> underTheNextKeys() throws LabException, InterruptedException {
        TlsEngine side = Objects.requireNonNull(engine);
        CompletableFuture<CompletableFuture<String>> said = new CompletableFuture<>();
        channel.eventLoop().execute(() -> {
            try {
                side.updateKeys(true);
                said.complete(conversing.sayAgain(channel));
            } catch (TlsFailure failure) {
                said.completeExceptionally(failure);
            }
        });
        try {
            return said.get();
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    private void awaitOpen() throws LabException, InterruptedException {
        try {
            // the handler's own deadline comes first: it tells the peer and the trace
            conversing.opened().get(2 * options.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (TimeoutException e) {
            throw silent(e);
        }
    }

    private String answer(CompletableFuture<String> answered) throws LabException, InterruptedException {
        long patience = Math.min(options.timeout().toMillis(), PATIENCE_FOR_AN_ANSWER.toMillis());
        try {
            return answered.get(patience, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return "";
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TlsFailure failure && failure.reason() == TlsFailure.Reason.TRUNCATED) {
                return "";
            }
            throw failed(e);
        }
    }

    private LabException failed(ExecutionException e) {
        String peer = Endpoints.text(remote);
        if (!(e.getCause() instanceof TlsFailure failure)) {
            return new LabException(ExitCode.INTERNAL, String.valueOf(e.getCause()), e);
        }
        return switch (failure.reason()) {
            case TRUST_REFUSED ->
                new LabException(
                        ExitCode.TRUST_REFUSED,
                        peer + " is not trusted: " + failure.getMessage()
                                + " (--ca FILE trusts another authority, --insecure goes on all the same)",
                        e);
            case DEADLINE, GAVE_WAY -> silent(e);
            case NOT_TLS ->
                new LabException(
                        ExitCode.UNREACHABLE, peer + ": " + failure.getMessage() + ": is it the right port?", e);
            case ALERT_RECEIVED, ALERT_SENT, TRUNCATED ->
                new LabException(ExitCode.UNREACHABLE, "no TLS with " + peer + ": " + failure.getMessage(), e);
        };
    }

    private LabException silent(Throwable cause) {
        return new LabException(
                ExitCode.UNREACHABLE,
                Endpoints.text(remote) + " did not complete the handshake within "
                        + options.timeout().toMillis() / 1000.0 + " s: --timeout waits longer",
                cause);
    }

    /// Closes the socket, if it is still open.
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }
}
