package org.wirelab.bench.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.zone.Authority;
import org.wirelab.dns.zone.Zone;
import org.xbill.DNS.Name;

/// A root server, one of a top-level domain and one of its domains, on loopback; each answers after a delay.
final class SlowServers implements AutoCloseable {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int LARGEST_QUERY = 4096;
    private static final String HEAD = "$TTL 3600\n@ SOA ns.test. h.test. 1 2 3 4 5\n";

    private final Duration delay;
    private final List<DatagramSocket> sockets = new ArrayList<>();
    private final Map<InetAddress, InetSocketAddress> places = new HashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    SlowServers(Duration delay) throws IOException {
        this.delay = delay;
        serve("192.0.2.1", ".", "@ NS a.root.\na.root. A 192.0.2.1\ntest. NS ns.test.\nns.test. A 192.0.2.2\n");
        StringBuilder delegations = new StringBuilder("@ NS ns\nns A 192.0.2.2\nns.host A 192.0.2.3\n");
        for (int i = -1000; i < 1000; i++) {
            delegations.append('d').append(i).append(" NS ns.host\n");
        }
        serve("192.0.2.2", "test.", delegations.toString());
        serve("192.0.2.3", "test.", "@ NS ns\n* A 203.0.113.1\n");
    }

    /// Which address is served where.
    Map<InetAddress, InetSocketAddress> places() {
        return places;
    }

    /// Where a walk begins.
    RootHints hints() throws IOException {
        return RootHints.parse(
                "bench", ". 60 NS a.root.\na.root. 60 A 192.0.2.1\n".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        sockets.forEach(DatagramSocket::close);
        clock.shutdownNow();
    }

    private void serve(String address, String zone, String records) throws IOException {
        Authority authority = new Authority(List.of(
                Zone.parse(Name.fromConstantString(zone), (HEAD + records).getBytes(StandardCharsets.US_ASCII))));
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
        sockets.add(socket);
        places.put(InetAddress.ofLiteral(address), new InetSocketAddress(LOOPBACK, socket.getLocalPort()));
        Thread.ofPlatform().daemon().start(() -> answer(socket, authority));
    }

    private void answer(DatagramSocket socket, Authority authority) {
        while (!socket.isClosed()) {
            DatagramPacket query = new DatagramPacket(new byte[LARGEST_QUERY], LARGEST_QUERY);
            try {
                socket.receive(query);
            } catch (IOException _) {
                return; // closed
            }
            byte[] asked = Arrays.copyOf(query.getData(), query.getLength());
            clock.schedule(
                    () -> authority
                            .respond(asked, DnsTransport.UDP)
                            .ifPresent(bytes ->
                                    send(socket, new DatagramPacket(bytes, bytes.length, query.getSocketAddress()))),
                    delay.toNanos(),
                    TimeUnit.NANOSECONDS);
        }
    }

    private static void send(DatagramSocket socket, DatagramPacket response) {
        try {
            socket.send(response);
        } catch (IOException _) {
            // closed meanwhile: nobody waits for it
            return;
        }
    }
}
