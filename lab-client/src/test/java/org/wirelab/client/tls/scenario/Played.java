package org.wirelab.client.tls.scenario;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wirelab.client.golden.PlayedRun;
import org.wirelab.run.LabException;
import org.wirelab.tls.TlsVersion;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.tls.scenario.Role;

/// A scenario in one of its directions and versions, played on the loopback and left as
/// `target/tls-scenarios/NAME/trace.jsonl`.
///
/// @param towards the end that it is aimed at
/// @param version of TLS that it is played in
record Played(Scenario scenario, Role towards, TlsVersion version) {

    private static final Path FOLDER = Path.of("target", "tls-scenarios");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<Played> PLAYED = new HashSet<>();

    /// Every scenario in each direction and version that it has.
    static List<Played> all() {
        return Scenarios.ALL.stream()
                .flatMap(scenario -> scenario.versions().stream()
                        .flatMap(version ->
                                scenario.towards().stream().map(towards -> new Played(scenario, towards, version))))
                .toList();
    }

    /// Its name among the kept files.
    String name() {
        return scenario.name() + "-towards-" + towards + (version == TlsVersion.TLS13 ? "-1.3" : "");
    }

    /// Plays it, unless that has been done.
    PlayedRun run() throws IOException, LabException, InterruptedException {
        PlayedRun run = new PlayedRun(FOLDER.resolve(name()));
        synchronized (Played.class) {
            if (PLAYED.add(this)) {
                play(run);
            }
        }
        return run;
    }

    private void play(PlayedRun run) throws IOException, LabException, InterruptedException {
        PkiFolder pki = new PkiFolder(FOLDER.resolve("pki"), Clock.systemUTC(), _ -> {});
        run.play(
                scenario.name(),
                "tls-" + scenario.name(),
                List.of(scenario.flow()),
                trace -> new ScenarioSession(
                                trace,
                                pki,
                                new InetSocketAddress("127.0.0.1", 0),
                                PATIENCE,
                                ScenarioSession.Wire.UNWATCHED)
                        .play(scenario, towards, version));
    }

    @Override
    public String toString() {
        return name();
    }
}
