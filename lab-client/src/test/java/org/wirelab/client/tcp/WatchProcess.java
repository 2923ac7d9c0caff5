package org.wirelab.client.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wirelab.client.Lab;
import org.wirelab.testing.PrivateJvm;
import org.wirelab.testing.Tools;

/// A `lab tcp --watch` as a process of its own: what it has printed, and how it is ended.
final class WatchProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final BufferedReader out;
    private final List<String> lines = new ArrayList<>();

    private WatchProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Starts one with these words after `lab tcp --watch`, in English; on loopback where they name no interface.
    static WatchProcess start(String... words) throws IOException {
        // whoever started this JVM in the background may have it ignore SIGINT, which children inherit
        List<String> command = new ArrayList<>(List.of(Tools.require("env").toString(), "--default-signal=INT"));
        command.addAll(PrivateJvm.java(Lab.class, "tcp", "--watch", "--lang", "en"));
        command.addAll(List.of(words));
        if (!command.contains("-i")) command.addAll(List.of("-i", "lo"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("LAB_"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("COLUMNS", "100");
        return new WatchProcess(builder.start());
    }

    /// Reads on until a line holds this text.
    String await(String text) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("it never said " + text + ": " + lines);
    }

    /// Ends it as Ctrl-C does and reads all that it still says.
    ///
    /// @return its exit code
    int interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
        return end();
    }

    /// Reads it to its end.
    ///
    /// @return its exit code
    int end() throws IOException, InterruptedException {
        out.lines().forEach(lines::add);
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("%s", lines)
                .isTrue();
        return process.exitValue();
    }

    /// The capture program that it started.
    ProcessHandle capture() {
        return process.descendants()
                .filter(child -> child.info().command().orElse("").endsWith("dumpcap"))
                .findFirst()
                .orElseThrow();
    }

    /// All that it has said.
    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
