package org.wirelab.client.flow;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wirelab.client.golden.RunLines;

/// A transfer's JSON lines with everything masked that no two runs have alike: what is left is what the protocol did.
///
/// - Between vantages, and between the two ways that a capture sees, the order of arrival is chance: entries stand by
/// vantage, each in its own order, findings behind
///   them.
/// - Times and what was measured by them are `#`.
/// - Evidence is what was seen, not the number that it had.
final class MaskedTransfer {

    private static final String MASK = "#";

    private static final Set<String> VARYING = Set.of(
            "n",
            "id",
            "t_ns",
            "ns",
            "started",
            "rto_ns",
            "sample_ns",
            "srtt_ns",
            "rttvar_ns",
            "repeated_ns",
            "predicted",
            "measured",
            "goodput_predicted_bps",
            "goodput_measured_bps");

    private final RunLines lines;

    MaskedTransfer(String jsonLines) throws IOException {
        lines = new RunLines(jsonLines);
    }

    /// The lines, masked.
    String text() throws IOException {
        StringBuilder text = new StringBuilder();
        append(text, lines.ofType("run"));
        Map<String, List<Map<String, Object>>> byVantage = new TreeMap<>();
        for (Map<String, Object> entry : lines.entries()) {
            byVantage.computeIfAbsent(place(entry), _ -> new ArrayList<>()).add(entry);
        }
        for (List<Map<String, Object>> vantage : byVantage.values()) {
            append(text, vantage);
        }
        for (Map<String, Object> finding : lines.ofType("finding")) {
            Map<String, Object> told = new LinkedHashMap<>(finding);
            Set<String> seen = new LinkedHashSet<>();
            lines.evidence(finding).forEach(entry -> seen.add(entry.get("kind") + " " + entry.get("source")));
            told.put("evidence", List.copyOf(seen).stream().sorted().toList());
            append(text, List.of(told));
        }
        append(text, lines.ofType("summary"));
        return text.toString();
    }

    /// A capture sees both ways, and how they meet there is chance.
    private static String place(Map<String, Object> entry) {
        String way = "arq.packet".equals(entry.get("kind")) ? " from " + entry.get("src") : "";
        return entry.get("source") + "@" + entry.get("side") + way;
    }

    private static void append(StringBuilder text, List<Map<String, Object>> some) throws IOException {
        for (Map<String, Object> line : some) {
            text.append(JSON.std.asString(masked(line))).append('\n');
        }
    }

    private static Object masked(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, Object> masked = new LinkedHashMap<>();
                // which of two captures keeps its frame first is chance
                boolean packet = "arq.packet".equals(map.get("kind"));
                map.forEach((name, each) -> masked.put(
                        name, VARYING.contains(name) || (packet && "frame".equals(name)) ? MASK : masked(each)));
                yield masked;
            }
            case List<?> list -> list.stream().map(MaskedTransfer::masked).toList();
            default -> value;
        };
    }
}
