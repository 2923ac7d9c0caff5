package org.wirelab.client.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.testing.Tools;

/// Two hosts on a LAN, played by two network namespaces and a cable: `lab server` on one, `lab tcp` on the other. Needs
/// no root where the system lets a user make namespaces.
class LanTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.2", "2001:db8::2"})
    void bothHostsSeeAndJudgeTheirOwnSideOfTheConnection(String address) throws Exception {
        List.of("unshare", "nsenter", "ip", "tcpdump").forEach(Tools::require);
        run(address);

        String client = trace("client");
        assertThat(Files.readString(folder.resolve("client.exit"))).as(client).isEqualToIgnoringWhitespace("0");
        assertFound(client, "tcp.open.1", "tcp.open.2", "tcp.open.3", "tcp.close.1", "tcp.close.2", "tcp.close.3");
        assertFound(client, "tcp.close.4", "tcp.close.5", "tcp.reliable");
        assertThat(client)
                .contains("\"step\":\"tcp.close.6\",\"verdict\":\"differs\"")
                .contains("\"source\":\"capture\",\"side\":\"client\"");

        String server = trace("server");
        assertFound(server, "tcp.open.1", "tcp.open.2", "tcp.open.3", "tcp.close.1", "tcp.close.2", "tcp.close.3");
        assertFound(server, "tcp.close.4", "tcp.close.5", "tcp.reliable");
        assertThat(server)
                .contains("\"source\":\"capture\",\"side\":\"server\"")
                .contains("\"source\":\"saved_syn\",\"side\":\"server\"")
                // the client closed first, so TIME_WAIT is in its kernel, not in this one
                .contains("\"step\":\"tcp.close.6\",\"verdict\":\"unobservable\"");
        // 128 + SIGTERM: a shell's background job ignores SIGINT
        assertThat(Files.readString(folder.resolve("server.exit"))).isEqualToIgnoringWhitespace("143");
    }

    private static void assertFound(String trace, String... steps) {
        for (String step : steps) {
            assertThat(trace).contains("\"step\":\"" + step + "\",\"verdict\":\"confirmed\"");
        }
    }

    private void run(String address) throws IOException, InterruptedException {
        boolean root = "root".equals(System.getProperty("user.name"));
        List<String> namespace = new ArrayList<>(List.of("unshare", "--net"));
        if (!root) {
            namespace.addAll(List.of("--user", "--map-current-user", "--keep-caps"));
        }
        assumeTrue(succeeds(namespace), "this user may not make network namespaces");

        Path script = folder.resolve("lan.sh");
        Files.copy(LanTest.class.getResourceAsStream("lan.sh"), script);
        List<String> command = new ArrayList<>(namespace);
        command.addAll(List.of("sh", script.toString(), folder.toString(), address));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "org.wirelab.client.Lab"));
        Process lan = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("lan.out").toFile())
                .start();
        boolean ended = lan.waitFor(120, TimeUnit.SECONDS);
        if (!ended) {
            lan.destroyForcibly();
        }
        assertThat(ended).as("the LAN's script ends").isTrue();
    }

    private static boolean succeeds(List<String> namespace) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(namespace);
        command.add("true");
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    /// The only saved run of a side; what was printed where there is none.
    private String trace(String side) throws IOException {
        assertThat(folder.resolve(side))
                .as(Files.readString(folder.resolve("lan.out")) + Files.readString(folder.resolve(side + ".out")))
                .exists();
        try (Stream<Path> runs = Files.list(folder.resolve(side))) {
            return Files.readString(runs.findFirst().orElseThrow().resolve("trace.jsonl"));
        }
    }
}
