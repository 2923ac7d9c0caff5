package org.wirelab.client.tls.scenario;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.ClientSocket;
import org.wirelab.client.session.Witness;
import org.wirelab.client.tls.scenario.ScenarioSession.Leg;
import org.wirelab.client.tls.scenario.ScenarioSession.Watching;
import org.wirelab.client.tls.scenario.ScenarioSession.Wire;
import org.wirelab.net.Transport;
import org.wirelab.net.tls.Relay;
import org.wirelab.net.tls.TlsHandler;
import org.wirelab.run.LabException;
import org.wirelab.server.Listener;
import org.wirelab.tls.Parties;
import org.wirelab.tls.ServerSettings;
import org.wirelab.tls.TlsEngine;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.pki.LabPki;
import org.wirelab.tls.pki.OddCertificates;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.tls.scenario.ArmedScript;
import org.wirelab.tls.scenario.Interference;
import org.wirelab.tls.scenario.ManInTheMiddle;
import org.wirelab.tls.scenario.Role;
import org.wirelab.tls.scenario.ScenarioObservation;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// One play of a scenario with all that belongs to it: the server, who stands before it, the client, the
/// script; and the order in which they begin and end.
///
/// All that is seen goes under the name of the client's connection, also what the server sees behind a man in the
/// middle.
final class Play implements AutoCloseable {

    static final Vantage OURSELVES = new Vantage(Source.OS, Side.CLIENT);

    private final Scenario scenario;
    private final int act;
    private final Role towards;
    private final TlsVersion version;
    private final Trace trace;
    private final Transport transport;
    private final Duration patience;
    private final InetSocketAddress place;
    private final Listener listener;
    private final Witness witness;
    private final SecureRandom random = new SecureRandom();
    private final CompletableFuture<End> server = new CompletableFuture<>();
    private final CompletableFuture<ServerSettings> probed = new CompletableFuture<>();
    private final AtomicBoolean serving = new AtomicBoolean();
    private @Nullable Relay relay;

    Play(
            Scenario scenario,
            int act,
            Role towards,
            TlsVersion version,
            Trace trace,
            Transport transport,
            InetSocketAddress place,
            Duration patience) {
        this.scenario = scenario;
        this.act = act;
        this.towards = towards;
        this.version = version;
        this.trace = trace;
        this.transport = transport;
        this.place = place;
        this.listener = new Listener(place);
        this.patience = patience;
        this.witness = new Witness(patience);
    }

    /// Plays it to its end.
    void run(PkiFolder folder, Wire wire)
            throws IOException, GeneralSecurityException, LabException, InterruptedException {
        trace.listen(witness);
        listen();
        InetSocketAddress remote = relay == null ? listener.addresses().getFirst() : relay.address();
        Channel socket = ClientSocket.bind(bootstrap(), remote);
        Leg leg = new Leg((InetSocketAddress) socket.localAddress(), remote);
        Conversation conversation = leg.conversation();
        trace.record(OURSELVES, conversation, new RunObservation.ConversationExpected());
        Watching watching = wire.watch(legs(leg));
        List<Recorder> vantages = vantages(conversation);
        vantages.forEach(each -> each.record(new VantageObservation.Opened("")));
        try {
            LabPki lab = folder.open(List.of());
            Clock clock = Clock.systemUTC();
            Props props = new Props(
                    act,
                    towards,
                    version,
                    lab,
                    new OddCertificates(folder, lab, clock),
                    clock,
                    random,
                    vantages.get(0),
                    vantages.get(1));
            stage(props, leg, socket);
        } finally {
            server.thenAccept(End::drop);
            socket.close().awaitUninterruptibly();
            close();
            watching.end();
            // behind the last segment that was captured: whoever told of the connection did so to its end
            vantages.forEach(each -> each.record(new VantageObservation.Closed("", 0)));
            trace.record(OURSELVES, conversation, new RunObservation.ConversationEnded());
        }
    }

    @Override
    public void close() {
        if (relay != null) {
            relay.close();
        }
        listener.close();
    }

    /// The server, and where there is one the man in the middle, wait for whoever comes.
    private void listen() throws IOException {
        listener.open(transport.listener().childOption(ChannelOption.TCP_NODELAY, true), accepted -> {
            listener.add(accepted);
            serve(accepted);
        });
        if (scenario.relayed()) {
            InetSocketAddress beside =
                    new InetSocketAddress(place.getAddress(), place.getPort() == 0 ? 0 : place.getPort() + 1);
            relay = Relay.open(transport, beside, listener.addresses().getFirst());
        }
    }

    /// The first connection is the one that is observed; those after it are probes, which it is enough to answer.
    private void serve(SocketChannel accepted) {
        if (serving.compareAndSet(false, true)) {
            server.thenAccept(end -> end.attach(accepted));
        } else {
            probed.thenAccept(settings -> {
                Parties parties = new Parties(
                        Endpoints.text(accepted.localAddress()), Endpoints.text(accepted.remoteAddress()), false);
                TlsEngine engine = TlsEngine.server(settings, parties, _ -> {}, random);
                accepted.pipeline().addLast(new TlsHandler(engine, patience), new EndHandler());
            });
        }
    }

    private List<Leg> legs(Leg clients) {
        List<Leg> legs = new ArrayList<>(List.of(clients));
        if (relay != null) {
            legs.add(new Leg(relay.outgoing(), listener.addresses().getFirst()));
        }
        return legs;
    }

    /// The client's engine, the server's, and the man in the middle.
    private List<Recorder> vantages(Conversation conversation) {
        List<Vantage> vantages =
                new ArrayList<>(List.of(new Vantage(Source.TLS, Side.CLIENT), new Vantage(Source.TLS, Side.SERVER)));
        if (relay != null) {
            vantages.add(new Vantage(Source.MITM, Side.LINK));
        }
        return vantages.stream()
                .map(vantage -> trace.recorder(vantage, conversation))
                .toList();
    }

    private void stage(Props props, Leg leg, Channel socket)
            throws GeneralSecurityException, LabException, InterruptedException {
        Conversation conversation = leg.conversation();
        Cast cast = scenario.cast(props);
        probed.complete(cast.server());
        record(
                towards.side(),
                conversation,
                new ScenarioObservation.Staged(scenario.name(), towards, version.toString()));
        cast.premises().forEach(premise -> record(towards.side(), conversation, premise));
        String own = Endpoints.text(leg.local());
        String peer = Endpoints.text(leg.remote());
        Parties serverParties = new Parties(peer, own, false);
        End client = end(
                Role.CLIENT,
                TlsEngine.client(
                        cast.client(), new Parties(own, peer, true), props.client(), random, cast.clientDoes()));
        server.complete(end(
                Role.SERVER,
                TlsEngine.server(
                        cast.server(),
                        relay == null ? serverParties : serverParties.relayed(),
                        props.server(),
                        random,
                        cast.serverDoes())));
        ArmedScript between = new ArmedScript(cast.between());
        if (relay != null) {
            Recorder tells = trace.recorder(new Vantage(Source.MITM, Side.LINK), conversation);
            Leg onward = new Leg(relay.outgoing(), listener.addresses().getFirst());
            tells.record(new Interference.Standing(
                    towards, conversation.id(), onward.conversation().id()));
            relay.play(new ManInTheMiddle(between), tells);
        }
        // what a script finds out it has from whoever stands between, or else of the end that it is aimed at
        Vantage finder = relay == null ? new Vantage(Source.OS, towards.side()) : new Vantage(Source.MITM, Side.LINK);
        scenario.play(new Stage(
                client,
                server.join(),
                towards,
                socket,
                leg.remote(),
                between,
                props,
                new Prober(transport, listener.addresses().getFirst(), cast.client(), random, patience),
                found -> trace.record(finder, conversation, found)));
    }

    private End end(Role role, TlsEngine engine) {
        return new End(role, engine, witness, patience);
    }

    private void record(Side side, Conversation conversation, Observation observation) {
        trace.record(new Vantage(Source.OS, side), conversation, observation);
    }

    private Bootstrap bootstrap() {
        return transport
                .client()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) patience.toMillis())
                .handler(new ChannelInboundHandlerAdapter());
    }
}
