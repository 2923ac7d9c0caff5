package org.wirelab.client.flow.slow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.path.Amounts;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.udp.DatagramCodec;
import picocli.CommandLine.Option;

/// A receiver slower than its sender, as a user wishes for it.
public final class SlowOptions {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final long MOST_OCTETS = 10_000_000;

    @Option(
            names = "--slow-receiver",
            description =
                    "Instead: a receiver slower than its sender, by plain UDP, by TCP and by selective repeat, side"
                            + " by side; beside that one that keeps up.")
    private boolean wanted;

    @Option(
            names = "--read-rate",
            paramLabel = "BITS",
            description =
                    "Bits a second of data that the slow receiver reads: 1M, 200k (default: two fifths of --rate).")
    private @Nullable String readRate;

    @Option(
            names = "--read-after",
            paramLabel = "TIME",
            description = "How long it does something else before it reads anything (default: 400ms).")
    private @Nullable String readAfter;

    /// Whether this is what the user wants.
    ///
    /// @throws LabException when only details of it are given
    public boolean wanted() throws LabException {
        if (!wanted && (readRate != null || readAfter != null)) {
            throw new LabException(
                    ExitCode.USAGE,
                    (readRate != null ? "--read-rate" : "--read-after")
                            + " is of a slow receiver: add --slow-receiver");
        }
        return wanted;
    }

    /// What is to be done.
    ///
    /// @param octets of data to be brought over, by the frames of so many octets
    /// @throws LabException when the receiver would not be the slower one
    public SlowWish wish(LinkChoice link, long octets, int frameOctets, int window, Duration patience)
            throws LabException {
        if (!link.drops().isEmpty()) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--drop counts the frames of one protocol: leave it away with --slow-receiver, or use --loss");
        }
        if (octets > MOST_OCTETS) {
            throw new LabException(
                    ExitCode.USAGE, "--slow-receiver takes --bytes up to " + MOST_OCTETS + ", not " + octets);
        }
        if (frameOctets < DatagramCodec.SHORTEST) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--frame takes at least " + DatagramCodec.SHORTEST + " octets with --slow-receiver, not "
                            + frameOctets);
        }
        long rate = readRate == null ? SlowWish.readRate(link) : Amounts.rate("--read-rate", readRate);
        if (rate >= link.bitsPerSecond()) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--read-rate " + (readRate == null ? rate : readRate)
                            + " is not slower than --rate: the receiver is to" + " be the slower one");
        }
        int frames = Math.toIntExact((octets + frameOctets - 1) / frameOctets);
        SlowWish wish = SlowWish.of(link, frames, frameOctets, rate, window, patience);
        return readAfter == null ? wish : wish.readingAfter(Amounts.time("--read-after", readAfter, LONGEST_PAUSE));
    }
}
