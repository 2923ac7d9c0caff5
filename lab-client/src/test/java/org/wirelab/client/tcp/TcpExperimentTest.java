package org.wirelab.client.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.LabServer;
import org.wirelab.server.Limits;
import org.wirelab.server.tcp.TcpService;
import org.wirelab.tcp.ClosingStyle;
import org.wirelab.tcp.Delivery;
import org.wirelab.tcp.SocketEvent;
import org.wirelab.tcp.TcpInfo;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Trace;

/// Real sockets on loopback, nobody watching the wire: what the sockets and the kernel say for themselves.
class TcpExperimentTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final TcpOptions HALF = new TcpOptions(ClosingStyle.HALF, 5000, 7, TIMEOUT);
    private static final TcpOptions SIMPLE = new TcpOptions(ClosingStyle.SIMPLE, 5000, 7, TIMEOUT);

    private final Transport transport = Transport.open(2);
    private final RecordedRun run = new RecordedRun();

    @AfterEach
    void end() {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void theHalfCloseIsToldByTheKernelWhereNobodyWatchesTheWire(String host) throws Exception {
        assumeTrue(transport.epoll(), "TCP_INFO takes epoll");
        against(host, HALF);
        assertThat(run.verdicts())
                .as("%s", run)
                .containsExactly(
                        "tcp.reliable confirmed",
                        "tcp.open.1 confirmed",
                        "tcp.open.2 unobservable",
                        "tcp.open.3 unobservable",
                        "tcp.open.4 differs",
                        "tcp.close.1 confirmed",
                        "tcp.close.2 confirmed",
                        "tcp.close.3 confirmed",
                        "tcp.close.4 confirmed",
                        "tcp.close.5 confirmed",
                        "tcp.close.6 differs");
        assertThat(run.witnesses().get("tcp.open.1")).containsExactly("saved_syn@server");
    }

    @Test
    void theSimpleCloseLeavesNothingForTheHalfClosedConnection() throws Exception {
        assumeTrue(transport.epoll(), "TCP_INFO takes epoll");
        against("127.0.0.1", SIMPLE);
        assertThat(run.verdicts())
                .as("%s", run)
                .contains("tcp.close.1 confirmed", "tcp.close.3 not_applicable", "tcp.close.6 differs");
    }

    @Test
    void bothDirectionsAndBothEndsAgreeOnWhatArrived() throws Exception {
        against("127.0.0.1", new TcpOptions(ClosingStyle.HALF, 3_000_000, 7, TIMEOUT));
        assertThat(run.all(Delivery.class))
                .hasSize(3)
                .allMatch(Delivery::intact)
                .allMatch(each -> each.sentBytes() == 3_000_000);
    }

    @Test
    void theKernelsAccountIsWholeOnBothSides() throws Exception {
        assumeTrue(transport.epoll(), "TCP_INFO takes epoll");
        against("127.0.0.1", HALF);
        List<TcpInfo> established = run.all(TcpInfo.class).stream()
                .filter(info -> info.state().equals("ESTABLISHED"))
                .toList();
        assertThat(established).hasSizeGreaterThan(2).allMatch(info -> info.cwnd() > 0 && info.sendMss() > 0);
        assertThat(established).anyMatch(info -> info.bytesAcked() != null && info.bytesAcked() > 5000);
    }

    @Test
    void theJdksSelectorShowsLessAndClaimsNothing() throws Exception {
        try (Transport nio = Transport.openNio(2)) {
            against(nio, "127.0.0.1", HALF);
        }
        assertThat(run.verdicts())
                .as("%s", run)
                .contains("tcp.reliable confirmed", "tcp.open.1 unobservable", "tcp.open.4 unobservable");
    }

    @Test
    void aRefusedPortIsOneLine() {
        assertThatThrownBy(() -> {
                    InetSocketAddress nobody = freePort();
                    client(transport, nobody, HALF);
                })
                .isInstanceOfSatisfying(
                        LabException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageMatching(
                        "cannot connect to 127.0.0.1:\\d+: Connection refused: is lab server running there\\?");
    }

    @Test
    void ofARefusedConnectionTheSocketsSayThatItFailedAndNothingElse() throws Exception {
        InetSocketAddress nobody = freePort();
        assertThatThrownBy(() -> client(transport, nobody, HALF)).isInstanceOf(LabException.class);
        run.finish();
        assertThat(run.verdicts())
                .as("%s", run)
                .containsExactly(
                        "tcp.reliable unobservable",
                        "tcp.open.1 unobservable",
                        "tcp.open.2 unobservable",
                        "tcp.open.3 unobservable",
                        "tcp.open.4 unobservable",
                        "tcp.close.1 unobservable",
                        "tcp.close.2 unobservable",
                        "tcp.close.3 unobservable",
                        "tcp.close.4 unobservable",
                        "tcp.close.5 unobservable",
                        "tcp.close.6 unobservable");
        assertThat(run.all(SocketEvent.class))
                .hasAtLeastOneElementOfType(SocketEvent.Failed.class)
                .doesNotHaveAnyElementsOfTypes(SocketEvent.Connected.class, SocketEvent.EndOfStream.class);
    }

    @Test
    void aServerThatNeverClosesIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            TcpOptions hurried = new TcpOptions(ClosingStyle.HALF, 100, 7, Duration.ofMillis(300));
            assertThatThrownBy(() -> client(transport, (InetSocketAddress) silent.getLocalSocketAddress(), hurried))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("did not close its direction within 0.3 s");
        }
    }

    @Test
    void aStrangerIsReadToItsEndAndNothingIsSaidOfWhatArrivedThere() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> banner(stranger));
            client(transport, (InetSocketAddress) stranger.getLocalSocketAddress(), HALF);
        }
        run.finish();
        assertThat(run.verdicts())
                .as("%s", run)
                .contains("tcp.reliable unobservable", "tcp.close.3 confirmed", "tcp.close.4 confirmed");
    }

    private static void banner(ServerSocket stranger) {
        try (Socket connection = stranger.accept();
                InputStream in = connection.getInputStream()) {
            connection.getOutputStream().write("220 stranger\r\n".getBytes(StandardCharsets.US_ASCII));
            in.readAllBytes();
            connection.getOutputStream().write("221 bye\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void against(String host, TcpOptions options) throws Exception {
        against(transport, host, options);
    }

    private void against(Transport over, String host, TcpOptions options) throws Exception {
        CountDownLatch serverDone = new CountDownLatch(1);
        ConnectionTraces traces = new ConnectionTraces() {
            @Override
            public Trace open(String service, Conversation conversation) {
                return run.trace();
            }

            @Override
            public void closed(Conversation conversation) {
                serverDone.countDown();
            }
        };
        TcpService service = new TcpService(over, new InetSocketAddress(host, 0), Limits.DEFAULT);
        try (LabServer server = LabServer.start(traces, List.of(service))) {
            client(over, server.address("tcp"), options);
            assertThat(serverDone.await(10, TimeUnit.SECONDS)).isTrue();
        }
        run.finish();
    }

    private void client(Transport over, InetSocketAddress server, TcpOptions options) throws Exception {
        try (TcpExperiment experiment = TcpExperiment.prepare(run.trace(), over, server, options)) {
            run.expect(experiment.conversation());
            experiment.run();
        }
    }

    private static InetSocketAddress freePort() throws IOException {
        try (ServerSocket briefly = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return (InetSocketAddress) briefly.getLocalSocketAddress();
        }
    }
}
