package org.wirelab.client.congestion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.wirelab.client.golden.PlayedRun;
import org.wirelab.testing.PrivateJvm;
import picocli.CommandLine;

/// Types each command line of the golden test and leaves its run below `target/congestion/NAME`.
final class PlayedCongestion implements PrivateJvm.Body {

    private static final Path FOLDER = Path.of("target", "congestion");
    private static final int PATIENCE = 3;

    /// A command line.
    ///
    /// @param name of its run
    /// @param words what is typed behind `lab congestion`
    /// @param timeouts how often the retransmission timer expires, when the machine has time enough
    record Line(String name, String words, int timeouts) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// What is lost is listed, so that each run goes as it goes.
    static final List<Line> LINES = List.of(
            new Line("tahoe", "--algorithm tahoe --bytes 120k --drop 30", 0),
            new Line("reno", "--algorithm reno --bytes 120k --drop 30", 0),
            new Line("reno-timeout", "--algorithm reno --bytes 60k --drop 42", 1),
            new Line("newreno", "--algorithm newreno --bytes 120k --drop 30,33", 0),
            new Line("cubic", "--algorithm cubic --bytes 120k --drop 30", 0),
            new Line("two-flows", "--flows 2 --bytes 400k --queue 20 --initial-window 10", -1));

    /// The run of a line.
    static PlayedRun of(Line line) throws IOException {
        try (Stream<Path> runs = Files.list(FOLDER.resolve(line.name()))) {
            return new PlayedRun(runs.max(Comparator.naturalOrder()).orElseThrow());
        }
    }

    @Override
    public void run() throws Exception {
        for (Line line : LINES) {
            int attempts = 1;
            while (isDisturbed(line) && attempts < PATIENCE) {
                attempts++;
            }
        }
    }

    /// Plays it, and says whether the machine had too little time for it: the timer expired where nothing was lost.
    private static boolean isDisturbed(Line line) throws IOException {
        Path folder = FOLDER.resolve(line.name());
        clear(folder);
        List<String> words = new ArrayList<>(List.of(line.words().split(" ")));
        words.addAll(List.of("-q", "--lang", "en", "-o", folder.toString()));
        CommandLine command = new CommandLine(new CongestionCommand()).setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler((exception, _, _) -> {
            throw exception;
        });
        int exit = command.execute(words.toArray(String[]::new));
        if (exit != 0) {
            throw new IllegalStateException(line.name() + " ended with " + exit);
        }
        long timeouts = of(line).lines()
                .lines()
                .filter(text -> text.contains("\"congestion.timeout\""))
                .count();
        return line.timeouts() >= 0 && timeouts != line.timeouts();
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
