package org.wirelab.client.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.wirelab.client.TypedLine;
import org.wirelab.client.golden.PlayedRun;
import org.wirelab.client.golden.RunLines;
import org.wirelab.testing.PrivateJvm;

/// Types `lab flow` for each protocol with two losses, and for all of them with none, in a network of its own; leaves
/// the saved runs below `target/flow`.
final class PlayedTransfers implements PrivateJvm.Body {

    static final List<String> LOSSY = List.of("stop-and-wait", "go-back-n", "selective-repeat");

    /// All three without a loss, long enough for theory.
    static final String UNDISTURBED = "theory";

    private static final Path FOLDER = Path.of("target", "flow");
    private static final int PATIENCE = 3;
    private static final double LATE = 1.15;

    /// A play that has been left.
    static PlayedRun of(String name) throws IOException {
        try (Stream<Path> runs = Files.list(FOLDER.resolve(name))) {
            return new PlayedRun(runs.max(Comparator.naturalOrder()).orElseThrow());
        }
    }

    @Override
    public void run() throws Exception {
        for (String protocol : LOSSY) {
            // two timers run out, for the two frames that are dropped
            play(protocol, 2, "--protocol", protocol, "--drop", "7,12");
        }
        play(UNDISTURBED, 0, "--bytes", "40k", "--window", "4");
    }

    /// Whether round trips took what the link takes, on average: theory speaks of nothing else.
    static boolean isPunctual(RunLines run) {
        Map<?, ?> compared = (Map<?, ?>) ((List<?>) run.entries().stream()
                        .filter(entry -> "arq.compared".equals(entry.get("kind")))
                        .findFirst()
                        .orElseThrow()
                        .get("runs"))
                .getFirst();
        double frame = ((Number) compared.get("frame_ns")).doubleValue();
        double roundTrip = (1 + 2 * ((Number) compared.get("a")).doubleValue()) * frame;
        return run.entries().stream()
                        .filter(entry -> "arq.rtt".equals(entry.get("kind")))
                        .mapToLong(entry -> ((Number) entry.get("sample_ns")).longValue())
                        .average()
                        .orElse(Double.MAX_VALUE)
                < LATE * roundTrip;
    }

    /// A machine with other things to do lets timers run out that would not have: that is another transfer, and it
    /// is
    /// played again.
    private static void play(String name, long timeouts, String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of("flow"));
        line.addAll(List.of(words));
        line.addAll(
                List.of("-q", "--network", "private", "-o", FOLDER.resolve(name).toString()));
        for (int attempt = 0; attempt < PATIENCE; attempt++) {
            TypedLine typed = TypedLine.of(line.toArray(String[]::new));
            if (typed.exitCode() != 0) {
                throw new IllegalStateException(name + ": " + typed);
            }
            long seen = of(name).lines()
                    .lines()
                    .filter(entry -> entry.contains("\"kind\":\"arq.timeout\"")
                            || entry.contains("\"name\":\"open\",\"count\":2"))
                    .count();
            if (seen == timeouts && (timeouts > 0 || isPunctual(new RunLines(of(name).lines())))) {
                return;
            }
        }
    }
}
