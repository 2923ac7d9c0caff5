package org.wirelab.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.DnsSilence;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Mismatch;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.walk.AddressFamilies;
import org.wirelab.dns.walk.Limits;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Resolution;
import org.wirelab.dns.walk.Script;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.dns.zone.Authority;
import org.wirelab.net.Transport;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/// What arrives at the lab's own sockets and is no reply, on loopback.
@Timeout(60)
class HostileSocketsTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final Authority TRUE_ONE = new Authority(List.of(
            Script.zone(".", "@ NS a.\na. A 192.0.2.1\nwww A 203.0.113.1\nbig TXT \"" + "x".repeat(200) + "\"\n")));

    private final Transport transport = Transport.open(1);
    private final List<Observation> seen = new CopyOnWriteArrayList<>();
    private final DatagramSocket server = socket(LOOPBACK);
    private final DatagramSocket stranger = socket(LOOPBACK);
    private final DatagramSocket elsewhere = socket(InetAddress.ofLiteral("127.0.0.2"));

    /// What a server does with a query: it may send what it likes before the true response.
    private interface Hostility {
        void before(byte[] query, byte[] response, SocketAddress client) throws IOException;
    }

    @AfterEach
    void close() {
        List.of(server, stranger, elsewhere).forEach(DatagramSocket::close);
        transport.close();
    }

    @Test
    void aReplyWithAnotherIdIsIgnoredAndTheTrueOneTaken() {
        serve((_, response, client) -> {
            for (int id = 0; id < 50; id++) {
                byte[] forged = response.clone();
                forged[0] ^= 0x55;
                forged[1] = (byte) id;
                send(server, forged, client);
            }
        });
        assertThat(answer()).contains("203.0.113.1");
        assertThat(ignored()).contains(Mismatch.ID);
    }

    @Test
    void aReplyToAnotherQuestionIsIgnored() {
        serve((query, response, client) -> {
            byte[] forged = response.clone();
            forged[13] = 'x';
            send(server, forged, client);
        });
        assertThat(answer()).contains("203.0.113.1");
        assertThat(ignored()).containsOnly(Mismatch.QUESTION);
    }

    @Test
    void aReplyFromAnotherPortOrAddressIsIgnored() {
        serve((_, response, client) -> {
            send(stranger, response, client);
            send(elsewhere, response, client);
        });
        assertThat(answer()).contains("203.0.113.1");
        assertThat(ignored()).contains(Mismatch.PORT, Mismatch.ADDRESS);
    }

    @Test
    void theQuerySentBackIsNoReply() {
        serve((query, _, client) -> send(server, query, client));
        assertThat(answer()).contains("203.0.113.1");
        assertThat(ignored()).containsOnly(Mismatch.QR);
    }

    @Test
    void bytesBehindTheEndAreSaidAndNotRead() {
        serveInstead((_, response, client) -> send(server, Arrays.copyOf(response, response.length + 7), client));
        assertThat(answer()).contains("203.0.113.1");
        assertThat(seen.stream().filter(DnsObservation.TrailingBytes.class::isInstance))
                .singleElement()
                .asString()
                .contains("count=7");
    }

    @Test
    void aNameThatPointsAtItselfEndsTheReplyAndNotTheLab() {
        serveInstead((_, response, client) -> {
            byte[] looped = response.clone();
            // The answer's owner is a pointer to the question; from now on to itself.
            int owner = 12 + 5 + 4;
            looped[owner] = (byte) 0xc0;
            looped[owner + 1] = (byte) owner;
            send(server, looped, client);
        });
        assertThat(walk("www", patient())).isInstanceOf(Move.Failed.class);
        assertThat(seen.stream().filter(DnsSilence.class::isInstance).map(one -> ((DnsSilence) one).cause()))
                .contains("malformed");
    }

    @Test
    void noiseOfEveryLengthIsIgnored() {
        Random random = new Random(4);
        serve((_, _, client) -> {
            for (int length = 0; length < 60; length++) {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                send(server, noise, client);
            }
        });
        assertThat(answer()).contains("203.0.113.1");
    }

    @Test
    void aTcpServerThatDripsByteByByteIsGivenUpInTime() throws Exception {
        try (ServerSocket tcp = new ServerSocket(0, 10, LOOPBACK)) {
            Thread.ofPlatform().daemon().start(() -> drip(tcp));
            Move end = walk("www", patient().withTcp(true), tcp.getLocalPort());
            assertThat(end).isInstanceOf(Move.Failed.class);
            assertThat(seen.stream().filter(DnsSilence.class::isInstance).map(one -> ((DnsSilence) one).cause()))
                    .contains("timeout");
        }
    }

    @Test
    void aTcpServerThatHangsUpIsUnreachable() throws Exception {
        try (ServerSocket tcp = new ServerSocket(0, 10, LOOPBACK)) {
            Thread.ofPlatform().daemon().start(() -> hangUp(tcp));
            assertThat(walk("www", patient().withTcp(true), tcp.getLocalPort())).isInstanceOf(Move.Failed.class);
            assertThat(seen.stream().filter(DnsSilence.class::isInstance).map(one -> ((DnsSilence) one).cause()))
                    .isNotEmpty()
                    .containsOnly("unreachable");
        }
    }

    @Test
    void hundredsOfQueriesAtATimeAllComeBack() {
        serve((_, _, _) -> {});
        DnsClient client = client(server.getLocalPort());
        Memory memory = Memory.fresh(hints());
        allAnswered(client, memory, 3000, 300);
    }

    @Test
    void aThousandNamesComeBackThoughAFifthOfTheQueriesIsLost() {
        // by name, since the order in which queries arrive is chance
        Map<Name, SplittableRandom> links = new HashMap<>();
        serveInstead((query, response, client) -> {
            Name name = new Message(query).getQuestion().getName();
            SplittableRandom link = links.computeIfAbsent(name, each -> new SplittableRandom(20L + each.hashCode()));
            if (link.nextDouble() >= 0.2) {
                send(server, response, client);
            }
        });
        DnsClient client = client(server.getLocalPort());
        Memory memory = Memory.fresh(hints());
        // Once it has answered, a server is known to be alive, and its silence taken for a lost packet.
        assertThat(numbered(client, memory, -1).join()).isInstanceOf(Move.Answered.class);
        allAnswered(client, memory, 1000, 100);
        assertThat(memory.answers().size()).isEqualTo(1001);
    }

    private static void allAnswered(DnsClient client, Memory memory, int names, int inFlight) {
        for (int first = 0; first < names; first += inFlight) {
            List<CompletableFuture<Move>> ends = IntStream.range(first, first + inFlight)
                    .mapToObj(number -> numbered(client, memory, number))
                    .toList();
            assertThat(ends).allSatisfy(end -> assertThat(end.join()).isInstanceOf(Move.Answered.class));
        }
    }

    private static CompletableFuture<Move> numbered(DnsClient client, Memory memory, int i) {
        return client.run(
                () -> new Resolution(
                        Question.parse("n" + i, "A"),
                        memory,
                        patient().withLimits(Limits.USUAL),
                        new Random(i),
                        Recorder.NONE,
                        System.nanoTime()),
                Recorder.NONE);
    }

    private void serve(Hostility hostility) {
        serveInstead((query, response, client) -> {
            hostility.before(query, response, client);
            send(server, response, client);
        });
    }

    private void serveInstead(Hostility hostility) {
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                try {
                    server.receive(packet);
                    byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
                    byte[] response = TRUE_ONE.respond(query, DnsTransport.UDP).orElseThrow();
                    hostility.before(query, response, packet.getSocketAddress());
                } catch (IOException _) {
                    return; // closed
                }
            }
        });
    }

    private static void drip(ServerSocket tcp) {
        try {
            while (!tcp.isClosed()) {
                Socket socket = tcp.accept();
                Thread.ofPlatform().daemon().start(() -> {
                    try (socket) {
                        socket.getOutputStream().write(new byte[] {0x7f, 0x7f});
                        for (int i = 0; i < 10_000; i++) {
                            socket.getOutputStream().write(i);
                            socket.getOutputStream().flush();
                            Thread.sleep(20);
                        }
                    } catch (IOException | InterruptedException _) {
                        return; // the lab has had enough
                    }
                });
            }
        } catch (IOException _) {
            return; // closed
        }
    }

    private static void hangUp(ServerSocket tcp) {
        try {
            while (!tcp.isClosed()) {
                tcp.accept().close();
            }
        } catch (IOException _) {
            return; // closed
        }
    }

    private static WalkSettings patient() {
        return WalkSettings.UNPRIMED
                .withFamilies(AddressFamilies.IPV4)
                .withLimits(Limits.USUAL.withTotal(Duration.ofSeconds(3)));
    }

    private String answer() {
        return walk("www", WalkSettings.UNPRIMED).toString();
    }

    private Move walk(String name, WalkSettings settings) {
        return walk(name, settings, server.getLocalPort());
    }

    private Move walk(String name, WalkSettings settings, int port) {
        return client(port)
                .run(
                        () -> new Resolution(
                                Question.parse(name, "A"),
                                Memory.fresh(hints()),
                                settings,
                                new Random(1),
                                seen::add,
                                System.nanoTime()),
                        seen::add)
                .join();
    }

    private DnsClient client(int port) {
        InetAddress root = Script.ip("192.0.2.1");
        return new DnsClient(
                transport, new AddressMap(Map.of(root, new InetSocketAddress(LOOPBACK, port)), AddressMap.DNS_PORT));
    }

    private static RootHints hints() {
        try {
            return RootHints.parse("test", ". 60 NS a.\na. 60 A 192.0.2.1\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Mismatch> ignored() {
        return seen.stream()
                .filter(DnsObservation.ReplyIgnored.class::isInstance)
                .map(one -> ((DnsObservation.ReplyIgnored) one).mismatch())
                .toList();
    }

    private static void send(DatagramSocket from, byte[] bytes, SocketAddress to) throws IOException {
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static DatagramSocket socket(InetAddress address) {
        try {
            return new DatagramSocket(new InetSocketAddress(address, 0));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
