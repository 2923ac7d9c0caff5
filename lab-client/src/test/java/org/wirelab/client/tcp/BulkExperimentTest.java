package org.wirelab.client.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.LabServer;
import org.wirelab.server.Limits;
import org.wirelab.server.tcp.BulkLimits;
import org.wirelab.server.tcp.BulkService;
import org.wirelab.server.tcp.TcpService;
import org.wirelab.tcp.BulkRequest;
import org.wirelab.tcp.BulkTransfer;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;

/// Real transfers over loopback.
class BulkExperimentTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Transport transport = Transport.open(2);
    private final RecordedRun run = new RecordedRun();
    private String server = "";

    @AfterEach
    void end() {
        transport.close();
    }

    @Test
    void bothEndsCountTheSameBytes() throws Exception {
        transfer(new BulkRequest(false, Duration.ofSeconds(60), 30_000_001), BulkLimits.DEFAULT);

        assertThat(run.all(BulkTransfer.class))
                .hasSize(2)
                .allMatch(transfer -> transfer.bytes() == 30_000_001)
                .allMatch(transfer -> transfer.micros() > 0);
    }

    @Test
    void inReverseTheServerSends() throws Exception {
        transfer(new BulkRequest(true, Duration.ofSeconds(60), 30_000_001), BulkLimits.DEFAULT);

        List<BulkTransfer> told = run.all(BulkTransfer.class);
        assertThat(told).hasSize(2).allMatch(transfer -> transfer.bytes() == 30_000_001);
        assertThat(told).extracting(BulkTransfer::from).containsOnly(server);
    }

    @Test
    void theSenderIsSampledWhileItSends() throws Exception {
        assumeTrue(transport.epoll(), "TCP_INFO takes epoll");
        transfer(new BulkRequest(false, Duration.ofMillis(300), 0), BulkLimits.DEFAULT);

        BulkTransfer transfer = run.all(BulkTransfer.class).stream()
                .filter(told -> told.sender() != null)
                .findFirst()
                .orElseThrow();
        // how many depends on how busy this machine is
        assertThat(transfer.samples()).isGreaterThan(2);
        assertThat(transfer.longestGapMicros()).isNotNull().isPositive();
        List<TcpInfo> samples = run.sampled(Side.CLIENT);
        assertThat(samples).hasSize(transfer.samples());
        assertThat(samples).extracting(TcpInfo::bytesAcked).isSorted();
        assertThat(samples.getLast()).isEqualTo(transfer.sender());
        assertThat(transfer.sender().busyMicros()).isPositive();
    }

    @Test
    void theFlowsJudgeAsWithoutTheSamples() throws Exception {
        assumeTrue(transport.epoll(), "TCP_INFO takes epoll");
        transfer(new BulkRequest(false, Duration.ofMillis(200), 0), BulkLimits.DEFAULT);

        assertThat(run.verdicts())
                .as("%s", run.verdicts())
                .contains(
                        "tcp.open.1 confirmed",
                        "tcp.open.2 unobservable",
                        "tcp.close.1 confirmed",
                        "tcp.close.3 confirmed",
                        "tcp.close.4 confirmed",
                        "tcp.close.6 differs")
                .noneMatch(verdict -> verdict.endsWith(" contradicted") || verdict.endsWith(" missing"));
    }

    @Test
    void aServerRefusesMoreThanItGives() {
        BulkRequest request = new BulkRequest(true, Duration.ofSeconds(5), 0);

        assertThatThrownBy(() -> transfer(request, new BulkLimits(1, Duration.ofSeconds(2))))
                .isInstanceOfSatisfying(LabException.class, failure -> {
                    assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
                    assertThat(failure.line()).contains("transfers nothing", "at most 2 s");
                });
    }

    @Test
    void anEchoIsNoBulkService() throws Exception {
        TcpService echo = new TcpService(transport, ANY, Limits.DEFAULT);
        try (LabServer server = LabServer.start(ConnectionTraces.into(run.trace()), List.of(echo))) {
            BulkRequest request = new BulkRequest(false, Duration.ofSeconds(1), 0);
            assertThatThrownBy(() -> against(server.address("tcp"), request))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("no bulk service");
        }
    }

    @Test
    void whoAsksForNothingThatItKnowsIsToldSo() throws Exception {
        BulkService service = new BulkService(transport, ANY, BulkLimits.DEFAULT);
        try (LabServer lab = LabServer.start(ConnectionTraces.into(run.trace()), List.of(service));
                var socket = new Socket()) {
            socket.connect(lab.address("bulk"));
            socket.getOutputStream().write("GET / HTTP/1.1\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith(BulkRequest.REFUSAL);
        }
    }

    private void transfer(BulkRequest request, BulkLimits limits) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        ConnectionTraces traces = new ConnectionTraces() {
            @Override
            public Trace open(String service, Conversation conversation) {
                return run.trace();
            }

            @Override
            public void closed(Conversation conversation) {
                done.countDown();
            }
        };
        try (LabServer lab = LabServer.start(traces, List.of(new BulkService(transport, ANY, limits)))) {
            against(lab.address("bulk"), request);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
        run.finish();
    }

    private void against(InetSocketAddress remote, BulkRequest request) throws Exception {
        BulkOptions options = new BulkOptions(request, Duration.ofMillis(1), TIMEOUT);
        server = Endpoints.text(remote);
        try (BulkExperiment experiment = BulkExperiment.prepare(run.trace(), transport, remote, options)) {
            run.expect(experiment.conversation());
            experiment.run((_, _) -> {});
        }
    }
}
