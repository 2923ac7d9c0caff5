package org.wirelab.client.flow.slow;

import java.nio.file.Path;
import java.util.List;
import org.wirelab.client.golden.Replayed;
import org.wirelab.testing.PrivateJvm;

/// Types `lab flow --slow-receiver` in a network of its own, and on the host's loopback; leaves the saved runs below
/// `target/slow-receiver`.
final class PlayedReceivers implements PrivateJvm.Body {

    static final String HOSTS = "private";
    static final String LOOPBACK = "host";

    /// The latest play on this network. A machine with other things to do makes the faster receiver a slow
    /// one, or has timers run out that would not have: that is another experiment.
    static Replayed of(String network) {
        return new Replayed(
                Path.of("target", "slow-receiver", network),
                lines -> lines.lines().anyMatch(PlayedReceivers::isDisturbance));
    }

    @Override
    public void run() throws Exception {
        play(HOSTS);
    }

    static void play(String network) throws Exception {
        String capture = network.equals(HOSTS) ? "auto" : "off";
        of(network).type(List.of("flow", "--slow-receiver", "--network", network, "--capture", capture));
    }

    private static boolean isDisturbance(String line) {
        return line.contains("\"verdict\":\"not_applicable\"")
                || (line.contains("_account\"") && line.contains("\"zero_windows\":") && isWithoutProbe(line))
                || line.contains("\"kind\":\"arq.timeout\"");
    }

    /// The window closed, and opened before anybody asked.
    private static boolean isWithoutProbe(String line) {
        return !line.contains("\"zero_windows\":0") && line.contains("\"probes\":0");
    }
}
