package org.wirelab.client.session;

import java.net.StandardProtocolFamily;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What every command that makes a run understands.
public final class CommonOptions {

    private static final String USUAL_FOLDER = "lab-runs";

    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    /// Who captures.
    public enum CaptureChoice {
        AUTO,
        TCPDUMP,
        DUMPCAP,
        OFF
    }

    /// Whose network the run happens in.
    public enum NetworkChoice {
        PRIVATE,
        HOST
    }

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "-o",
            paramLabel = "DIR",
            description = "Save the run below this folder (default: " + USUAL_FOLDER + ").")
    private @Nullable Path folder;

    @Option(names = "--no-save", description = "Do not save the run.")
    private boolean noSave;

    @Option(
            names = "--capture",
            paramLabel = "WHO",
            defaultValue = "auto",
            description = "auto, tcpdump, dumpcap or off: who watches the wire.")
    private CaptureChoice capture = CaptureChoice.AUTO;

    @Option(
            names = {"-i", "--interface"},
            paramLabel = "INTERFACE",
            description = "Watch this interface instead of the one that leads to the other end.")
    private @Nullable String interfaceName;

    @Option(
            names = "--network",
            paramLabel = "WHOSE",
            description = "private: a network of the run's own, where an ordinary user sees the wire (default of"
                    + " embedded runs where allowed); host: this host's.")
    private @Nullable NetworkChoice network;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to wait for another party (default: ${DEFAULT-VALUE}).")
    private double timeout = 10;

    @Option(names = "-4", description = "IPv4 only.")
    private boolean ipv4;

    @Option(names = "-6", description = "IPv6 only.")
    private boolean ipv6;

    /// How it speaks.
    public OutputOptions output() {
        return output;
    }

    /// The folder to save runs below; empty when nothing is to be saved.
    public Optional<Path> folder() {
        return noSave ? Optional.empty() : Optional.of(folder == null ? Path.of(USUAL_FOLDER) : folder);
    }

    /// The folder to save runs below, where the user named one.
    public Optional<Path> namedFolder() {
        return noSave ? Optional.empty() : Optional.ofNullable(folder);
    }

    /// Who captures.
    public CaptureChoice capture() {
        return capture;
    }

    /// The interface to watch, where the user named one.
    public Optional<String> interfaceName() {
        return Optional.ofNullable(interfaceName);
    }

    /// Refuses an interface to watch where the network is to be one of the run's own.
    ///
    /// @param embedded whether both ends are the lab's own
    public void refuseInterface(boolean embedded) throws LabException {
        if (embedded && interfaceName != null && network != NetworkChoice.HOST) {
            throw new LabException(
                    ExitCode.USAGE,
                    "-i is for an interface of this host: give --network host with it, or leave -i away");
        }
    }

    /// The network that the user demanded.
    public Optional<NetworkChoice> network() {
        return Optional.ofNullable(network);
    }

    /// How long to wait for another party.
    ///
    /// @throws LabException when it is no sensible time
    public Duration timeout() throws LabException {
        if (!(timeout > 0) || timeout > LONGEST_TIMEOUT.toSeconds()) {
            throw new LabException(
                    ExitCode.USAGE, "--timeout takes seconds, more than 0 and at most " + LONGEST_TIMEOUT.toSeconds());
        }
        return Duration.ofNanos((long) (timeout * 1e9));
    }

    /// The address family that the user wants, empty for either.
    ///
    /// @throws LabException when both were demanded
    public Optional<StandardProtocolFamily> family() throws LabException {
        if (ipv4 && ipv6) {
            throw new LabException(ExitCode.USAGE, "-4 and -6 exclude each other: give one or none");
        }
        return ipv4
                ? Optional.of(StandardProtocolFamily.INET)
                : ipv6 ? Optional.of(StandardProtocolFamily.INET6) : Optional.empty();
    }
}
