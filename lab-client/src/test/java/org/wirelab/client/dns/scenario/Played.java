package org.wirelab.client.dns.scenario;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wirelab.run.ExitCode;
import org.wirelab.run.JsonLines;
import org.wirelab.run.LabException;
import org.wirelab.run.Run;
import org.wirelab.run.RunFolder;
import org.wirelab.run.Wording;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;

/// A scenario played on the loopback, each server at a port of its own, and left as
/// `target/dns-scenarios/NAME/trace.jsonl`.
record Played(Scenario scenario) {

    private static final Path FOLDER = Path.of("target", "dns-scenarios");
    /// Those that are about silence.
    private static final Set<String> SILENT = Set.of("half-dead", "dead", "port-53-blocked");

    private static final int PATIENCE = 4;
    private static final Set<String> PLAYED = new HashSet<>();

    static List<Played> all() {
        return Scenarios.all().stream().map(Played::new).toList();
    }

    /// The folder that it is left in, as a saved run has one.
    Path folder() {
        return FOLDER.resolve(scenario.name());
    }

    /// Plays it, unless that has been done.
    ///
    /// @return its JSON lines
    String lines() throws IOException, LabException, InterruptedException {
        Path file = folder().resolve(RunFolder.TRACE);
        synchronized (Played.class) {
            if (PLAYED.add(scenario.name())) {
                int attempts = 1;
                play(file);
                while (isDisturbed(Files.readString(file)) && attempts < PATIENCE) {
                    attempts++;
                    play(file);
                }
            }
        }
        return Files.readString(file);
    }

    /// A machine with other things to do makes a server late, and that is another scenario: it is played again. Any
    /// other failure, such as a server that cannot be reached, is the lab's own and stays in sight.
    private boolean isDisturbed(String lines) {
        return !SILENT.contains(scenario.name())
                && lines.lines()
                        .anyMatch(line ->
                                line.contains("\"kind\":\"dns.silence\"") && line.contains("\"cause\":\"timeout\""));
    }

    private void play(Path file) throws IOException, LabException, InterruptedException {
        StringWriter lines = new StringWriter();
        Run run = Run.begin(
                scenario.name(),
                "dns-" + scenario.name(),
                "en",
                List.of(scenario.flow()),
                List.of(new JsonLines(lines, "the test", new Wording(Texts.in(Language.EN)))));
        try {
            new ScenarioSession(run.trace(), false, ScenarioSession.Wire.UNWATCHED).play(scenario);
        } finally {
            run.finish(ExitCode.OK);
            Files.createDirectories(folder());
            Files.writeString(file, lines.toString());
        }
    }

    @Override
    public String toString() {
        return scenario.name();
    }
}
