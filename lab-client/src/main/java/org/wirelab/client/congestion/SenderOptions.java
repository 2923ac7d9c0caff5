package org.wirelab.client.congestion;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.path.Amounts;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.congestion.Algorithm;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine.Option;

/// Who sends how much, as a user says it.
public final class SenderOptions {

    private static final long MOST_OCTETS = 4_000_000_000L;
    private static final int MOST_FLOWS = 8;
    private static final int MOST_SEGMENTS = 1000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// The run of the textbooks is over in two seconds.
    private static final long USUAL_OCTETS = 2_000_000;

    @Option(
            names = "--algorithm",
            paramLabel = "NAME",
            defaultValue = "reno",
            split = ",",
            description = "tahoe, reno, newreno or cubic of the lab's own senders; several, by commas, for --flows in"
                    + " turn (default: ${DEFAULT-VALUE}).")
    private List<String> algorithms = List.of("reno");

    @Option(
            names = "--initial-window",
            paramLabel = "SEGMENTS",
            defaultValue = "1",
            description = "What the lab's senders begin with: 1 in the textbook, 10 today (RFC 6928)"
                    + " (default: ${DEFAULT-VALUE}).")
    private int initialWindow = 1;

    @Option(
            names = "--bytes",
            paramLabel = "N",
            description = "How much each flow sends: 500k, 2M (default: 2M, in all).")
    private @Nullable String bytes;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "Instead of --bytes: as much as the link carries in this time, in all: 10s.")
    private @Nullable String time;

    @Option(
            names = "--flows",
            paramLabel = "N",
            description = "How many of the lab's senders share the link, 1 to " + MOST_FLOWS + " (default: 1).")
    private @Nullable Integer flows;

    @Option(
            names = "--stagger",
            paramLabel = "TIME",
            defaultValue = "0",
            description = "How much later each flow begins than the one before it: 2s (default: ${DEFAULT-VALUE}).")
    private String stagger = "0";

    /// What was chosen.
    ///
    /// @throws LabException when it makes no sense: one line that names the option and what it takes
    FlowWishes wishes(LinkChoice link, Optional<InetSocketAddress> server, Duration timeout) throws LabException {
        List<Algorithm> senders = senders();
        Duration later = Amounts.time("--stagger", stagger, LONGEST);
        if (!later.isZero() && senders.size() == 1) {
            throw new LabException(ExitCode.USAGE, "--stagger is for several senders: --flows 2, or leave it away");
        }
        return new FlowWishes(
                senders,
                later,
                within("--initial-window", initialWindow, MOST_SEGMENTS),
                octets(link, senders.size()),
                link,
                server,
                timeout);
    }

    private List<Algorithm> senders() throws LabException {
        List<Algorithm> known = new ArrayList<>();
        for (String name : algorithms) {
            known.add(Algorithm.named(name)
                    .orElseThrow(() -> new LabException(
                            ExitCode.USAGE,
                            "the lab has no sender called " + name + ": it has tahoe, reno, newreno and cubic"
                                    + " (--kernel " + name + " asks the kernel)")));
        }
        int count = flows == null ? known.size() : within("--flows", flows, MOST_FLOWS);
        if (known.size() > count) {
            throw new LabException(
                    ExitCode.USAGE,
                    known.size() + " algorithms for " + count + " flows: name as many, or --flows more");
        }
        List<Algorithm> senders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            senders.add(known.get(i % known.size()));
        }
        if (senders.size() > MOST_FLOWS) {
            throw new LabException(ExitCode.USAGE, "at most " + MOST_FLOWS + " flows share the link");
        }
        return senders;
    }

    /// How much each flow sends.
    private long octets(LinkChoice link, int count) throws LabException {
        if (bytes != null && time != null) {
            throw new LabException(ExitCode.USAGE, "--bytes and --time exclude each other: give one or none");
        }
        if (bytes != null) {
            return Amounts.octets("--bytes", bytes, 1, MOST_OCTETS);
        }
        if (time == null) {
            return USUAL_OCTETS / count;
        }
        double seconds = Amounts.time("--time", time, LONGEST).toNanos() / 1e9;
        long octets = (long) (link.bitsPerSecond() / 8.0 * seconds / count);
        if (octets < 1 || octets > MOST_OCTETS) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--time " + time + " at this rate is " + octets + " octets for each flow: 1 to " + MOST_OCTETS
                            + " are possible");
        }
        return octets;
    }

    private static int within(String option, int value, int most) throws LabException {
        if (value < 1 || value > most) {
            throw new LabException(ExitCode.USAGE, option + " takes 1 to " + most + ", not " + value);
        }
        return value;
    }
}
