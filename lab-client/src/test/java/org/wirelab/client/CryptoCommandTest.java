package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wirelab.run.RunFolder;
import org.wirelab.testing.TerminalLines;

/// `lab crypto` from the command line to its last line: a small run, but a real one.
class CryptoCommandTest {

    @TempDir
    private Path folder;

    @Test
    void aBriefRunHasAllFiveSentencesAndItsMeasurementsAsLines() throws IOException {
        TypedLine typed = TypedLine.of("crypto", "--quick", "--no-save", "--json", "--lang", "en");

        assertThat(typed.exitCode()).as(typed.err()).isZero();
        List<Map<String, Object>> lines = lines(typed.out());
        assertThat(lines)
                .filteredOn(line -> "finding".equals(line.get("type")))
                .extracting(line -> line.get("step") + " " + line.get("verdict"))
                .containsExactlyInAnyOrder(
                        "crypto.public.1 differs",
                        "crypto.public.2 confirmed",
                        "crypto.symmetric.1 confirmed",
                        "crypto.symmetric.2 confirmed",
                        "crypto.symmetric.3 confirmed");
        assertThat(lines)
                .filteredOn(line -> "crypto.cost".equals(line.get("kind")))
                .hasSize(6)
                .extracting(line -> ((Map<?, ?>) line.get("per_second")).get("min"))
                .allMatch(slowest -> (Double) slowest > 0);
        assertThat(lines)
                .filteredOn(line -> "crypto.capacity".equals(line.get("kind")))
                .extracting(line -> line.get("largest"))
                .containsExactly(117, 62, 245, 190, 373, 318, 501, 446);
    }

    @Test
    void aSavedRunIsShownAgainWithItsChartsAndIsPrivate() throws Exception {
        TypedLine typed =
                TypedLine.of("crypto", "--quick", "--message", "만나요", "-o", folder.toString(), "--lang", "en");
        assertThat(typed.exitCode()).as(typed.err()).isZero();
        Path run;
        try (Stream<Path> runs = Files.list(folder)) {
            run = runs.findFirst().orElseThrow();
        }

        TypedLine shown = TypedLine.of("show", run.toString(), "--lang", "en");

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).contains("operations per second", "AES-128-GCM decrypt", "\"만나요\"", "5 sentences");
        assertThat(TerminalLines.widerThan(80, shown.out())).isEmpty();
        assertThat(typed.out()).startsWith(shown.out().substring(0, shown.out().indexOf("5 sentences")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve(RunFolder.TRACE))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crypto --time 0",
                "crypto --time -1",
                "crypto --time NaN",
                "crypto --time 61",
                "crypto --time soon",
                "crypto --quick --time 1",
                "crypto --message=",
                "crypto 127.0.0.1",
                "crypto --nosuch"
            })
    void whatMakesNoSenseIsOneLineAndExitCode2(String line) {
        TypedLine.of(line.split(" ")).assertIsMisuse();
    }

    private static List<Map<String, Object>> lines(String text) throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line : text.split("\n")) {
            lines.add(JSON.std.mapFrom(line));
        }
        return lines;
    }
}
