package org.wirelab.client.tcp.watch;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine.Option;

/// The options of `lab tcp --watch`.
public final class WatchOptions {

    @Option(
            names = "--watch",
            description = "Annotate the connections that other programs make, live, until Ctrl-C; what stands where"
                    + " HOST would is then a FILTER (man 7 pcap-filter). Saved only with -o.")
    private boolean watch;

    @Option(names = "--duration", paramLabel = "SECONDS", description = "End the watch after so long.")
    private @Nullable Double duration;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "End the watch when so many connections have ended.")
    private @Nullable Long connections;

    /// Whether to watch at all.
    ///
    /// @throws LabException when an option of the watch stands without it, or makes no sense
    public boolean wanted() throws LabException {
        if (!watch && (duration != null || connections != null)) {
            throw new LabException(ExitCode.USAGE, "--duration and --connections belong to --watch");
        }
        if (duration != null && !(duration > 0)) {
            throw new LabException(ExitCode.USAGE, "--duration takes seconds, more than 0");
        }
        if (connections != null && connections < 1) {
            throw new LabException(ExitCode.USAGE, "--connections takes a number, at least 1");
        }
        return watch;
    }

    /// When the watch is to end by itself.
    Optional<Duration> duration() {
        return Optional.ofNullable(duration).map(seconds -> Duration.ofNanos((long) (seconds * 1e9)));
    }

    /// Whether so many ended connections are enough.
    boolean isEnough(long ended) {
        return connections != null && ended >= connections;
    }
}
