package org.wirelab.client.tls.scenario;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.wirelab.client.session.ClientSocket;
import org.wirelab.net.Transport;
import org.wirelab.net.tls.TlsHandler;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.ClientSettings;
import org.wirelab.tls.Misbehaviour;
import org.wirelab.tls.Parties;
import org.wirelab.tls.TlsEngine;
import org.wirelab.tls.scenario.Compared;
import org.wirelab.trace.Endpoints;

/// Makes many connections that go wrong in several ways, and sets side by side what an onlooker sees of each.
///
/// They are not recorded one by one: what counts is what comes back.
final class Prober {

    private final Transport transport;
    private final InetSocketAddress server;
    private final ClientSettings settings;
    private final SecureRandom random;
    private final Duration patience;

    Prober(
            Transport transport,
            InetSocketAddress server,
            ClientSettings settings,
            SecureRandom random,
            Duration patience) {
        this.transport = transport;
        this.server = server;
        this.settings = settings;
        this.random = random;
        this.patience = patience;
    }

    /// Tries each kind so many times, one after the other, so that whatever slows this machine down befalls all.
    ///
    /// @param kinds how the client misbehaves, by what it sends
    Compared compare(Map<String, Supplier<Misbehaviour>> kinds, int rounds) throws LabException, InterruptedException {
        Map<String, List<Onlooker.Answer>> answers = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Supplier<Misbehaviour>> kind : kinds.entrySet()) {
                Onlooker.Answer answer = probe(kind.getValue().get());
                answers.computeIfAbsent(kind.getKey(), _ -> new ArrayList<>()).add(answer);
            }
        }
        return new Compared(answers.entrySet().stream()
                .map(kind -> outcome(kind.getKey(), kind.getValue()))
                .toList());
    }

    private static Compared.Outcome outcome(String sent, List<Onlooker.Answer> answers) {
        long[] micros = answers.stream()
                .mapToLong(answer -> answer.nanos() / 1000)
                .sorted()
                .toArray();
        List<String> words =
                answers.stream().map(Onlooker.Answer::words).distinct().toList();
        return new Compared.Outcome(
                sent, answers.size(), words, micros[micros.length / 2], micros[0], micros[micros.length - 1]);
    }

    private Onlooker.Answer probe(Misbehaviour how) throws LabException, InterruptedException {
        Channel socket = ClientSocket.bind(
                transport.client().option(ChannelOption.TCP_NODELAY, true).handler(new ChannelInboundHandlerAdapter()),
                server);
        try {
            String own = Endpoints.text((InetSocketAddress) socket.localAddress());
            Parties parties = new Parties(own, Endpoints.text(server), true);
            TlsEngine engine = TlsEngine.client(settings, parties, _ -> {}, random, how);
            Onlooker onlooker = new Onlooker();
            socket.pipeline().addLast(onlooker, new TlsHandler(engine, patience), new EndHandler());
            ChannelFuture connected = socket.connect(server).await();
            if (!connected.isSuccess()) {
                throw ClientSocket.unreachable(server, connected.cause());
            }
            return onlooker.answer().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LabException(ExitCode.UNREACHABLE, "the server did not end a connection that went wrong", e);
        } finally {
            socket.close().awaitUninterruptibly();
        }
    }
}
