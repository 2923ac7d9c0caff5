package org.wirelab.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PacketDecoder;
import org.wirelab.wire.TcpFlag;
import org.wirelab.wire.TcpHeader;

class TcpdumpCaptureTest {
    private static final String LOOPBACK = "lo";

    private Path tcpdump = Path.of("");

    @BeforeEach
    void tcpdumpMayCapture() {
        tcpdump = Tools.require("tcpdump");
        Optional<CaptureReason> objection = Tcpdump.objection(tcpdump, LOOPBACK, "");
        assumeTrue(objection.isEmpty(), objection.toString());
    }

    @Test
    void theSynSentRightAfterTheStartAndTheLastFinBeforeTheStopAreSeen() throws Exception {
        for (int round = 0; round < 3; round++) {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                List<CapturedFrame> frames = Collections.synchronizedList(new ArrayList<>());
                PacketCapture capture = new TcpdumpCapture(tcpdump, LOOPBACK, "tcp port " + server.getLocalPort());
                capture.start(frames::add);
                try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                        Socket accepted = server.accept()) {
                    client.shutdownOutput();
                    assertThat(accepted.getInputStream().read()).isEqualTo(-1);
                }
                CaptureEnd end = capture.stop();

                assertThat(end.complete()).as(end.toString()).isTrue();
                List<TcpHeader> segments = frames.stream()
                        .map(frame -> (TcpHeader) PacketDecoder.decode(frame).transport())
                        .toList();
                assertThat(segments.getFirst().flags()).containsExactly(TcpFlag.SYN);
                assertThat(segments)
                        .filteredOn(segment -> segment.has(TcpFlag.FIN))
                        .extracting(segment -> segment.sourcePort() == server.getLocalPort())
                        .contains(true, false);
                assertThat(frames).extracting(CapturedFrame::interfaceName).containsOnly(LOOPBACK);
                assertThat(capture.stop()).isEqualTo(end);
            }
        }
    }

    @Test
    void withoutAFilterTheMarkerIsNotShown() throws Exception {
        List<CapturedFrame> frames = Collections.synchronizedList(new ArrayList<>());
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
                PacketCapture capture = new TcpdumpCapture(tcpdump, LOOPBACK, "")) {
            capture.start(frames::add);
            socket.send(new DatagramPacket(new byte[] {42}, 1, socket.getLocalSocketAddress()));
        }
        assertThat(frames)
                .isNotEmpty()
                .noneMatch(frame -> new String(frame.bytes().toArray(), StandardCharsets.ISO_8859_1)
                        .contains("wirelab: end of capture"));
    }

    @Test
    void tcpdumpThatDiesByItselfIsAFailure() throws Exception {
        PacketCapture capture = new TcpdumpCapture(tcpdump, LOOPBACK, "tcp port 1");
        List<ProcessHandle> before = children();
        capture.start(_ -> {});
        children().stream().filter(child -> !before.contains(child)).forEach(ProcessHandle::destroyForcibly);
        await().until(() -> before.containsAll(children()));

        CaptureEnd end = capture.stop();
        assertThat(end.complete()).isFalse();
        assertThat(end.failure()).isEqualTo("tcpdump ended by itself");
    }

    @Test
    void aMissingInterfaceAndABadFilterAreOneClearReason() {
        assertThat(failure("nix0", "")).isEqualTo(new CaptureReason(CaptureReason.Why.NO_SUCH_INTERFACE, "nix0"));
        assertThat(failure(LOOPBACK, "tcp prot 1").why()).isEqualTo(CaptureReason.Why.BAD_FILTER);
        assertThat(Tcpdump.objection(tcpdump, "nix0", ""))
                .contains(new CaptureReason(CaptureReason.Why.NO_SUCH_INTERFACE, "nix0"));
    }

    @Test
    void anOrdinaryUsersRefusalIsRecognised() {
        String words = "tcpdump: lo: You don't have permission to perform this capture on that device\n"
                + "(socket: Operation not permitted)\n";
        CaptureReason reason = Tcpdump.reason(words, LOOPBACK);
        assertThat(reason).isEqualTo(new CaptureReason(CaptureReason.Why.NOT_PERMITTED, LOOPBACK));
        assertThat(reason.toString()).startsWith("no capture on lo: this user may not");
    }

    @Test
    void theCountersAreReadFromTcpdumpsLastWords() {
        String words =
                "tcpdump: listening on lo\n9 packets captured\n20 packets received by filter\n3 packets dropped by kernel\n";
        assertThat(Tcpdump.end(words)).isEqualTo(new CaptureEnd(20, 3, null));
        assertThat(Tcpdump.end("Killed").failure()).isEqualTo("Killed");
    }

    @Test
    void aKilledJvmLeavesNoCaptureOnAnIdleInterface() throws Exception {
        Process jvm = new ProcessBuilder(PrivateJvm.java(Idle.class, tcpdump.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("live");
            List<ProcessHandle> left = jvm.toHandle().descendants().toList();
            assertThat(left)
                    .isNotEmpty()
                    .anyMatch(child -> child.info().command().orElse("").endsWith("tcpdump"));

            // SIGKILL: nothing in that JVM runs any more
            jvm.destroyForcibly();

            await().until(() -> left.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            jvm.destroyForcibly();
        }
    }

    /// A JVM that captures where nothing happens.
    static final class Idle {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            new TcpdumpCapture(Path.of(arguments[0]), LOOPBACK, "tcp port 1").start(_ -> {});
            System.out.println("live");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private CaptureReason failure(String interfaceName, String filter) {
        PacketCapture capture = new TcpdumpCapture(tcpdump, interfaceName, filter);
        CaptureReason[] reason = new CaptureReason[1];
        assertThatThrownBy(() -> capture.start(_ -> {}))
                .isInstanceOfSatisfying(CaptureException.class, e -> reason[0] = e.reason());
        assertThat(capture.stop()).isNotNull();
        return reason[0];
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }
}
