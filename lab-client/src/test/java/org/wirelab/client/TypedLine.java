package org.wirelab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wirelab.run.ExitCode;

/// A command line as if typed, run in this JVM: what it printed and what it would have exited with.
public record TypedLine(int exitCode, String out, String err) {

    public static TypedLine of(String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int exitCode = LabCommand.run(words);
            return new TypedLine(
                    exitCode, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /// It made no sense: one line says why, and nothing else is printed.
    void assertIsMisuse() {
        assertThat(exitCode).as(toString()).isEqualTo(ExitCode.USAGE.number());
        assertThat(errLines()).singleElement().asString().startsWith("lab: ");
        assertThat(out).isEmpty();
    }

    List<String> errLines() {
        return err.lines().toList();
    }

    List<String> outLines() {
        return out.lines().toList();
    }
}
