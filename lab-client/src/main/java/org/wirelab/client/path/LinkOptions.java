package org.wirelab.client.path;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine.Option;

/// How the emulated link is to be, as a user says it.
public final class LinkOptions {

    /// The options by their names, for commands that take none of them in some case.
    public static final List<String> NAMES =
            List.of("--rate", "--delay", "--queue", "--loss", "--drop", "--reorder", "--seed");

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
    private static final int LONGEST_QUEUE = 1_000_000;

    @Option(
            names = "--rate",
            paramLabel = "BITS",
            description = "Bits a second that the link carries each way, headers included: 10M, 500k"
                    + " (default: ${DEFAULT-VALUE}).")
    private String rate;

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            description = "How long a bit travels, one way: 25ms, 500us (default: ${DEFAULT-VALUE}).")
    private String delay;

    @Option(
            names = "--queue",
            paramLabel = "PACKETS",
            description = "How many packets wait before the link at most; what comes then is lost"
                    + " (default: ${DEFAULT-VALUE}).")
    private int queue;

    @Option(
            names = "--loss",
            paramLabel = "P",
            defaultValue = "0",
            description =
                    "The chance that a packet to the server is lost on its way: 0.01 (default:" + " ${DEFAULT-VALUE}).")
    private double loss;

    @Option(
            names = "--drop",
            paramLabel = "N,N",
            description = "Lose these frames of data, counted from 1, each at its first sending: 7,12 or 20-23.")
    private @Nullable String drop;

    @Option(
            names = "--reorder",
            paramLabel = "P",
            defaultValue = "0",
            description = "The chance that a packet to the server arrives behind the " + LinkChoice.OVERTAKERS
                    + " after it (default: ${DEFAULT-VALUE}).")
    private double reorder;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Of all that is left to chance: the same seed, the same losses (default:" + " ${DEFAULT-VALUE}).")
    private long seed = 1;

    /// Options with these values where the user says nothing.
    ///
    /// @param rate as on the command line: `10M`
    /// @param delay as on the command line: `25ms`
    /// @param queue in packets
    public LinkOptions(String rate, String delay, int queue) {
        this.rate = rate;
        this.delay = delay;
        this.queue = queue;
    }

    /// What was chosen.
    ///
    /// @throws LabException when a value makes no sense: one line that names the option and what it takes
    public LinkChoice choice() throws LabException {
        if (queue < 1 || queue > LONGEST_QUEUE) {
            throw new LabException(ExitCode.USAGE, "--queue takes 1 to " + LONGEST_QUEUE + " packets, not " + queue);
        }
        return new LinkChoice(
                Amounts.rate("--rate", rate),
                Amounts.time("--delay", delay, LONGEST_DELAY),
                queue,
                Amounts.chance("--loss", loss),
                drop == null ? List.of() : Amounts.numbers("--drop", drop),
                Amounts.chance("--reorder", reorder),
                seed);
    }
}
