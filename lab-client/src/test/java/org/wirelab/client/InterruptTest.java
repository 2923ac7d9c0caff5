package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.run.RunFolder;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

/// Ctrl-C at several moments of a real process: exit code 130, the run saved to where it came, and nothing left behind.
///
/// A namespace lives as long as its processes: when they are gone it is too.
@EnabledOnOs(OS.LINUX)
class InterruptTest {

    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private Path temporary;
    private Path runs;
    private Process process;

    @BeforeEach
    void makeFolders() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
        runs = folder.resolve("runs");
    }

    @AfterEach
    void leaveNothing() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AF_PACKET", "tcp.open.1", "tcp.close.2", "TIME_WAIT: "})
    void inANetworkOfItsOwn(String moment) throws Exception {
        interrupt(start(privately(), "tcp", "--wait"), moment);

        assertThat(lastSavedLine()).startsWith("{\"type\":\"summary\"").contains("\"exit\":130");
    }

    @Test
    void withTcpdumpOnTheHost() throws Exception {
        Tools.requireRoot();
        Tools.require("tcpdump");
        interrupt(start(List.of(), "tcp", "--wait", "--network", "host"), "tcp.open.1");

        assertThat(lastSavedLine()).contains("\"exit\":130");
    }

    @Test
    void theServer() throws Exception {
        interrupt(start(List.of(), "server", "tcp", "--port-tcp", "0"), "Ctrl-C");
    }

    /// What was still to come is neither missing nor contradicted, then and in `lab show`.
    ///
    /// @param moment what the trace has come to; nothing for the moment at which there is one
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.114       | dns www.dead.example --offline",
                "ClientKeyExchange    | tls --scenario bad-pms-padding",
                "vantage.opened       | congestion --theory",
                "                     | congestion --time 60s",
                "                     | flow --slow-receiver",
            })
    void whatItPreventedIsNotHeldAgainstTheProtocol(String moment, String line) throws Exception {
        process = start(privately(), line.split(" "));
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> Files.exists(runs)
                        && filesBelow(runs).contains(RunFolder.TRACE)
                        && (moment == null || Files.readString(trace()).contains(moment)));
        interrupt(new ArrayList<>());

        assertThat(savedLines())
                .noneMatch(saved -> saved.contains("\"verdict\":\"missing\""))
                .noneMatch(saved -> saved.contains("\"verdict\":\"contradicted\""))
                .first()
                .asString()
                .startsWith("{\"type\":\"run\"");
        assertThat(savedLines().getLast()).startsWith("{\"type\":\"summary\"").contains("\"exit\":130");
        TypedLine shown = TypedLine.of("show", trace().toString(), "--lang", "en");
        assertThat(shown.exitCode()).isEqualTo(130);
        assertThat(shown.out()).doesNotContain("missing: ", "contradicted: ");
    }

    private void interrupt(Process started, String moment) throws Exception {
        process = started;
        List<String> printed = new ArrayList<>();
        readUntil(moment, process.inputReader(StandardCharsets.UTF_8), printed);
        interrupt(printed);
    }

    private void interrupt(List<String> printed) throws Exception {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<ProcessHandle> children = process.descendants().toList();
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            out.lines().forEach(printed::add);

            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%s", printed)
                    .isTrue();
            assertThat(process.exitValue()).as("%s", printed).isEqualTo(130);
            assertThat(printed).noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
            assertThat(printed).noneMatch(line -> line.contains("cannot be ") || line.contains("null"));
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                    .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
            assertThat(filesBelow(temporary)).isEmpty();
            assertThat(filesBelow(runs))
                    .isSubsetOf(RunFolder.TRACE, RunFolder.CAPTURE, RunFolder.KEY_LOG, RunFolder.RECOMPUTE);
        }
    }

    private static void readUntil(String moment, BufferedReader out, List<String> printed) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            printed.add(line);
            if (line.contains(moment)) {
                return;
            }
        }
        throw new AssertionError("it never came to " + moment + ": " + printed);
    }

    /// Whoever started this JVM in the background may have it ignore SIGINT, which children inherit: `env` mends
    /// that.
    private Process start(List<String> network, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Tools.require("env").toString(), "--default-signal=INT"));
        command.addAll(network);
        List<String> java = PrivateJvm.java(Lab.class, words);
        command.add(java.getFirst());
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(java.subList(1, java.size()));
        command.addAll(List.of("--lang", "en", "-o", runs.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LAB_"));
        builder.environment().put("LAB_NETWORK", network.isEmpty() ? "host" : "private");
        builder.environment().put("TMPDIR", temporary.toString());
        return builder.start();
    }

    private static List<String> privately() throws IOException, InterruptedException {
        List<String> unshare = List.of(Tools.require("unshare").toString(), "-Urn");
        Process probe = new ProcessBuilder(unshare.getFirst(), unshare.getLast(), "true").start();
        assumeTrue(probe.waitFor() == 0, "this system allows no user namespace");
        return unshare;
    }

    private String lastSavedLine() throws IOException {
        return savedLines().getLast();
    }

    private List<String> savedLines() throws IOException {
        return Files.readAllLines(trace());
    }

    private Path trace() throws IOException {
        try (Stream<Path> files = Files.walk(runs)) {
            return files.filter(file -> file.endsWith(RunFolder.TRACE))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> filesBelow(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
