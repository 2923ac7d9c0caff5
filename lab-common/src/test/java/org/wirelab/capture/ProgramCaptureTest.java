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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;
import org.wirelab.wire.CapturedFrame;

/// Both programs on this host's loopback, where this user may capture.
class ProgramCaptureTest {
    private static final String LOOPBACK = "lo";

    @ParameterizedTest
    @ValueSource(strings = {"tcpdump", "dumpcap"})
    void theSynSentRightAfterTheStartAndTheLastFinBeforeTheStopAreSeen(String name) throws Exception {
        CaptureProgram program = allowed(name);
        for (int round = 0; round < 3; round++) {
            LoopbackExchange.isSeenWhole(program, LOOPBACK);
        }
        LoopbackExchange.isSeenWhole(program, CaptureProgram.ANY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcpdump", "dumpcap"})
    void withoutAFilterTheMarkerIsNotShown(String name) throws Exception {
        List<CapturedFrame> frames = Collections.synchronizedList(new ArrayList<>());
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
                PacketCapture capture = new ProgramCapture(allowed(name), LOOPBACK, "")) {
            capture.start(frames::add);
            capture.settle();
            socket.send(new DatagramPacket(new byte[] {42}, 1, socket.getLocalSocketAddress()));
            capture.settle();
            assertThat(frames).isNotEmpty();
        }
        assertThat(frames)
                .noneMatch(frame ->
                        new String(frame.bytes().toArray(), StandardCharsets.ISO_8859_1).contains("wirelab: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcpdump", "dumpcap"})
    void aProgramThatDiesByItselfIsAFailure(String name) throws Exception {
        PacketCapture capture = new ProgramCapture(allowed(name), LOOPBACK, "tcp port 1");
        List<ProcessHandle> before = children();
        capture.start(_ -> {});
        children().stream().filter(child -> !before.contains(child)).forEach(ProcessHandle::destroyForcibly);
        await().until(() -> before.containsAll(children()));

        CaptureEnd end = capture.stop();
        assertThat(end.complete()).isFalse();
        assertThat(end.failure()).isEqualTo(name + " ended by itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcpdump", "dumpcap"})
    void aMissingInterfaceAndABadFilterAreOneClearReason(String name) {
        CaptureProgram program = allowed(name);
        CaptureReason missing = new CaptureReason(CaptureReason.Why.NO_SUCH_INTERFACE, "nix0");
        assertThat(failure(program, "nix0", "")).isEqualTo(missing);
        assertThat(ProgramCapture.objection(program, "nix0", "")).contains(missing);
        assertThat(failure(program, LOOPBACK, "tcp prot 1").why()).isEqualTo(CaptureReason.Why.BAD_FILTER);
        for (String filter : List.of("tcp prot 1", "host nobody.invalid", "port nowhere", "(tcp")) {
            assertThat(ProgramCapture.objection(program, LOOPBACK, filter).orElseThrow())
                    .as(filter)
                    .returns(CaptureReason.Why.BAD_FILTER, CaptureReason::why);
        }
    }

    @Test
    void tcpdumpSaysWhatItHasCountedWhileItRunsAndDumpcapDoesNot() throws Exception {
        try (PacketCapture capture = new ProgramCapture(allowed("tcpdump"), LOOPBACK, "tcp")) {
            capture.start(_ -> {});
            CaptureCounters first = capture.counters().orElseThrow();
            capture.settle();
            CaptureCounters second = capture.counters().orElseThrow();

            // the marker at least
            assertThat(second.received()).isGreaterThan(first.received());
            assertThat(second.dropped()).isZero();
        }
        try (PacketCapture capture = new ProgramCapture(allowed("dumpcap"), LOOPBACK, "tcp")) {
            capture.start(_ -> {});
            assertThat(capture.counters()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcpdump", "dumpcap"})
    void anInterruptDoesNotCutTheEndShort(String name) throws Exception {
        PacketCapture capture = new ProgramCapture(allowed(name), LOOPBACK, "tcp port 1");
        capture.start(_ -> {});
        Thread.currentThread().interrupt();

        CaptureEnd end = capture.stop();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(end.complete()).as("%s", end).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcpdump", "dumpcap"})
    void aKilledJvmLeavesNoCaptureOnAnIdleInterface(String name) throws Exception {
        allowed(name);
        Process jvm = new ProcessBuilder(PrivateJvm.java(Idle.class, name))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("live");
            List<ProcessHandle> left = jvm.toHandle().descendants().toList();
            assertThat(left)
                    .isNotEmpty()
                    .anyMatch(child -> child.info().command().orElse("").endsWith(name));

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
            new ProgramCapture(installed(arguments[0]), LOOPBACK, "tcp port 1").start(_ -> {});
            System.out.println("live");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /// The program, if this user may capture with it.
    private static CaptureProgram allowed(String name) {
        Tools.require(name);
        CaptureProgram program = installed(name);
        Optional<CaptureReason> objection = ProgramCapture.objection(program, LOOPBACK, "");
        assumeTrue(objection.isEmpty(), objection.toString());
        return program;
    }

    private static CaptureProgram installed(String name) {
        return CaptureProgram.installed().stream()
                .filter(program -> program.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static CaptureReason failure(CaptureProgram program, String interfaceName, String filter) {
        PacketCapture capture = new ProgramCapture(program, interfaceName, filter);
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
