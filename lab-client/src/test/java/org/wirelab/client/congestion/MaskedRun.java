package org.wirelab.client.congestion;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.wirelab.client.golden.RunLines;

/// A run's JSON lines with everything masked that no two runs have alike: what the sender decided, in its order, what
/// the link lost, and what was found.
///
/// Times are `#`; measured round trips, what is said of delay, and what curves are drawn, are left out: how
/// the windows come about stands in full. Evidence is what was seen, not the number that it had.
final class MaskedRun {

    private static final Set<String> VARYING = Set.of("rtt_ns", "rto_ns", "ns");
    private static final Set<String> ENVELOPE = Set.of("type", "n", "t_ns", "clock", "source", "side", "conversation");
    private static final Set<String> MEASURED = Set.of("congestion.rtt", "congestion.curves", "congestion.queued");

    /// Measured times in a sentence, and what follows from them.
    private static final Pattern TIMES = Pattern.compile("[0-9.]+( ms| s\\b| Mbit/s)");

    /// Whether a queue had built up is a matter of time.
    private static final String ON_DELAY = "congestion.3";

    private final RunLines lines;

    MaskedRun(String jsonLines) throws IOException {
        lines = new RunLines(jsonLines);
    }

    String text() throws IOException {
        List<Map<String, Object>> kept = new ArrayList<>();
        for (Map<String, Object> entry : lines.entries()) {
            String kind = String.valueOf(entry.get("kind"));
            if (kind.startsWith("congestion.") && !MEASURED.contains(kind)) {
                kept.add(masked(entry));
            }
        }
        for (Map<String, Object> entry : lines.entries()) {
            if ("link.dropped".equals(entry.get("kind"))) {
                Map<String, Object> lost = new LinkedHashMap<>();
                List.of("kind", "rule").forEach(field -> lost.put(field, entry.get(field)));
                kept.add(lost);
            }
        }
        for (Map<String, Object> finding : lines.ofType("finding")) {
            if (ON_DELAY.equals(finding.get("step"))) {
                continue;
            }
            Map<String, Object> line = new LinkedHashMap<>();
            List.of("step", "verdict").forEach(field -> line.put(field, finding.get(field)));
            line.put(
                    "evidence",
                    lines.evidence(finding).stream()
                            .map(entry -> entry.get("kind"))
                            .distinct()
                            .toList());
            kept.add(line);
        }
        kept.sort((one, other) -> Boolean.compare(one.containsKey("step"), other.containsKey("step")));
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> line : sorted(kept)) {
            text.append(JSON.std.asString(line)).append('\n');
        }
        return text.toString();
    }

    /// Findings stand behind the rest, in the order of the notes: when each becomes certain is chance.
    private static List<Map<String, Object>> sorted(List<Map<String, Object>> kept) {
        List<Map<String, Object>> sorted = new ArrayList<>(
                kept.stream().filter(line -> !line.containsKey("step")).toList());
        kept.stream()
                .filter(line -> line.containsKey("step"))
                .sorted((one, other) -> RunLines.numberOf(one) - RunLines.numberOf(other))
                .forEach(sorted::add);
        return sorted;
    }

    private static Map<String, Object> masked(Map<String, Object> entry) {
        Map<String, Object> masked = new LinkedHashMap<>();
        entry.forEach((name, value) -> {
            if (!ENVELOPE.contains(name)) {
                Object told = value instanceof String text ? TIMES.matcher(text).replaceAll("#$1") : value;
                masked.put(name, VARYING.contains(name) ? "#" : told);
            }
        });
        return masked;
    }
}
