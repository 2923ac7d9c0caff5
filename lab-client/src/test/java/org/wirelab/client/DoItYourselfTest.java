package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.run.RunFolder;
import org.wirelab.testing.Tools;

/// `recompute.sh` of a real run: openssl comes to every value that the run shows.
class DoItYourselfTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tls",
                "tls --suite TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                "tls --suite TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
                "tls --tls 1.3",
                "tls --tls 1.3 --resume --key-update"
            })
    void everyValueOfTheRunIsComputedAgain(String line) throws Exception {
        Path script = scriptOf(line);
        Ran ran = run(script);
        assertThat(ran.exit).as(ran.output).isZero();
        List<String> values =
                ran.output.lines().filter(told -> told.startsWith("ok ")).toList();
        assertThat(values).hasSizeGreaterThan(10).contains("ok master_secret", "ok client_verify_data");
        assertThat(values).anyMatch(told -> told.matches("ok client record \\d: application_data"));
        assertThat(ran.output).endsWith(values.size() + " of " + values.size() + " values computed again by openssl\n");
    }

    @Test
    void aValueThatSomebodyChangedIsFound() throws Exception {
        Path script = scriptOf("tls");
        String honest = Files.readString(script);
        Files.writeString(script, honest.replaceFirst("(?m)^(compare 'master_secret' )[0-9a-f]{8}", "$1" + "00000000"));
        Ran ran = run(script);
        assertThat(ran.exit).isEqualTo(1);
        assertThat(ran.output).containsOnlyOnce("DIFFERS").contains("DIFFERS master_secret\n");
    }

    /// Runs `lab` with this line: it names its script, which only its owner may read.
    private Path scriptOf(String line) throws IOException {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("-o", folder.toString(), "--network", "host", "--lang", "en"));
        TypedLine typed = TypedLine.of(words.toArray(String[]::new));
        assertThat(typed.exitCode()).as(typed.toString()).isZero();
        try (Stream<Path> runs = Files.list(folder)) {
            Path script = runs.findFirst().orElseThrow().resolve(RunFolder.RECOMPUTE);
            assertThat(typed.out()).contains("sh " + script);
            return script;
        }
    }

    private record Ran(String output, int exit) {}

    private static Ran run(Path script) throws IOException, InterruptedException {
        Tools.require("openssl");
        Process process = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(output, process.waitFor());
    }
}
