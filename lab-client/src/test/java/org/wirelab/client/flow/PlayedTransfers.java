package org.wirelab.client.flow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wirelab.client.TypedLine;
import org.wirelab.client.golden.Replayed;
import org.wirelab.client.golden.RunLines;
import org.wirelab.testing.PrivateJvm;

/// Types `lab flow` for each protocol with two losses, and for all of them with none, in a network of its own; leaves
/// the saved runs below `target/flow`.
final class PlayedTransfers implements PrivateJvm.Body {

    static final List<String> LOSSY = List.of("stop-and-wait", "go-back-n", "selective-repeat");

    /// All three without a loss, long enough for theory.
    static final String UNDISTURBED = "theory";

    private static final double LATE = 1.15;

    /// A play that has been left. A machine with other things to do lets timers run out that would not have, or
    /// makes round trips longer than the link does.
    static Replayed of(String name) {
        return new Replayed(Path.of("target", "flow", name), lines -> {
            long timeouts = lines.lines()
                    .filter(entry -> entry.contains("\"kind\":\"arq.timeout\"")
                            || entry.contains("\"name\":\"open\",\"count\":2"))
                    .count();
            // two timers run out, for the two frames that are dropped
            return name.equals(UNDISTURBED) ? timeouts > 0 || !isPunctual(new RunLines(lines)) : timeouts != 2;
        });
    }

    @Override
    public void run() throws Exception {
        for (String protocol : LOSSY) {
            play(protocol, "--protocol", protocol, "--drop", "7,12");
        }
        play(UNDISTURBED, "--bytes", "40k", "--window", "4");
    }

    /// Whether round trips took what the link takes, on average: theory speaks of nothing else.
    private static boolean isPunctual(RunLines run) {
        Map<?, ?> compared = run.entries().stream()
                .filter(entry -> "arq.compared".equals(entry.get("kind")))
                .map(entry -> (Map<?, ?>) ((List<?>) entry.get("runs")).getFirst())
                .findFirst()
                .orElse(Map.of());
        if (compared.isEmpty()) {
            return true; // nothing to be late for: the test has to say what is missing
        }
        double frame = ((Number) compared.get("frame_ns")).doubleValue();
        double roundTrip = (1 + 2 * ((Number) compared.get("a")).doubleValue()) * frame;
        return run.entries().stream()
                        .filter(entry -> "arq.rtt".equals(entry.get("kind")))
                        .mapToLong(entry -> ((Number) entry.get("sample_ns")).longValue())
                        .average()
                        .orElse(Double.MAX_VALUE)
                < LATE * roundTrip;
    }

    private static void play(String name, String... words) throws Exception {
        Replayed played = of(name);
        List<String> line = new ArrayList<>(List.of("flow"));
        line.addAll(List.of(words));
        line.addAll(List.of("-q", "--network", "private", "-o", played.folder().toString()));
        played.play(() -> TypedLine.of(line.toArray(String[]::new)).exitCode());
    }
}
