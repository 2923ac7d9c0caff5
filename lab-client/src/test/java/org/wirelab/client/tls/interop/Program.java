package org.wirelab.client.tls.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// A program that a cell of the matrix starts, talks to and ends; what it says goes into a file.
final class Program implements AutoCloseable {

    /// Generous, for a machine that has much else to do.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(10);

    private final Process process;
    private final Path said;

    private Program(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /// Starts it.
    ///
    /// @param folder where it works, and where what it says is kept
    static Program start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Path said = Files.createTempFile(folder, Path.of(command.getFirst()).getFileName() + "-", ".out");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return new Program(builder.start(), said);
    }

    /// Starts it with nothing to read, and waits until it ends well.
    ///
    /// @return what it said
    static String run(Path folder, Map<String, String> environment, List<String> command) throws Exception {
        try (Program program = start(folder, environment, command)) {
            program.endInput();
            return program.awaitGoodEnd();
        }
    }

    void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /// Waits until it has said this.
    void await(String words) {
        await(words, 1);
    }

    /// Waits until it has said this so many times.
    void await(String words, int times) {
        try {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .until(() -> {
                        boolean alive = process.isAlive();
                        if (count(said(), words) >= times) {
                            return true;
                        }
                        if (!alive) {
                            fail("it ended without saying \"%s\":%n%s", words, said());
                        }
                        return false;
                    });
        } catch (ConditionTimeoutException e) {
            fail("it did not say \"%s\":%n%s", words, said());
        }
    }

    /// What it has said so far, to its standard output and its error output.
    String said() {
        try {
            return new String(Files.readAllBytes(said), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits until it ends by itself, without complaint.
    ///
    /// @return what it said
    String awaitGoodEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(() -> "it did not end:\n" + said())
                .isTrue();
        assertThat(process.exitValue()).as(this::said).isZero();
        return said();
    }

    /// Ends it, if it still runs.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static int count(String text, String words) {
        int count = 0;
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length())) {
            count++;
        }
        return count;
    }
}
