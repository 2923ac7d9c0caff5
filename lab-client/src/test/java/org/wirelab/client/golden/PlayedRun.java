package org.wirelab.client.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wirelab.client.Protocols;
import org.wirelab.flow.Flow;
import org.wirelab.run.ExitCode;
import org.wirelab.run.JsonLines;
import org.wirelab.run.LabException;
import org.wirelab.run.Replay;
import org.wirelab.run.Run;
import org.wirelab.run.RunFolder;
import org.wirelab.run.Summary;
import org.wirelab.run.Wording;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import org.wirelab.trace.Trace;

/// A run that a test plays, left in a folder as a saved run is.
///
/// @param folder which it is left in
public record PlayedRun(Path folder) {

    /// What is played, and recorded.
    @FunctionalInterface
    public interface Play {

        void in(Trace trace) throws IOException, LabException, InterruptedException;
    }

    /// Its JSON lines.
    public String lines() throws IOException {
        return Files.readString(folder.resolve(RunFolder.TRACE));
    }

    /// Plays it, judged by the flows, and leaves what it gave, also when it failed.
    ///
    /// @param name of the run
    /// @param command whose run it is
    public void play(String name, String command, List<Flow> flows, Play play)
            throws IOException, LabException, InterruptedException {
        StringWriter lines = new StringWriter();
        Run run = Run.begin(name, command, "en", flows, List.of(jsonLines(lines)));
        try {
            play.in(run.trace());
        } finally {
            run.finish(ExitCode.OK);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(RunFolder.TRACE), lines.toString());
        }
    }

    /// It ended as documented: nothing was contradicted, missing or out of sight.
    public void assertEndsAsDocumented() throws IOException {
        assertThat(lines().lines().reduce("", (_, last) -> last))
                .as(lines())
                .contains("\"contradicted\":0,\"missing\":0,")
                .contains("\"unobservable\":0,\"exit\":0");
    }

    /// It says the same when it is shown again.
    public void assertIsJudgedTheSameAgain() throws IOException, LabException {
        StringWriter again = new StringWriter();
        Summary summary = Replay.of(folder, Protocols.KINDS, Protocols.known(), List.of(jsonLines(again)));
        assertThat(summary.exit()).isZero();
        assertThat(again.toString()).isEqualTo(lines());
    }

    private static JsonLines jsonLines(StringWriter lines) {
        return new JsonLines(lines, "the test", new Wording(Texts.in(Language.EN)));
    }
}
