package org.wirelab.net.dns;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.walk.Inquiry;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Reply;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.net.tls.TlsHandler;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.Names;
import org.wirelab.tls.Parties;
import org.wirelab.tls.ServerTrust;
import org.wirelab.tls.TlsEngine;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// Asks a resolver inside TLS (RFC 7858) or HTTPS (RFC 8484): each query on a connection of its own, by the lab's own
/// TLS, which is told as a conversation beside the lookup.
public final class SecureClient {

    /// RFC 7858 §3.1 and IANA's registry of ALPN protocols.
    private static final List<String> DNS_OVER_TLS = List.of("dot");
    /// RFC 8484 §5.2: HTTP/2 is what is recommended; HTTP/1.1 serves as well.
    private static final List<String> DNS_OVER_HTTPS = List.of(SecureExchange.HTTP2, SecureExchange.HTTP11);

    private static final Vantage TLS = new Vantage(Source.TLS, Side.CLIENT);

    private final Transport transport;
    private final Trace trace;
    private final ResolverPlace resolver;
    private final InetSocketAddress place;
    private final Function<String, ServerTrust> trust;
    private final Duration handshake;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable String refusal;

    /// @param trace where the TLS conversations are told, under names of their own
    /// @param resolver as the user named it
    /// @param place where that is
    /// @param trust decides on the certificate of a server of this name or address
    /// @param handshake how long connecting and shaking hands may take
    public SecureClient(
            Transport transport,
            Trace trace,
            ResolverPlace resolver,
            InetSocketAddress place,
            Function<String, ServerTrust> trust,
            Duration handshake) {
        this.transport = transport;
        this.trace = trace;
        this.resolver = resolver;
        this.place = place;
        this.trust = trust;
        this.handshake = handshake;
    }

    /// Why the resolver's certificate was not believed; empty when it was, or was never seen.
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /// Drives an inquiry whose queries all go to the resolver. Touched by one event loop only.
    ///
    /// @param recorder where replies that do not belong to a query are said, and what HTTP adds
    public CompletableFuture<Move> run(Inquiry inquiry, Recorder recorder) {
        EventLoop loop = transport.group().next();
        CompletableFuture<Move> done = new CompletableFuture<>();
        loop.execute(() -> step(loop, inquiry, recorder, done));
        return done;
    }

    private void step(EventLoop loop, Inquiry inquiry, Recorder recorder, CompletableFuture<Move> done) {
        try {
            Move move = inquiry.next(System.nanoTime());
            if (!(move instanceof Move.Ask ask)) {
                done.complete(move);
                return;
            }
            ask(loop, ask, recorder)
                    .whenComplete((reply, failure) -> loop.execute(() -> {
                        if (failure != null) {
                            done.completeExceptionally(failure);
                            return;
                        }
                        try {
                            inquiry.on(reply, System.nanoTime());
                        } catch (RuntimeException e) {
                            done.completeExceptionally(e);
                            return;
                        }
                        step(loop, inquiry, recorder, done);
                    }));
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private CompletableFuture<Reply> ask(EventLoop loop, Move.Ask ask, Recorder recorder) {
        if (!ask.transport().encrypted()) {
            throw new IllegalArgumentException(ask.transport() + " is not encrypted: a DnsClient carries it");
        }
        SecureExchange exchange = new SecureExchange(ask, resolver, place, recorder);
        ChannelFuture bound = transport
                .client()
                .clone(loop)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) handshake.toMillis())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        // what belongs there needs the connection's name: it comes when the socket is bound
                    }
                })
                .bind(new InetSocketAddress(0));
        CompletableFuture<Reply> told = new CompletableFuture<>();
        bound.addListener(_ -> {
            if (bound.isSuccess()) {
                connect(bound.channel(), exchange, told);
            } else {
                told.complete(new Reply.Unreachable(SystemWords.of(bound.cause()), 0));
            }
        });
        return told;
    }

    /// The conversation's first entry comes before its first segment, and its last before the reply is handed on.
    private void connect(Channel channel, SecureExchange exchange, CompletableFuture<Reply> told) {
        // a socket that is not connected has no address of its own but its port
        InetSocketAddress local =
                new InetSocketAddress(localAddress(), ((InetSocketAddress) channel.localAddress()).getPort());
        Conversation conversation = Conversation.between(Endpoints.text(local), Endpoints.text(place));
        Recorder recorder = trace.recorder(TLS, conversation);
        trace.record(TLS, conversation, RunObservation.ConversationExpected.about("tls"));
        recorder.record(new VantageObservation.Opened(""));
        Parties parties = new Parties(conversation.initiator(), conversation.responder(), true);
        TlsEngine engine = TlsEngine.client(settings(), parties, recorder, random);
        channel.pipeline().addLast(new TlsHandler(engine, handshake), exchange.handler(engine));
        channel.closeFuture().addListener(_ -> {
            recorder.record(new VantageObservation.Closed("", 0));
            trace.record(TLS, conversation, new RunObservation.ConversationEnded());
            exchange.unreachable("the connection was closed before the response");
            exchange.refusal().ifPresent(why -> refusal = why);
            exchange.reply().thenAccept(told::complete);
        });
        ChannelFuture connected = channel.connect(place);
        connected.addListener(_ -> {
            if (!connected.isSuccess()) {
                exchange.unreachable(SystemWords.of(connected.cause()));
                channel.close();
            }
        });
    }

    private ClientSettings settings() {
        // RFC 8310 §8.1, RFC 9110 §4.3.4: the name that the user gave is what the certificate must bear
        String host = resolver.host();
        Optional<String> name = Optional.of(host).filter(typed -> !Names.isAddress(typed));
        List<String> protocols = resolver.transport() == DnsTransport.TLS ? DNS_OVER_TLS : DNS_OVER_HTTPS;
        return ClientSettings.modern(name, trust.apply(host)).withProtocols(protocols);
    }

    /// The kernel's own choice of an address for the way there; nothing is sent.
    private InetAddress localAddress() {
        try (DatagramSocket probe = new DatagramSocket()) {
            probe.connect(place);
            return probe.getLocalAddress();
        } catch (SocketException e) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
