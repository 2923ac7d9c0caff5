package org.wirelab.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The program tcpdump in its immediate mode: the quickest of the capture programs.
///
/// @param path where it is
public record Tcpdump(Path path) implements CaptureProgram {
    static final String NAME = "tcpdump";

    /// In KiB. In immediate mode each frame takes room for the largest one, so the usual 2 MiB would hold few.
    private static final int BUFFER = 32768;

    /// A hundred times what a frame usually takes.
    private static final Duration QUIET = Duration.ofMillis(60);

    private static final Pattern COUNTERS =
            Pattern.compile("(\\d+) packets? received by filter,?\\s+(\\d+) packets? dropped by kernel");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> command(String interfaceName, String filter) {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        // each frame at once, whole, with nanoseconds, names not looked up
        command.addAll(List.of("-U", "--immediate-mode", "--time-stamp-precision=nano", "-n", "-s", "0"));
        command.addAll(List.of("-B", Integer.toString(BUFFER), "-w", "-", "-i", interfaceName));
        if (!filter.isBlank()) command.add(filter);
        return command;
    }

    @Override
    public Duration quiet() {
        return QUIET;
    }

    @Override
    public boolean answersSignals() {
        return true;
    }

    @Override
    public boolean isReady(String words) {
        return words.contains("listening on ");
    }

    @Override
    public CaptureReason objection(String words, String interfaceName) {
        String line = words.lines()
                .filter(each -> each.startsWith("tcpdump: ") && !isReady(each))
                .map(each -> each.substring("tcpdump: ".length()).strip())
                // said on `any`, of its own choice
                .filter(each -> !each.startsWith("data link type "))
                .findFirst()
                .orElse("it ended without a word");
        // as root it would become its own user, which a user namespace does not have
        if (line.contains("permission") || line.contains("not permitted")) {
            return new CaptureReason(CaptureReason.Why.NOT_PERMITTED, interfaceName);
        }
        if (line.contains("No such device")) {
            return new CaptureReason(CaptureReason.Why.NO_SUCH_INTERFACE, interfaceName);
        }
        if (line.contains("syntax error") || line.contains("expression")) {
            return new CaptureReason(CaptureReason.Why.BAD_FILTER, line);
        }
        return new CaptureReason(CaptureReason.Why.FAILED, "tcpdump: " + line);
    }

    @Override
    public Optional<CaptureCounters> counters(String words) {
        return COUNTERS.matcher(words)
                .results()
                .reduce((_, last) -> last)
                .map(found -> new CaptureCounters(number(found, 1), number(found, 2)));
    }

    private static long number(MatchResult found, int group) {
        return Long.parseLong(found.group(group));
    }
}
