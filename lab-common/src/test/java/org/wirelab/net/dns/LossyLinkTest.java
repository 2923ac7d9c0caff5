package org.wirelab.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.DnsSilence;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Resolution;
import org.wirelab.dns.walk.Script;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.dns.zone.Authority;
import org.wirelab.dns.zone.Zone;
import org.wirelab.link.LinkObservation;
import org.wirelab.link.LinkSettings;
import org.wirelab.link.NetworkSettings;
import org.wirelab.link.PacketMatch;
import org.wirelab.link.Rule;
import org.wirelab.link.Selection;
import org.wirelab.link.UdpRelay;
import org.wirelab.net.Transport;
import org.wirelab.trace.Observation;

/// A thousand names behind an emulated link that loses a fifth of the packets on their way to the servers.
@Timeout(120)
class LossyLinkTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int ZONES = 10;
    private static final int NAMES = 100;
    private static final int SERVERS = 2;
    private static final double LOSS = 0.2;

    private final Transport transport = Transport.open(1);
    private final List<DatagramSocket> servers = new ArrayList<>();
    private final List<UdpRelay> relays = new ArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private final List<Observation> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        relays.forEach(UdpRelay::close);
        servers.forEach(DatagramSocket::close);
        transport.close();
    }

    @Test
    void everyNameResolvesAndEachRetryIsExplained() throws Exception {
        Map<InetAddress, InetSocketAddress> places = new HashMap<>();
        StringBuilder root = new StringBuilder("@ NS a.\na. A 192.0.2.1\n");
        for (int zone = 0; zone < ZONES; zone++) {
            StringBuilder data = new StringBuilder("* A 203.0.113.1\n");
            for (int which = 0; which < SERVERS; which++) {
                String name = "ns" + which;
                String address = "192.0.2." + (10 + SERVERS * zone + which);
                data.append("@ NS %1$s\n%1$s A %2$s\n".formatted(name, address));
                root.append("z%1$d. NS %2$s.z%1$d.\n%2$s.z%1$d. A %3$s\n".formatted(zone, name, address));
            }
            for (int which = 0; which < SERVERS; which++) {
                int number = SERVERS * zone + which;
                places.put(
                        InetAddress.ofLiteral("192.0.2." + (10 + number)),
                        lossy(server(Script.zone("z" + zone + ".", data.toString())), number));
            }
        }
        places.put(InetAddress.ofLiteral("192.0.2.1"), server(Script.zone(".", root.toString())));
        DnsClient client = new DnsClient(transport, new AddressMap(places, AddressMap.DNS_PORT));
        Memory memory = Memory.fresh(
                RootHints.parse("test", ". 3600 NS a.\na. 3600 A 192.0.2.1\n".getBytes(StandardCharsets.US_ASCII)));

        List<Move> ends = new ArrayList<>();
        // a relay serves one client at a time, so each zone is asked one name after the other
        try (ExecutorService walkers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Move>>> walks = new ArrayList<>();
            for (int zone = 0; zone < ZONES; zone++) {
                int which = zone;
                walks.add(() -> namesOf(which, client, memory));
            }
            for (Future<List<Move>> walk : walkers.invokeAll(walks)) {
                ends.addAll(walk.get());
            }
        }

        assertThat(ends)
                .hasSize(ZONES * NAMES)
                .allSatisfy(end -> assertThat(end).isInstanceOf(Move.Answered.class));
        long silences = seen.stream().filter(DnsSilence.class::isInstance).count();
        // whatever the link took is a silence that the walk tells, and goes on from in a way that it tells, too
        assertThat(dropped.get()).isGreaterThan(ZONES * NAMES / 10);
        assertThat(silences).isPositive().isGreaterThanOrEqualTo(dropped.get());
        assertThat(seen.stream()
                        .filter(DnsObservation.NextServer.class::isInstance)
                        .count())
                .isEqualTo(silences);
    }

    private List<Move> namesOf(int zone, DnsClient client, Memory memory) throws Exception {
        List<Move> ends = new ArrayList<>();
        for (int name = 0; name < NAMES; name++) {
            Question question = Question.parse("n" + name + ".z" + zone, "A");
            Random random = new Random(zone * NAMES + name);
            ends.add(client.run(
                            () -> new Resolution(
                                    question, memory, WalkSettings.UNPRIMED, random, seen::add, System.nanoTime()),
                            seen::add)
                    .get());
        }
        return ends;
    }

    private InetSocketAddress lossy(InetSocketAddress server, int seed) throws Exception {
        LinkSettings lossy =
                LinkSettings.PERFECT.with(Rule.drop("lost", PacketMatch.UDP, new Selection.Chance(LOSS, seed)));
        UdpRelay relay = UdpRelay.open(server, NetworkSettings.PERFECT.withToServer(lossy), (_, observation) -> {
            if (observation instanceof LinkObservation.Dropped) {
                dropped.incrementAndGet();
            }
        });
        relays.add(relay);
        return relay.address();
    }

    private InetSocketAddress server(Zone zone) throws SocketException {
        Authority authority = new Authority(List.of(zone));
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        servers.add(socket);
        Thread.ofPlatform().daemon().start(() -> {
            while (!socket.isClosed()) {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                try {
                    socket.receive(packet);
                    byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
                    byte[] response = authority.respond(query, DnsTransport.UDP).orElseThrow();
                    socket.send(new DatagramPacket(response, response.length, packet.getSocketAddress()));
                } catch (IOException _) {
                    return; // closed
                }
            }
        });
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }
}
