package org.wirelab.client.congestion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.wirelab.client.golden.PlayedRun;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.congestion.TheoryFlow;
import org.wirelab.testing.PrivateJvm;
import picocli.CommandLine;

/// Measures what both senders reach at two points and leaves the run below `target/congestion-theory`.
final class MeasuredTheory implements PrivateJvm.Body {

    static final List<TheoryPoint> POINTS = List.of(new TheoryPoint.Losses(400, 4), new TheoryPoint.Window(8192, 6));

    private static final Path FOLDER = Path.of("target", "congestion-theory");

    static PlayedRun latest() throws IOException {
        try (Stream<Path> runs = Files.list(FOLDER)) {
            return new PlayedRun(runs.max(Comparator.naturalOrder()).orElseThrow());
        }
    }

    @Override
    public void run() throws Exception {
        CommonOptions options = new CommonOptions();
        new CommandLine(options)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs("-q", "--lang", "en", "-o", FOLDER.toString());
        try (ClientRun run = ClientRun.open("congestion", options, List.of(TheoryFlow.FLOW))) {
            new TheorySession(run, options).measure(POINTS);
            int _ = run.finish();
        }
    }
}
