package org.wirelab.client.dns.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wirelab.client.golden.PlayedRun;
import org.wirelab.run.LabException;

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

    /// Plays it, unless that has been done.
    PlayedRun run() throws IOException, LabException, InterruptedException {
        PlayedRun run = new PlayedRun(FOLDER.resolve(scenario.name()));
        synchronized (Played.class) {
            if (PLAYED.add(scenario.name())) {
                int attempts = 1;
                play(run);
                while (isDisturbed(run.lines()) && attempts < PATIENCE) {
                    attempts++;
                    play(run);
                }
            }
        }
        return run;
    }

    /// A machine with other things to do makes a server late, and that is another scenario: it is played again. Any
    /// other failure, such as a server that cannot be reached, is the lab's own and stays in sight.
    private boolean isDisturbed(String lines) {
        return !SILENT.contains(scenario.name())
                && lines.lines()
                        .anyMatch(line ->
                                line.contains("\"kind\":\"dns.silence\"") && line.contains("\"cause\":\"timeout\""));
    }

    private void play(PlayedRun run) throws IOException, LabException, InterruptedException {
        run.play(
                scenario.name(),
                "dns-" + scenario.name(),
                List.of(scenario.flow()),
                trace -> new ScenarioSession(trace, false, ScenarioSession.Wire.UNWATCHED).play(scenario));
    }

    @Override
    public String toString() {
        return scenario.name();
    }
}
