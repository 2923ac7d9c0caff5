package org.wirelab.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wirelab.run.ExitCode;
import org.wirelab.run.RunFolder;
import org.wirelab.run.Summary;
import org.wirelab.testing.Tools;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Observation;
import org.wirelab.trace.Recomputable;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.TimeSource;
import org.wirelab.trace.Vantage;

class RecomputeScriptTest {

    private static final Conversation CONVERSATION = new Conversation("a-b");

    @TempDir
    Path parent = Path.of("");

    private RunFolder folder;
    private RecomputeScript script;
    private long number;

    private record Value(
            String name,
            String formula,
            String printed,
            @Nullable String command) implements Recomputable {}

    private record Other() implements Observation {}

    @BeforeEach
    void begin() throws Exception {
        folder = RunFolder.create(parent, Instant.EPOCH, "tls");
        script = new RecomputeScript(folder);
    }

    @Test
    void aRunWithNothingToComputeHasNoScript() {
        tell(new Other());
        tell(new Value("random", "drawn", "00", null));
        end();
        assertThat(script.written()).isFalse();
        assertThat(file()).doesNotExist();
    }

    @Test
    void eachValueIsComparedWithWhatItsCommandPrints() throws Exception {
        tell(new Value("one", "1", "01", "echo 01"));
        tell(new Value("two", "1 + 1", "02", "printf '0%s\\n' 2"));
        end();
        Ran ran = run();
        assertThat(ran.output).isEqualTo("# a-b\nok one\nok two\n2 of 2 values computed again by openssl\n");
        assertThat(ran.exit).isZero();
    }

    @Test
    void aValueThatDiffersIsToldAndEndsInExitCode1() throws Exception {
        tell(new Value("one", "1", "01", "echo 01"));
        tell(new Value("two", "1 + 1", "03", "echo 02"));
        end();
        Ran ran = run();
        assertThat(ran.output)
                .isEqualTo("# a-b\nok one\nDIFFERS two\n    in the run: 03\n    computed:   02\n"
                        + "1 of 2 values computed again by openssl\n");
        assertThat(ran.exit).isEqualTo(1);
    }

    @Test
    void aCommandThatFailsComputesNothing() throws Exception {
        tell(new Value("one", "1", "01", "openssl nosuchcommand 2>/dev/null"));
        end();
        assertThat(run().exit).isEqualTo(1);
    }

    @Test
    void whatBothSidesComputeAlikeStandsThereOnce() throws Exception {
        tell(new Value("one", "1", "01", "echo 01"));
        tell(new Value("one", "1", "01", "echo 01"));
        tell(new Value("one", "1", "01", "echo 0$((2 - 1))"));
        end();
        assertThat(run().output).endsWith("2 of 2 values computed again by openssl\n");
    }

    @Test
    void namesAndFormulasAreTextWhateverStandsInThem() throws Exception {
        tell(new Value("it's $(touch \"$HOME\"/evil)", "a\ntouch evil\r`touch evil`", "01", "echo 01"));
        end();
        Ran ran = run();
        assertThat(ran.output).contains("ok it's $(touch \"$HOME\"/evil)\n");
        assertThat(ran.exit).isZero();
        assertThat(parent.resolve("evil")).doesNotExist();
    }

    @Test
    void onlyItsOwnerReadsIt() throws IOException {
        tell(new Value("one", "1", "01", "echo 01"));
        end();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    private void tell(Observation observation) {
        script.entry(new Entry(
                ++number, 0, TimeSource.PROCESS, new Vantage(Source.TLS, Side.CLIENT), CONVERSATION, observation));
    }

    private void end() {
        script.ended(Summary.of(List.of(), ExitCode.OK));
    }

    private Path file() {
        return folder.path().resolve(RunFolder.RECOMPUTE);
    }

    private record Ran(String output, int exit) {}

    private Ran run() throws IOException, InterruptedException {
        Tools.require("openssl");
        ProcessBuilder builder = new ProcessBuilder("sh", file().toString())
                .directory(parent.toFile())
                .redirectErrorStream(true);
        builder.environment().put("HOME", parent.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(output, process.waitFor());
    }
}
