package org.wirelab.client.tls.scenario;

import java.io.IOException;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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

    /// The folder that it is left in, as a saved run has one.
    Path folder() {
        return FOLDER.resolve(name());
    }

    /// Plays it, unless that has been done.
    ///
    /// @return its JSON lines
    String lines() throws IOException, LabException, InterruptedException {
        Path file = folder().resolve(RunFolder.TRACE);
        synchronized (Played.class) {
            if (!PLAYED.contains(this)) {
                PLAYED.add(this);
                play(file);
            }
        }
        return Files.readString(file);
    }

    private void play(Path file) throws IOException, LabException, InterruptedException {
        StringWriter lines = new StringWriter();
        Run run = Run.begin(
                scenario.name(),
                "tls-" + scenario.name(),
                "en",
                List.of(scenario.flow()),
                List.of(new JsonLines(lines, "the test", new Wording(Texts.in(Language.EN)))));
        PkiFolder pki = new PkiFolder(FOLDER.resolve("pki"), Clock.systemUTC(), _ -> {});
        ScenarioSession session = new ScenarioSession(
                run.trace(), pki, new InetSocketAddress("127.0.0.1", 0), PATIENCE, ScenarioSession.Wire.UNWATCHED);
        try {
            session.play(scenario, towards, version);
        } finally {
            run.finish(ExitCode.OK);
            Files.createDirectories(folder());
            Files.writeString(file, lines.toString());
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
