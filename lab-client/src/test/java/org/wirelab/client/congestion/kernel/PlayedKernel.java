package org.wirelab.client.congestion.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wirelab.client.congestion.CongestionCommand;
import org.wirelab.client.golden.PlayedRun;
import org.wirelab.testing.PrivateJvm;
import picocli.CommandLine;

/// Types each command line of the golden test and leaves its run below `target/congestion-kernel/NAME`.
final class PlayedKernel implements PrivateJvm.Body {

    private static final Path FOLDER = Path.of("target", "congestion-kernel");
    private static final int PATIENCE = 3;

    /// A command line.
    ///
    /// @param name of its run
    /// @param words what is typed behind `lab congestion`
    /// @param rounds so many round trips end before the loss
    record Line(String name, String words, int rounds) {
        /// How many senders there are.
        int senders() {
            return words.contains("--compare") ? 2 : 1;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final Line TEXTBOOK = new Line("textbook", "--kernel reno --bytes 300k --drop 100", 4);
    static final Line DEFAULT = new Line("default", "--kernel cubic --profile default --bytes 300k --drop 100", 1);
    static final Line LACKING = new Line("lacking", "--kernel nosuch --bytes 300k", 0);
    static final Line COMPARED = new Line("compared", "--compare --bytes 300k --drop 100", 4);

    static final List<Line> LINES = List.of(TEXTBOOK, DEFAULT, LACKING, COMPARED);

    /// The run of a line.
    static PlayedRun of(Line line) throws IOException {
        try (Stream<Path> runs = Files.list(FOLDER.resolve(line.name()))) {
            return new PlayedRun(runs.max(Comparator.naturalOrder()).orElseThrow());
        }
    }

    /// True where the machine had too little time: a timer expired although one segment was lost that duplicates
    /// repair, or samples came too late to see slow start.
    static boolean disturbed(Line line) throws IOException {
        String lines = of(line).lines();
        return lines.contains("\"kind\":\"congestion.timeout\"")
                || lines.contains("\"agree\":false")
                || IntStream.rangeClosed(1, line.rounds()).anyMatch(number -> told(lines, number) < line.senders());
    }

    private static long told(String lines, int round) {
        return lines.lines()
                .filter(text -> text.contains("\"kind\":\"congestion.round\",\"number\":" + round + ","))
                .count();
    }

    @Override
    public void run() throws Exception {
        for (Line line : LINES) {
            boolean again = true;
            for (int attempt = 0; again && attempt < PATIENCE; attempt++) {
                play(line);
                again = disturbed(line);
            }
        }
    }

    private static void play(Line line) {
        List<String> words = new ArrayList<>(List.of(line.words().split(" ")));
        words.addAll(
                List.of("-q", "--lang", "en", "-o", FOLDER.resolve(line.name()).toString()));
        CommandLine command = new CommandLine(new CongestionCommand()).setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler((exception, _, _) -> {
            throw exception;
        });
        int exit = command.execute(words.toArray(String[]::new));
        if (exit != 0) {
            throw new IllegalStateException(line.name() + " ended with " + exit);
        }
    }
}
