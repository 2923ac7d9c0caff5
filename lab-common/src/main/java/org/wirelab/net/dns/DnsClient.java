package org.wirelab.net.dns;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.wirelab.dns.walk.Inquiry;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Reply;
import org.wirelab.net.SystemWords;
import org.wirelab.net.Transport;
import org.wirelab.net.UnpredictableNumbers;
import org.wirelab.trace.Recorder;

/// Asks name servers over the network: a fresh socket on a random port for each query (RFC 5452 §9.2).
public final class DnsClient {

    /// RFC 6056 §3.2: ports to choose from.
    private static final int FIRST_PORT = 1024;

    private static final int PORTS = 65536 - FIRST_PORT;
    /// The kernel chooses a connection's port, at random (RFC 6056 §3.3).
    private static final int ANY_PORT = 0;
    private static final InetAddress ANY_IPV4 = InetAddress.ofLiteral("0.0.0.0");
    private static final InetAddress ANY_IPV6 = InetAddress.ofLiteral("::");
    /// A port may be taken: another one is tried.
    private static final int BIND_ATTEMPTS = 8;

    private final Transport transport;
    private final AddressMap map;
    private final DepartureListener departures;
    private final RandomGenerator random = new UnpredictableNumbers();
    private final EventLoop loop;

    /// A client that sends to where the map says, with unpredictable ports.
    public DnsClient(Transport transport, AddressMap map) {
        this(transport, map, DepartureListener.NONE);
    }

    /// A client that says what it is about to send.
    ///
    /// @param departures called on an event loop: it must not wait
    public DnsClient(Transport transport, AddressMap map, DepartureListener departures) {
        this.transport = transport;
        this.map = map;
        this.departures = departures;
        this.loop = transport.group().next();
    }

    /// Drives an inquiry to its end. Any number may be under way; all of one client are touched by one event
    /// loop only, so what they share need not be safe for many threads.
    ///
    /// @param recorder where replies that do not belong to a query are said
    public CompletableFuture<Move> run(Inquiry inquiry, Recorder recorder) {
        return run(() -> inquiry, recorder);
    }

    /// The same for an inquiry that is made on the event loop, because it shares something with others from the
    /// start.
    ///
    /// @param recorder where replies that do not belong to a query are said
    public CompletableFuture<Move> run(Supplier<? extends Inquiry> inquiry, Recorder recorder) {
        CompletableFuture<Move> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                step(inquiry.get(), recorder, done);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private void step(Inquiry inquiry, Recorder recorder, CompletableFuture<Move> done) {
        try {
            Move move = inquiry.next(System.nanoTime());
            if (move instanceof Move.Ask ask) {
                ask(ask, recorder).thenAccept(reply -> took(inquiry, reply, recorder, done));
            } else {
                done.complete(move);
            }
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    /// Exchanges end on the event loop.
    private void took(Inquiry inquiry, Reply reply, Recorder recorder, CompletableFuture<Move> done) {
        try {
            inquiry.on(reply, System.nanoTime());
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
            return;
        }
        step(inquiry, recorder, done);
    }

    private CompletableFuture<Reply> ask(Move.Ask ask, Recorder recorder) {
        Exchange exchange = new Exchange(ask, map.locate(ask.server().address()), recorder, departures, loop);
        switch (ask.transport()) {
            case UDP -> bind(exchange, BIND_ATTEMPTS);
            case TCP -> connect(exchange, transport.client().clone(loop).handler(exchange.stream()));
            // a walk goes in the open: name servers of zones are asked over UDP and TCP
            case TLS, HTTPS -> throw new IllegalArgumentException("only a SecureClient carries " + ask.transport());
        }
        return exchange.reply();
    }

    /// Each attempt has a socket of its own: one that could not be bound is of no more use.
    private void bind(Exchange exchange, int attempts) {
        boolean ipv4 = exchange.place().getAddress() instanceof Inet4Address;
        DatagramChannel socket =
                transport.datagramSocket(ipv4 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6);
        socket.config().setRecvByteBufAllocator(exchange.room());
        socket.pipeline().addLast(exchange.datagrams());
        loop.register(socket);
        InetAddress any = ipv4 ? ANY_IPV4 : ANY_IPV6;
        ChannelFuture bound = socket.bind(new InetSocketAddress(any, FIRST_PORT + random.nextInt(PORTS)));
        if (bound.isDone()) {
            bound(exchange, bound, attempts);
        } else {
            bound.addListener(_ -> bound(exchange, bound, attempts));
        }
    }

    private void bound(Exchange exchange, ChannelFuture bound, int attempts) {
        if (bound.isSuccess()) {
            announce(exchange, bound.channel());
            exchange.over(bound);
            return;
        }
        bound.channel().close();
        if (attempts > 1) {
            bind(exchange, attempts - 1);
        } else {
            exchange.unreachable(SystemWords.of(bound.cause()));
        }
    }

    /// Takes a port before it connects, because the first packet of a connection is no message yet.
    private void connect(Exchange exchange, Bootstrap sockets) {
        ChannelFuture bound = sockets.bind(new InetSocketAddress(ANY_PORT));
        bound.addListener(_ -> {
            if (bound.isSuccess()) {
                announce(exchange, bound.channel());
                exchange.over(bound.channel().connect(exchange.place()));
            } else {
                exchange.unreachable(SystemWords.of(bound.cause()));
            }
        });
    }

    private void announce(Exchange exchange, Channel socket) {
        if (socket.localAddress() instanceof InetSocketAddress local) {
            departures.leaves(exchange.ask(), local.getPort(), exchange.place());
        }
    }
}
