package org.wirelab.client.flow.slow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.wirelab.client.TypedLine;
import org.wirelab.client.golden.PlayedRun;
import org.wirelab.testing.PrivateJvm;

/// Types `lab flow --slow-receiver` in a network of its own, and on the host's loopback; leaves the saved runs below
/// `target/slow-receiver`.
final class PlayedReceivers implements PrivateJvm.Body {

    static final String HOSTS = "private";
    static final String LOOPBACK = "host";

    private static final Path FOLDER = Path.of("target", "slow-receiver");
    private static final int PATIENCE = 5;

    /// The latest play on this network.
    static PlayedRun of(String network) throws IOException {
        try (Stream<Path> runs = Files.list(FOLDER.resolve(network))) {
            return new PlayedRun(runs.max(Comparator.naturalOrder()).orElseThrow());
        }
    }

    @Override
    public void run() throws Exception {
        play(HOSTS);
    }

    /// A machine with other things to do makes the faster receiver a slow one, or has timers run out that would not
    /// have: that is another experiment, and it is played again.
    static void play(String network) throws IOException {
        for (int attempt = 0; attempt < PATIENCE; attempt++) {
            TypedLine typed = TypedLine.of(
                    "flow",
                    "--slow-receiver",
                    "-q",
                    "--network",
                    network,
                    "--capture",
                    network.equals(HOSTS) ? "auto" : "off",
                    "-o",
                    FOLDER.resolve(network).toString());
            if (typed.exitCode() != 0) {
                throw new IllegalStateException(network + ": " + typed);
            }
            if (!isDisturbed(network)) {
                return;
            }
        }
    }

    private static boolean isDisturbed(String network) throws IOException {
        return of(network)
                .lines()
                .lines()
                .anyMatch(line -> line.contains("\"verdict\":\"not_applicable\"")
                        || (line.contains("_account\"") && line.contains("\"zero_windows\":") && isWithoutProbe(line))
                        || line.contains("\"kind\":\"arq.timeout\""));
    }

    /// The window closed, and opened before anybody asked.
    private static boolean isWithoutProbe(String line) {
        return !line.contains("\"zero_windows\":0") && line.contains("\"probes\":0");
    }
}
