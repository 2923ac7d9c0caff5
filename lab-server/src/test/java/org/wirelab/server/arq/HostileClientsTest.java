package org.wirelab.server.arq;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wirelab.arq.ArqObservation;
import org.wirelab.arq.Decoded;
import org.wirelab.arq.Frame;
import org.wirelab.arq.FrameCodec;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.SenderSettings;
import org.wirelab.net.Transport;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.Trace;
import org.wirelab.wire.SequenceNumber;

/// Whoever means harm, at the socket of the ARQ service: it says less than is said to it, keeps to its limits, and goes
/// on serving others.
class HostileClientsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int QUIET_MILLIS = 200;

    private final FrameCodec codec = new FrameCodec();
    private final Queue<Observation> seen = new ConcurrentLinkedQueue<>();
    private final Trace trace = new Trace(System::nanoTime, 0);
    private final Transport transport = Transport.open(2);
    private ArqService service = within(LONG);

    @BeforeEach
    void listen() {
        trace.listen(entry -> seen.add(entry.observation()));
        Thread.ofPlatform().daemon().start(trace::pump);
    }

    /// @param idle long where a slow machine must not end a transfer before the test has said its say
    private void start(Duration idle) throws IOException {
        service = within(idle);
        service.start(ConnectionTraces.into(trace));
    }

    private ArqService within(Duration idle) {
        ArqLimits limits = new ArqLimits(3, 2, idle, Duration.ofMinutes(1), 1_000_000, 1 << 16, 1 << 20);
        return new ArqService(transport, new InetSocketAddress("127.0.0.1", 0), limits);
    }

    @AfterEach
    void end() {
        service.close();
        transport.close();
        trace.close();
    }

    /// Each script has a socket of its own, so that nobody else's answers come there.
    @Test
    void nobodyIsSentMoreThanWasSentInHisName() throws Exception {
        start(SHORT);
        byte[] data = codec.encode(new Frame.Data(1, 1, new SequenceNumber(0), false, new byte[1000]));
        byte[] shortest = codec.encode(new Frame.Data(1, 1, new SequenceNumber(2), true, new byte[1]));
        byte[] done = codec.encode(new Frame.Done(1, 1));
        byte[] greedy = codec.encode(open(2, Long.MAX_VALUE / 2));
        List<List<byte[]>> scripts = List.of(
                List.of(codec.encode(open(1, 2001)), data, shortest, shortest, shortest, done, done, done),
                List.of(greedy, greedy),
                List.of(data),
                List.of(done),
                List.of(codec.encode(new Frame.Accepted(1, 1, 5))),
                List.of(codec.encode(new Frame.Ack(1, 1, new SequenceNumber(9), 5, new SequenceNumber(8)))),
                List.of(new byte[0], new byte[1], new byte[1400]),
                spoiled(codec.encode(open(3, 1000))));
        for (List<byte[]> script : scripts) {
            try (DatagramSocket socket = client()) {
                int asked = 0;
                for (byte[] datagram : script) {
                    socket.send(new DatagramPacket(datagram, datagram.length));
                    asked += datagram.length;
                }
                assertThat(answers(socket, QUIET_MILLIS)).isLessThanOrEqualTo(asked);
            }
        }
        serves();
    }

    private static List<byte[]> spoiled(byte[] datagram) {
        Random random = new Random(5);
        return Stream.generate(() -> {
                    byte[] spoiled = datagram.clone();
                    spoiled[random.nextInt(spoiled.length)] ^= (byte) (1 + random.nextInt(255));
                    return spoiled;
                })
                .limit(200)
                .toList();
    }

    @Test
    void aSourceHasNoMoreTransfersThanItsShare() throws Exception {
        start(LONG);
        List<Frame> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            try (DatagramSocket socket = client()) {
                answers.add(ask(socket, open(i, 1000)));
            }
        }
        assertThat(answers.get(0)).isInstanceOf(Frame.Accepted.class);
        assertThat(answers.get(1)).isInstanceOf(Frame.Accepted.class);
        assertThat(answers.get(2)).isEqualTo(new Frame.Refused(2, 1, "arq.refused.source"));
    }

    @Test
    void whoAsksAndSaysNothingMoreLosesItsPlace() throws Exception {
        start(SHORT);
        for (int i = 0; i < 2; i++) {
            try (DatagramSocket socket = client()) {
                assertThat(ask(socket, open(i, 1000))).isInstanceOf(Frame.Accepted.class);
            }
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(seen)
                        .filteredOn(ArqObservation.Delivered.class::isInstance)
                        .extracting(each -> ((ArqObservation.Delivered) each).reason())
                        .containsExactly("arq.gave_up.idle", "arq.gave_up.idle"));
        serves();
    }

    @Test
    void whatIsLargerThanTheLimitsIsRefusedOrCutToThem() throws Exception {
        start(LONG);
        try (DatagramSocket socket = client()) {
            assertThat(ask(socket, open(1, 1_000_001))).isEqualTo(new Frame.Refused(1, 1, "arq.refused.octets"));
            Frame.Open wide =
                    new Frame.Open(2, 1, Protocol.SELECTIVE_REPEAT, 32, 65_536, 65_000, 1000, new SequenceNumber(0), 0);
            assertThat(ask(socket, wide)).isEqualTo(new Frame.Accepted(2, 1, 1));
        }
    }

    @Test
    void nobodyElseCanSpeakInATransfer() throws Exception {
        start(LONG);
        try (DatagramSocket socket = client();
                DatagramSocket stranger = client()) {
            assertThat(ask(socket, open(1, 3000))).isInstanceOf(Frame.Accepted.class);
            byte[] forged = codec.encode(new Frame.Data(1, 1, new SequenceNumber(0), false, new byte[1000]));
            stranger.send(new DatagramPacket(forged, forged.length));
            assertThat(answers(stranger, QUIET_MILLIS)).isZero();
            assertThat(ask(socket, new Frame.Done(1, 1)))
                    .isInstanceOfSatisfying(
                            Frame.Report.class,
                            report -> assertThat(report.octets()).isZero());
        }
    }

    private static Frame.Open open(int transfer, long octets) {
        return new Frame.Open(transfer, 1, Protocol.GO_BACK_N, 32, 8, 1000, octets, new SequenceNumber(0), 0);
    }

    /// As soon as those before it have lost their places.
    private void serves() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(Clients.send(
                                        Clients.channel(transport),
                                        service.addresses().getFirst(),
                                        Clients.transfer(77, Protocol.SELECTIVE_REPEAT, 8, 20_000, 0),
                                        SenderSettings.DEFAULT,
                                        Recorder.NONE)
                                .get(20, TimeUnit.SECONDS)
                                .complete())
                        .isTrue());
    }

    private DatagramSocket client() throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        socket.connect(service.addresses().getFirst());
        return socket;
    }

    private Frame ask(DatagramSocket socket, Frame question) throws IOException {
        byte[] datagram = codec.encode(question);
        socket.send(new DatagramPacket(datagram, datagram.length));
        DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
        socket.setSoTimeout(10_000);
        socket.receive(answer);
        Decoded decoded = codec.decode(ByteBuffer.wrap(answer.getData(), 0, answer.getLength()));
        assertThat(decoded).isInstanceOf(Decoded.Whole.class);
        return ((Decoded.Whole) decoded).frame();
    }

    /// How many octets come until it has been quiet for so long.
    private static int answers(DatagramSocket socket, int millis) throws IOException {
        int octets = 0;
        socket.setSoTimeout(millis);
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
                socket.receive(packet);
                octets += packet.getLength();
            }
        } catch (SocketTimeoutException _) {
            return octets;
        }
    }
}
