package org.wirelab.server.arq;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wirelab.arq.ArqArrow;
import org.wirelab.arq.ArqObservation;
import org.wirelab.arq.Ends;
import org.wirelab.arq.Machine;
import org.wirelab.arq.Payload;
import org.wirelab.arq.Protocol;
import org.wirelab.arq.SenderSession;
import org.wirelab.arq.SenderSettings;
import org.wirelab.arq.Transfer;
import org.wirelab.congestion.Algorithm;
import org.wirelab.congestion.Senders;
import org.wirelab.congestion.SendingSettings;
import org.wirelab.net.Transport;
import org.wirelab.net.arq.ArqSender;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// Transfers to the lab's own service, over loopback.
class ArqServiceTest {

    private static final ArqLimits TWO =
            new ArqLimits(2, 2, Duration.ofSeconds(5), Duration.ofSeconds(20), 10_000_000, 1 << 20, 1 << 20);

    private final Queue<Entry> seen = new ConcurrentLinkedQueue<>();
    private final Trace trace = new Trace(System::nanoTime, 0);
    private final Thread pump = Thread.ofPlatform().daemon().start(trace::pump);
    private final Transport transport = Transport.open(2);

    {
        trace.listen(seen::add);
    }

    @AfterEach
    void end() throws InterruptedException {
        transport.close();
        trace.close();
        pump.join();
    }

    private ArqService started(Transport on, ArqLimits limits) throws Exception {
        ArqService service = new ArqService(on, new InetSocketAddress("127.0.0.1", 0), limits);
        service.start(ConnectionTraces.into(trace));
        return service;
    }

    @ParameterizedTest
    @CsvSource({"STOP_AND_WAIT,1", "GO_BACK_N,8", "SELECTIVE_REPEAT,8", "SELECTIVE_REPEAT,500"})
    void aTransferArrivesWholeAndUnchanged(Protocol protocol, int window) throws Exception {
        try (ArqService service = started(transport, TWO)) {
            Channel channel = Clients.channel(transport);
            Transfer transfer = Clients.transfer(5, protocol, window, 123_456, 0);
            ArqObservation.Finished finished = Clients.send(
                            channel,
                            service.addresses().getFirst(),
                            transfer,
                            SenderSettings.DEFAULT,
                            client(channel, service))
                    .get(30, TimeUnit.SECONDS);
            assertThat(finished.complete()).isTrue();
            assertThat(finished.delivered()).isEqualTo(123_456);
            assertThat(finished.dropped())
                    .as("null where the kernel does not say")
                    .isIn(null, 0L);
            assertThat(finished.sent()).isEqualTo(finished.deliveredSha256());
            channel.close().sync();
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(at(Side.SERVER))
                        .hasAtLeastOneElementOfType(ArqObservation.Delivered.class)
                        .last()
                        .isInstanceOf(VantageObservation.Closed.class));
        assertThat(at(Side.SERVER)).first().isInstanceOf(VantageObservation.Opened.class);
        assertThat(at(Side.SERVER).stream()
                        .filter(ArqArrow.Received.class::isInstance)
                        .map(Observation::identity)
                        .toList())
                .isSubsetOf(at(Side.CLIENT).stream()
                        .filter(ArqArrow.Sent.class::isInstance)
                        .map(Observation::identity)
                        .toList())
                .hasSizeGreaterThanOrEqualTo(124);
    }

    @Test
    void theJdksOwnSocketsDoTheSame() throws Exception {
        try (Transport nio = Transport.openNio(2);
                ArqService service = started(nio, TWO)) {
            Channel channel = Clients.channel(nio);
            Transfer transfer = Clients.transfer(5, Protocol.SELECTIVE_REPEAT, 20, 500_000, 0);
            assertThat(Clients.send(
                                    channel,
                                    service.addresses().getFirst(),
                                    transfer,
                                    SenderSettings.DEFAULT,
                                    client(channel, service))
                            .get(30, TimeUnit.SECONDS)
                            .complete())
                    .isTrue();
            channel.close().sync();
        }
    }

    @Test
    void aCongestionControlledSenderIsCarriedByTheSameShells() throws Exception {
        try (ArqService service = started(transport, TWO)) {
            Channel channel = Clients.channel(transport);
            InetSocketAddress to = service.addresses().getFirst();
            Transfer transfer = Clients.transfer(6, Protocol.CUMULATIVE, 64, 300_000, 0);
            Payload payload = new Payload(3, transfer.octets());
            Machine reno = Senders.of(Algorithm.RENO, transfer, payload, SendingSettings.RECOMMENDED);
            SenderSession session =
                    new SenderSession(reno, transfer, payload, new Ends("client", "server"), SenderSettings.DEFAULT, 0);
            ArqObservation.Finished finished = ArqSender.start(channel, to, session, client(channel, service))
                    .get(30, TimeUnit.SECONDS);
            assertThat(finished.complete()).isTrue();
            assertThat(finished.frames()).isGreaterThanOrEqualTo(300);
            channel.close().sync();
        }
    }

    /// 30 kB/s for 24 kB, and room for 4 kB of them: the sender has to wait for the application.
    @ParameterizedTest
    @CsvSource({"STOP_AND_WAIT,1", "GO_BACK_N,4", "SELECTIVE_REPEAT,4"})
    void aSlowApplicationClosesTheWindowAndLosesNothing(Protocol protocol, int window) throws Exception {
        try (ArqService service = started(transport, TWO)) {
            Channel channel = Clients.channel(transport);
            Transfer transfer = Clients.transfer(5, protocol, window, 12_000, 30_000);
            ArqObservation.Finished finished = Clients.send(
                            channel,
                            service.addresses().getFirst(),
                            transfer,
                            SenderSettings.DEFAULT,
                            client(channel, service))
                    .get(30, TimeUnit.SECONDS);
            assertThat(finished.complete()).isTrue();
            channel.close().sync();
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(at(Side.CLIENT))
                        .hasAtLeastOneElementOfType(ArqObservation.ZeroWindow.class)
                        .hasAtLeastOneElementOfType(ArqObservation.Finished.class));
        assertThat(at(Side.SERVER).stream()
                        .filter(ArqArrow.AckSent.class::isInstance)
                        .map(ArqArrow.AckSent.class::cast))
                .anyMatch(ArqArrow.AckSent::update);
    }

    private org.wirelab.trace.Recorder client(Channel channel, ArqService service) {
        return trace.recorder(
                new Vantage(Source.ARQ, Side.CLIENT),
                Conversation.between(
                        Endpoints.text((InetSocketAddress) channel.localAddress()),
                        Endpoints.text(service.addresses().getFirst())));
    }

    private List<Observation> at(Side side) {
        return seen.stream()
                .filter(entry -> entry.vantage().side() == side)
                .map(Entry::observation)
                .toList();
    }
}
