package org.wirelab.client.flow;

import java.nio.file.Path;
import java.util.List;
import org.wirelab.client.golden.Replayed;
import org.wirelab.testing.PrivateJvm;

/// Types `lab flow` for each protocol with two losses, and for all of them with none, in a network of its own; leaves
/// the saved runs below `target/flow`.
final class PlayedTransfers implements PrivateJvm.Body {

    static final List<String> LOSSY = List.of("stop-and-wait", "go-back-n", "selective-repeat");

    /// All three without a loss, long enough for theory.
    static final String UNDISTURBED = "theory";

    /// A play that has been left. A machine with other things to do lets timers run out that would not have.
    static Replayed of(String name) {
        return new Replayed(Path.of("target", "flow", name), lines -> {
            long timeouts = lines.lines()
                    .filter(entry -> entry.contains("\"kind\":\"arq.timeout\"")
                            || entry.contains("\"name\":\"open\",\"count\":2"))
                    .count();
            // two timers run out, for the two frames that are dropped
            return timeouts != (name.equals(UNDISTURBED) ? 0 : 2);
        });
    }

    @Override
    public void run() throws Exception {
        for (String protocol : LOSSY) {
            of(protocol).type(List.of("flow", "--network", "private", "--protocol", protocol, "--drop", "7,12"));
        }
        of(UNDISTURBED).type(List.of("flow", "--network", "private", "--bytes", "40k", "--window", "4"));
    }
}
