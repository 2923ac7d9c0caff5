package org.wirelab.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wirelab.link.LinkObservation.Dropped;
import org.wirelab.trace.Endpoints;

class UdpRelayTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private final List<LinkObservation> told = Collections.synchronizedList(new ArrayList<>());
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private DatagramSocket server;
    private DatagramSocket client;

    @BeforeEach
    void open() throws SocketException {
        server = new DatagramSocket(0, loopback);
        client = new DatagramSocket(0, loopback);
        server.setSoTimeout(PATIENCE_MILLIS);
        client.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void datagramsGoThereAndBack() throws Exception {
        try (UdpRelay relay = relay(NetworkSettings.PERFECT)) {
            send(client, "question", relay.address());
            DatagramPacket question = receive(server);
            assertThat(text(question)).isEqualTo("question");
            send(server, "answer", (InetSocketAddress) question.getSocketAddress());
            assertThat(text(receive(client))).isEqualTo("answer");
        }
        assertThat(told)
                .filteredOn(LinkObservation.Ended.class::isInstance)
                .hasSize(2)
                .allSatisfy(end ->
                        assertThat(((LinkObservation.Ended) end).delivered()).isEqualTo(1));
    }

    @Test
    void whatARuleDropsIsToldWithItsEndsAndDoesNotArrive() throws Exception {
        LinkSettings lossy = LinkSettings.PERFECT.with(Rule.drop("second", PacketMatch.UDP, Selection.numbers(2)));
        try (UdpRelay relay = relay(NetworkSettings.PERFECT.withToServer(lossy))) {
            for (String text : List.of("1", "2", "3")) {
                send(client, text, relay.address());
            }
            assertThat(text(receive(server))).isEqualTo("1");
            assertThat(text(receive(server))).isEqualTo("3");
        }
        assertThat(told).filteredOn(Dropped.class::isInstance).singleElement().satisfies(each -> {
            Dropped drop = (Dropped) each;
            assertThat(drop.number()).isEqualTo(2);
            assertThat(drop.rule()).isEqualTo("second");
            assertThat(drop.packet().src()).isEqualTo(Endpoints.text(loopback, client.getLocalPort()));
            assertThat(drop.packet().dst()).isEqualTo(Endpoints.text(loopback, server.getLocalPort()));
            assertThat(drop.packet().length()).isEqualTo(1);
        });
    }

    @Test
    void aHeldBackDatagramArrivesBehindTheNext() throws Exception {
        LinkSettings reordering = LinkSettings.PERFECT.with(
                Rule.holdBack("late", PacketMatch.ANY, Selection.FIRST, 1, Duration.ofMinutes(1)));
        try (UdpRelay relay = relay(NetworkSettings.PERFECT.withToServer(reordering))) {
            send(client, "1", relay.address());
            send(client, "2", relay.address());
            assertThat(text(receive(server))).isEqualTo("2");
            assertThat(text(receive(server))).isEqualTo("1");
        }
    }

    @Test
    void theDelayIsKept() throws Exception {
        LinkSettings slow = LinkSettings.PERFECT.withDelay(Duration.ofMillis(30));
        try (UdpRelay relay = relay(NetworkSettings.PERFECT.withToServer(slow))) {
            long begin = System.nanoTime();
            send(client, "1", relay.address());
            receive(server);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
        }
    }

    @Test
    void aCutLinkCarriesNothingUntilItIsMended() throws Exception {
        try (UdpRelay relay = relay(NetworkSettings.PERFECT)) {
            relay.link().cut();
            send(client, "lost", relay.address());
            server.setSoTimeout(200);
            try {
                receive(server);
                throw new AssertionError("arrived over a cut link");
            } catch (SocketTimeoutException expected) {
                server.setSoTimeout(PATIENCE_MILLIS);
            }
            relay.link().heal();
            send(client, "arrives", relay.address());
            assertThat(text(receive(server))).isEqualTo("arrives");
        }
    }

    @Test
    void severalClientsShareTheLinkAndEachGetsItsOwnAnswers() throws Exception {
        try (DatagramSocket other = new DatagramSocket(0, loopback);
                UdpRelay relay = relay(NetworkSettings.PERFECT)) {
            other.setSoTimeout(PATIENCE_MILLIS);
            for (int i = 0; i < 3; i++) {
                send(client, "client", relay.address());
                send(other, "other", relay.address());
            }
            for (int i = 0; i < 6; i++) {
                DatagramPacket question = receive(server);
                InetSocketAddress seen = (InetSocketAddress) question.getSocketAddress();
                int port = text(question).equals("client") ? client.getLocalPort() : other.getLocalPort();
                assertThat(relay.clientBehind(seen)).contains(new InetSocketAddress(loopback, port));
                send(server, "to " + text(question), seen);
            }
            for (int i = 0; i < 3; i++) {
                assertThat(text(receive(client))).isEqualTo("to client");
                assertThat(text(receive(other))).isEqualTo("to other");
            }
        }
        assertThat(told)
                .filteredOn(LinkObservation.Ended.class::isInstance)
                .hasSize(2)
                .allSatisfy(end ->
                        assertThat(((LinkObservation.Ended) end).delivered()).isEqualTo(6));
    }

    @Test
    void aDatagramIsKnownByItsFirstOctets() throws Exception {
        PacketMatch two = PacketMatch.datagram("frame 2", 6, new byte[] {'2'});
        LinkSettings lossy = LinkSettings.PERFECT.with(Rule.drop("drop 2", two, Selection.FIRST));
        try (UdpRelay relay = relay(NetworkSettings.PERFECT.withToServer(lossy))) {
            for (String text : List.of("frame 1", "frame 2", "x", "frame 2")) {
                send(client, text, relay.address());
            }
            assertThat(text(receive(server))).isEqualTo("frame 1");
            assertThat(text(receive(server))).isEqualTo("x");
            assertThat(text(receive(server))).isEqualTo("frame 2");
        }
        assertThat(told)
                .filteredOn(Dropped.class::isInstance)
                .singleElement()
                .satisfies(each -> assertThat(((Dropped) each).packet().head()).isEqualTo("6672616d652032"));
    }

    @Test
    void rulesThatCountAnewStrikeTheFirstAgain() throws Exception {
        LinkSettings lossy = LinkSettings.PERFECT.with(Rule.drop("first", PacketMatch.UDP, Selection.FIRST));
        try (UdpRelay relay = relay(NetworkSettings.PERFECT.withToServer(lossy))) {
            send(client, "1", relay.address());
            send(client, "2", relay.address());
            assertThat(text(receive(server))).isEqualTo("2");
            relay.link().countAnew(Direction.TO_SERVER);
            send(client, "3", relay.address());
            send(client, "4", relay.address());
            assertThat(text(receive(server))).isEqualTo("4");
        }
        assertThat(told).filteredOn(Dropped.class::isInstance).hasSize(2);
    }

    private UdpRelay relay(NetworkSettings settings) throws LinkException {
        return UdpRelay.open(
                new InetSocketAddress(loopback, server.getLocalPort()),
                settings,
                (_, observation) -> told.add(observation));
    }

    private static void send(DatagramSocket from, String text, InetSocketAddress to) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static DatagramPacket receive(DatagramSocket at) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        at.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }
}
