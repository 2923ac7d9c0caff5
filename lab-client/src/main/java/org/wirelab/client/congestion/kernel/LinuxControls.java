package org.wirelab.client.congestion.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// The names of congestion controls that Linux has, be they at hand on this machine or not.
public final class LinuxControls {

    /// `net/ipv4/tcp_*.c` of Linux 6.
    private static final List<String> NAMES = List.of(
            "reno",
            "cubic",
            "bbr",
            "bic",
            "cdg",
            "dctcp",
            "highspeed",
            "htcp",
            "hybla",
            "illinois",
            "lp",
            "nv",
            "scalable",
            "vegas",
            "veno",
            "westwood",
            "yeah");

    private static final Path AT_HAND = Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control");

    private LinuxControls() {}

    /// The name as the kernel writes it.
    ///
    /// @throws LabException when Linux has none of that name, nor this machine one of its own
    public static String named(String word) throws LabException {
        String name = word.toLowerCase(Locale.ROOT);
        if (!NAMES.contains(name) && atHand().noneMatch(name::equals)) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--kernel " + word + ": Linux has no congestion control of that name, such as "
                            + String.join(", ", NAMES.subList(0, 3)));
        }
        return name;
    }

    private static Stream<String> atHand() {
        try {
            return Stream.of(
                    Files.readString(AT_HAND, StandardCharsets.US_ASCII).strip().split("\\s+"));
        } catch (IOException _) {
            return Stream.empty(); // no Linux: its names are known all the same
        }
    }
}
