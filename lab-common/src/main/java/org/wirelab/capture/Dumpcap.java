package org.wirelab.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The program dumpcap: the one that Wireshark's users have the right to, by its file capabilities and the group
/// `wireshark`.
///
/// @param path where it is
public record Dumpcap(Path path) implements CaptureProgram {
    static final String NAME = "dumpcap";

    /// In MiB.
    private static final int BUFFER = 32;

    /// It looks for frames four times a second.
    private static final Duration QUIET = Duration.ofMillis(600);

    private static final Pattern COUNTERS =
            Pattern.compile("Packets received/dropped on interface '.*': (\\d+)/(\\d+) ");

    private static final Pattern FILTER = Pattern.compile("isn't a valid capture filter \\((.*)\\)");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> command(String interfaceName, String filter) {
        List<String> command = new ArrayList<>(List.of(path.toString(), "-q", "-w", "-", "-i", interfaceName));
        command.addAll(List.of("-B", Integer.toString(BUFFER)));
        // its usual choice there does not tell the interfaces apart
        if (interfaceName.equals(ANY)) command.addAll(List.of("-y", "LINUX_SLL2"));
        if (!filter.isBlank()) command.addAll(List.of("-f", filter));
        return command;
    }

    @Override
    public Duration quiet() {
        return QUIET;
    }

    @Override
    public boolean answersSignals() {
        return false;
    }

    @Override
    public boolean isReady(String words) {
        return words.contains("Capturing on ");
    }

    @Override
    public CaptureReason objection(String words, String interfaceName) {
        String line = words.lines()
                .filter(each -> each.startsWith("dumpcap: "))
                .map(each -> each.substring("dumpcap: ".length()).strip())
                .findFirst()
                .orElseGet(() -> words.isBlank()
                        ? "it ended without a word"
                        : words.lines().findFirst().orElseThrow());
        if (line.contains("permission") || line.contains("Permission")) {
            return new CaptureReason(CaptureReason.Why.NOT_PERMITTED, interfaceName);
        }
        if (line.contains("no device named")) {
            return new CaptureReason(CaptureReason.Why.NO_SUCH_INTERFACE, interfaceName);
        }
        if (line.startsWith("Invalid capture filter")) {
            String why = FILTER.matcher(words)
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElse(line);
            return new CaptureReason(CaptureReason.Why.BAD_FILTER, why);
        }
        return new CaptureReason(CaptureReason.Why.FAILED, "dumpcap: " + line);
    }

    /// Written when it ends, and not before. Those that it received do not include those that were dropped.
    @Override
    public Optional<CaptureCounters> counters(String words) {
        return COUNTERS.matcher(words)
                .results()
                .reduce((_, last) -> last)
                .map(found -> new CaptureCounters(number(found, 1) + number(found, 2), number(found, 2)));
    }

    private static long number(MatchResult found, int group) {
        return Long.parseLong(found.group(group));
    }
}
