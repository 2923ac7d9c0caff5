package org.wirelab.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wirelab.flow.Finding;
import org.wirelab.flow.Judges;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// A client and a server engine wired together without a network, with everything they told.
final class HandshakePair {

    static final Conversation CONVERSATION = Conversation.between("127.0.0.1:40000", "127.0.0.1:7443");

    private final Trace trace = new Trace(System::nanoTime, 0);
    final List<Entry> entries = new ArrayList<>();
    final TlsEngine client;
    final TlsEngine server;

    @Nullable
    TlsFailure clientFailure;

    @Nullable
    TlsFailure serverFailure;

    private UnaryOperator<byte[]> wireToServer = UnaryOperator.identity();
    private UnaryOperator<byte[]> wireToClient = UnaryOperator.identity();
    private int piece = Integer.MAX_VALUE;
    private final boolean serverTells;

    private HandshakePair(ClientSettings clientSettings, ServerSettings serverSettings, boolean serverTells) {
        this.serverTells = serverTells;
        trace.listen(entries::add);
        open(Side.CLIENT);
        if (serverTells) {
            open(Side.SERVER);
        }
        client = TlsEngine.client(
                clientSettings,
                new Parties("127.0.0.1:40000", "127.0.0.1:7443", true),
                trace.recorder(new Vantage(Source.TLS, Side.CLIENT), CONVERSATION),
                new SecureRandom());
        server = TlsEngine.server(
                serverSettings,
                new Parties("127.0.0.1:7443", "127.0.0.1:40000", false),
                serverTells ? trace.recorder(new Vantage(Source.TLS, Side.SERVER), CONVERSATION) : o -> {},
                new SecureRandom());
    }

    static HandshakePair documented() {
        return of(UnaryOperator.identity(), UnaryOperator.identity());
    }

    static HandshakePair of(UnaryOperator<ClientSettings> clients, UnaryOperator<ServerSettings> servers) {
        return new HandshakePair(clients.apply(clientSettings()), servers.apply(serverSettings()), true);
    }

    static HandshakePair clientAlone(UnaryOperator<ClientSettings> clients) {
        return new HandshakePair(clients.apply(clientSettings()), serverSettings(), false);
    }

    static ClientSettings clientSettings() {
        return ClientSettings.documented(
                Optional.of("localhost"), PkixTrust.of(TestPki.LAB.anchors(), "localhost", Clock.systemUTC()));
    }

    static ServerSettings serverSettings() {
        return ServerSettings.lab(TestPki.LAB.localhost());
    }

    /// Changes what the client sends on its way.
    HandshakePair tampering(UnaryOperator<byte[]> wire) {
        wireToServer = wire;
        return this;
    }

    /// Changes what the server sends on its way.
    HandshakePair tamperingWithTheServers(UnaryOperator<byte[]> wire) {
        wireToClient = wire;
        return this;
    }

    /// Delivers so many octets at a time.
    HandshakePair inPiecesOf(int octets) {
        piece = octets;
        return this;
    }

    /// Runs until both sides are silent.
    HandshakePair run() {
        clientFailure = attempt(clientFailure, client::start);
        serverFailure = attempt(serverFailure, server::start);
        settle();
        return this;
    }

    HandshakePair exchange(String request, String response) {
        clientFailure = attempt(clientFailure, () -> client.send(request.getBytes(UTF_8)));
        settle();
        serverFailure = attempt(serverFailure, () -> server.send(response.getBytes(UTF_8)));
        settle();
        return this;
    }

    HandshakePair closedByClient() {
        clientFailure = attempt(clientFailure, client::close);
        settle();
        return this;
    }

    private void settle() {
        for (boolean moved = true; moved; ) {
            byte[] up = client.output();
            byte[] changed = up.length == 0 ? up : wireToServer.apply(up);
            serverFailure = attempt(serverFailure, () -> deliver(changed, server));
            byte[] down = server.output();
            byte[] changedToo = down.length == 0 ? down : wireToClient.apply(down);
            clientFailure = attempt(clientFailure, () -> deliver(changedToo, client));
            moved = up.length + down.length > 0;
        }
    }

    private void deliver(byte[] octets, TlsEngine receiver) throws TlsFailure {
        for (int at = 0; at < octets.length; ) {
            int end = at + Math.min(piece, octets.length - at);
            receiver.receive(Arrays.copyOfRange(octets, at, end));
            at = end;
        }
    }

    private interface Action {
        void run() throws TlsFailure;
    }

    private static @Nullable TlsFailure attempt(@Nullable TlsFailure before, Action action) {
        try {
            action.run();
            return before;
        } catch (TlsFailure e) {
            return before == null ? e : before;
        }
    }

    /// What one side told, of one kind.
    <O extends Observation> List<O> told(Side side, Class<O> type) {
        pump();
        return entries.stream()
                .filter(entry -> entry.vantage().side() == side)
                .map(Entry::observation)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    DerivedSecret secret(Side side, String name) {
        return told(side, DerivedSecret.class).stream()
                .filter(secret -> secret.is(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    /// `tls.1a confirmed` and so on.
    List<String> verdicts() {
        return findings()
                .map(finding -> finding.step() + " " + finding.verdict().label())
                .toList();
    }

    Stream<Finding> findings() {
        pump();
        Judges judges = new Judges(List.of(TlsFlows.HANDSHAKE));
        entries.forEach(judges::on);
        judges.close();
        return judges.findings().stream();
    }

    private void open(Side side) {
        trace.record(new Vantage(Source.TLS, side), Conversation.RUN, new VantageObservation.Opened(""));
    }

    private void pump() {
        if (entries.isEmpty()) {
            close(Side.CLIENT);
            if (serverTells) {
                close(Side.SERVER);
            }
            trace.close();
            trace.pump();
        }
    }

    private void close(Side side) {
        trace.record(new Vantage(Source.TLS, side), Conversation.RUN, new VantageObservation.Closed("", 0));
    }
}
