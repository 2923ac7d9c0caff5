package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Other parties and folders that do not play along: one line each, with its exit code.
class FailureTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls"})
    void aRefusedPortIsExitCode3(String command) throws IOException {
        TypedLine typed = run(command, "127.0.0.1:" + portThatNobodyHas());

        assertThat(typed.exitCode()).isEqualTo(3);
        assertThat(lastLine(typed)).contains("Connection refused", "is lab server running there?");
    }

    /// An empty label: no resolver is asked.
    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls"})
    void anUnknownHostIsExitCode3(String command) {
        TypedLine typed = run(command, "no-such-host..invalid");

        assertThat(typed.exitCode()).isEqualTo(3);
        assertThat(lastLine(typed)).contains("no-such-host..invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "tls"})
    void aSilentPortIsExitCode3WhenTheTimeIsUp(String command) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            TypedLine typed = run(command, "127.0.0.1:" + silent.getLocalPort(), "--timeout", "1");

            assertThat(typed.exitCode()).isEqualTo(3);
            assertThat(lastLine(typed)).contains("within 1.0 s", "--timeout");
        }
    }

    /// A file in the way stops root too.
    @ParameterizedTest
    @ValueSource(strings = {"", "below"})
    void aFolderThatCannotBeMadeIsExitCode5AndNothingIsRun(String below) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        TypedLine typed = TypedLine.of("tcp", "-o", file.resolve(below).toString());

        assertThat(typed.exitCode()).isEqualTo(5);
        assertThat(typed.errLines()).singleElement().asString().contains(file.toString(), "-o", "--no-save");
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void aServersBusyPortIsOneLineAndExitCode3() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            TypedLine typed = TypedLine.of(
                    "server",
                    "tcp",
                    "--capture",
                    "off",
                    "--no-save",
                    "--port-tcp",
                    String.valueOf(busy.getLocalPort()));

            assertThat(typed.exitCode()).isEqualTo(3);
            assertThat(typed.errLines()).singleElement().asString().contains(":" + busy.getLocalPort(), "another port");
        }
    }

    @Test
    void asJsonTheStandardOutputHoldsJsonLinesAndNothingElse() throws IOException {
        TypedLine typed = run("tcp", "127.0.0.1:" + portThatNobodyHas(), "--json");

        assertThat(typed.outLines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"));
        assertThat(typed.outLines().getFirst()).startsWith("{\"type\":\"run\"");
        assertThat(typed.outLines().getLast())
                .startsWith("{\"type\":\"summary\"")
                .contains("\"exit\":3");
        assertThat(typed.err()).contains("sentences");
    }

    private static TypedLine run(String command, String... words) {
        String[] line = new String[words.length + 4];
        line[0] = command;
        System.arraycopy(words, 0, line, 1, words.length);
        line[words.length + 1] = "--no-save";
        line[words.length + 2] = "--capture";
        line[words.length + 3] = "off";
        return TypedLine.of(line);
    }

    private static String lastLine(TypedLine typed) {
        assertThat(typed.errLines())
                .as(typed.toString())
                .singleElement()
                .asString()
                .startsWith("lab: ");
        return typed.err();
    }

    private static int portThatNobodyHas() throws IOException {
        try (ServerSocket once = new ServerSocket(0)) {
            return once.getLocalPort();
        }
    }
}
