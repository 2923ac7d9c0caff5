package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.net.Transport;
import org.wirelab.run.ExitCode;
import org.wirelab.server.ConnectionTraces;
import org.wirelab.server.arq.ArqLimits;
import org.wirelab.server.arq.ArqService;
import org.wirelab.trace.Trace;

/// `lab flow` where it needs no namespace: over a relay, and to a server that is somewhere else.
class FlowCommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flow --protocol carrier-pigeon",
                "flow --window 0",
                "flow --protocol stop-and-wait --window 4",
                "flow --frame 1500",
                "flow --frame 0",
                "flow --bytes 0",
                "flow --bytes many",
                "flow --rate fast",
                "flow --delay 10",
                "flow --loss 1",
                "flow --drop 0",
                "flow --drop 7,999",
                "flow -i nosuch0",
                "flow -4 -6",
                "flow --slow-receiver -4 -6",
                "congestion -4 -6",
                "congestion -i nosuch0",
                "congestion --stagger 2s",
                "congestion --drop 100,2000",
                "flow 127.0.0.1 --loss 0.1",
                "flow 127.0.0.1 --drop 7",
                "flow 127.0.0.1 127.0.0.2",
                "flow --read-rate 1M",
                "flow --read-after 1s",
                "flow --slow-receiver 127.0.0.1",
                "flow --slow-receiver --protocol go-back-n",
                "flow --slow-receiver --drop 7",
                "flow --slow-receiver --read-rate 5M",
                "flow --slow-receiver --read-rate slowly",
                "flow --slow-receiver --read-after 11s",
                "flow --slow-receiver --bytes 1G",
                "flow --slow-receiver --frame 15",
            })
    void aMisuseIsOneLine(String line) {
        TypedLine.of(line.split(" ")).assertIsMisuse();
    }

    @Test
    void aRelayStandsInWhereThereAreNoHosts() {
        TypedLine typed = TypedLine.of(
                "flow",
                "--network",
                "host",
                "--capture",
                "off",
                "--no-save",
                "--json",
                "--protocol",
                "selective-repeat",
                "--drop",
                "3",
                "--bytes",
                "8k",
                "--delay",
                "2ms",
                "--rate",
                "20M");
        assertThat(typed.exitCode()).as(typed.toString()).isZero();
        assertThat(typed.outLines())
                .anyMatch(line -> line.contains("\"kind\":\"arq.on_the_link\"") && line.contains("\"frame\":3"))
                .anyMatch(line -> line.contains("\"kind\":\"arq.finished\"") && line.contains("\"complete\":true"))
                .anyMatch(line -> line.contains("\"step\":\"flow.4\",\"verdict\":\"confirmed\""))
                .anyMatch(line -> line.contains("\"kind\":\"arq.compared\""));
    }

    @Test
    void aServerOnTheLanIsUsedAsItIs() throws Exception {
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Transport transport = Transport.open(1);
                ArqService service = new ArqService(transport, loopback, ArqLimits.DEFAULT)) {
            service.start(ConnectionTraces.into(new Trace(System::nanoTime, 0)));
            String target = "127.0.0.1:" + service.addresses().getFirst().getPort();
            TypedLine typed = TypedLine.of(
                    "flow", target, "--capture", "off", "--no-save", "--json", "--window", "8", "--bytes", "50k");
            assertThat(typed.exitCode()).as(typed.toString()).isZero();
            assertThat(typed.outLines().stream().filter(line -> line.contains("\"complete\":true")))
                    .hasSize(3);
            assertThat(typed.out()).doesNotContain("link.set").doesNotContain("arq.compared");
        }
    }

    @Test
    void aNameThatIsNoProtocolIsAnsweredWithTheNamesAsTheyAreTyped() {
        TypedLine typed = TypedLine.of("flow", "--protocol", "foo");
        assertThat(typed.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(typed.err())
                .contains("one of [stop-and-wait, go-back-n, selective-repeat], not foo")
                .doesNotContain("STOP_AND_WAIT");
    }

    @Test
    void aHostThatDoesNotAnswerIsExitCode3AndIsAskedOnce() throws Exception {
        try (DatagramSocket deaf = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            TypedLine typed = TypedLine.of(
                    "flow", "127.0.0.1:" + deaf.getLocalPort(), "--capture", "off", "--no-save", "--timeout", "1");
            assertThat(typed.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
            assertThat(typed.out())
                    .contains(
                            "nobody answered",
                            "lab server arq",
                            "the other protocols were not tried",
                            "2 sentences: 2 unobservable")
                    .doesNotContain("missing");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aHostWhereNobodyListensSaysSoBeforePatienceEnds() throws Exception {
        int port;
        try (DatagramSocket closed = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        for (String command : List.of("flow", "congestion")) {
            TypedLine typed =
                    TypedLine.of(command, "127.0.0.1:" + port, "--capture", "off", "--no-save", "--timeout", "600");
            assertThat(typed.exitCode()).isEqualTo(ExitCode.UNREACHABLE.number());
            assertThat(typed.err()).contains("ICMP port unreachable", "'lab server arq'");
            assertThat(typed.out()).doesNotContain("0 % acknowledged").doesNotContain("broke off");
        }
    }

    @Test
    void aSavedRunLooksAsItDid(@TempDir Path folder) throws Exception {
        TypedLine typed = TypedLine.of(
                "flow",
                "--network",
                "host",
                "--capture",
                "off",
                "-o",
                folder.toString(),
                "--protocol",
                "go-back-n",
                "--bytes",
                "4k",
                "--delay",
                "2ms",
                "--rate",
                "20M");
        assertThat(typed.exitCode()).as(typed.toString()).isZero();
        try (Stream<Path> runs = Files.list(folder)) {
            TypedLine shown =
                    TypedLine.of("show", runs.findFirst().orElseThrow().toString());
            List<String> live = typed.outLines().stream()
                    .filter(line -> !line.contains("saved in"))
                    .toList();
            assertThat(shown.outLines()).isSubsetOf(live);
            assertThat(shown.out()).contains("[1 2 3 4|]").contains("go-back-N");
        }
    }
}
