package org.wirelab.client.flow.slow;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wirelab.client.golden.RunLines;

/// A run's JSON lines with everything masked that no two runs have alike: what is left is which answers there are.
///
/// Kept are the accounts, the comparison, and who watched; each conversation's in its own order. What was
/// counted is `#`, but for nothing, which is 0 everywhere. Evidence is what was seen, and by whom.
final class MaskedReceivers {

    private static final String MASK = "#";

    private static final Set<String> KEPT = Set.of(
            "run.part",
            "run.conversation_expected",
            "run.conversation_ended",
            "udp.transfer",
            "udp.tally",
            "tcp.window_account",
            "arq.room_account",
            "flow.compared");

    /// What was set, and what must come of it whatever the machine.
    private static final Set<String> TELLING = Set.of(
            "datagrams",
            "octets",
            "unit",
            "read",
            "arrived",
            "octets_delivered",
            "send_rate_bps",
            "read_rate_bps",
            "read_after_ns");

    /// What a busy machine may add: a tail loss probe of TCP, a timer that ran out early.
    private static final Set<String> CHANCE =
            Set.of("again", "retransmissions", "rwnd_limited_us", "probes", "updates", "sent", "waited_ns");

    private final RunLines lines;

    MaskedReceivers(String jsonLines) throws IOException {
        lines = new RunLines(jsonLines);
    }

    /// The lines, masked.
    String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> line : lines.ofType("entry")) {
            if (KEPT.contains(line.get("kind"))) {
                append(text, line);
            }
        }
        for (Map<String, Object> finding : lines.ofType("finding")) {
            Map<String, Object> told = new LinkedHashMap<>(finding);
            Set<String> seen = new LinkedHashSet<>();
            lines.evidence(finding)
                    .forEach(
                            entry -> seen.add(entry.get("kind") + " " + entry.get("source") + "@" + entry.get("side")));
            told.put("evidence", seen.stream().sorted().toList());
            told.put("letters", new ArrayList<>(((Map<?, ?>) finding.get("letters")).keySet()));
            append(text, told);
        }
        for (Map<String, Object> summary : lines.ofType("summary")) {
            text.append(JSON.std.asString(summary)).append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Map<String, Object> line) throws IOException {
        Map<String, Object> masked = masked(line);
        masked.remove("n");
        masked.remove("t_ns");
        text.append(JSON.std.asString(masked)).append('\n');
    }

    private static Map<String, Object> masked(Map<?, ?> map) {
        Map<String, Object> masked = new LinkedHashMap<>();
        map.forEach((name, value) -> masked.put((String) name, masked((String) name, value)));
        return masked;
    }

    private static Object masked(String name, Object value) {
        return switch (value) {
            case Map<?, ?> map -> masked(map);
            case List<?> list -> {
                List<Object> masked = new ArrayList<>();
                list.forEach(each -> masked.add(masked(name, each)));
                yield masked;
            }
            case Number number
            when CHANCE.contains(name) || (number.longValue() != 0 && !TELLING.contains(name)) -> MASK;
            case null -> MASK;
            default -> value;
        };
    }
}
