package org.wirelab.client.congestion.kernel;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wirelab.client.golden.RunLines;

/// What a run by the kernel has alike each time: how it was set, the windows of slow start, what was taken for a loss
/// and why, who counted what, and what was found. Later windows depend on the millisecond in which they were sampled.
final class MaskedKernelRun {

    private static final Set<String> KEPT = Set.of(
            "congestion.began",
            "congestion.round",
            "congestion.duplicate_ack",
            "congestion.fast_retransmit",
            "congestion.agreement");
    private static final Set<String> ENVELOPE =
            Set.of("type", "n", "t_ns", "clock", "source", "side", "conversation", "why");
    private static final Set<String> MASKED = Set.of("number", "rtt_ns");
    private static final int ROUNDS = 4;
    private static final int DUPLICATES = 3;

    private final RunLines lines;

    MaskedKernelRun(String jsonLines) throws IOException {
        lines = new RunLines(jsonLines);
    }

    String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> entry : lines.entries()) {
            if (KEPT.contains(String.valueOf(entry.get("kind"))) && isEarly(entry)) {
                text.append(JSON.std.asString(masked(entry))).append('\n');
            }
        }
        for (String finding : findings()) {
            text.append(finding).append('\n');
        }
        return text.toString();
    }

    /// The findings in the order of the notes: `congestion.4 confirmed congestion.duplicate_ack, …`.
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        for (Map<String, Object> finding : lines.ofType("finding")) {
            List<?> kinds = lines.evidence(finding).stream()
                    .map(entry -> String.valueOf(entry.get("kind")))
                    .distinct()
                    .sorted()
                    .toList();
            // whether a queue was seen to build up is a matter of the round trips that were measured
            findings.add(
                    "congestion.3".equals(finding.get("step"))
                            ? "congestion.3 #"
                            : finding.get("step") + " " + finding.get("verdict") + " " + kinds);
        }
        findings.sort(null);
        return findings;
    }

    /// Of the duplicate acknowledgments those that led to the fast retransmit: a stray one elsewhere is chance.
    private boolean isEarly(Map<String, Object> entry) {
        return switch (String.valueOf(entry.get("kind"))) {
            case "congestion.round" -> ((Number) entry.get("number")).intValue() <= ROUNDS;
            case "congestion.duplicate_ack" ->
                ((Number) entry.get("count")).intValue() <= DUPLICATES && isOfTheLost(entry);
            default -> true;
        };
    }

    private boolean isOfTheLost(Map<String, Object> duplicate) {
        return lines.entries().stream()
                .filter(entry -> "congestion.fast_retransmit".equals(entry.get("kind")))
                .anyMatch(entry -> entry.get("number").equals(duplicate.get("number")));
    }

    private static Map<String, Object> masked(Map<String, Object> entry) {
        Map<String, Object> masked = new LinkedHashMap<>();
        boolean round = "congestion.round".equals(entry.get("kind"));
        entry.forEach((name, value) -> {
            if (!ENVELOPE.contains(name)) {
                masked.put(name, MASKED.contains(name) && !(round && name.equals("number")) ? "#" : value);
            }
        });
        return masked;
    }
}
