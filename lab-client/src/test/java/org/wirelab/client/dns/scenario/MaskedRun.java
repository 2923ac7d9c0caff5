package org.wirelab.client.dns.scenario;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.wirelab.client.golden.RunLines;

/// A run's JSON lines with everything masked that no two runs have alike: what is left is what the scenario *is*.
///
/// Which of two equal servers is the faster one is chance. Times, ids, ports, keys, signatures and folders are `#`;
/// findings stand behind the entries in the order of the notes,
/// and their evidence is what was seen, not the number that it had.
final class MaskedRun {

    private static final Set<String> VARYING = Set.of(
            "n",
            "t_ns",
            "started",
            "id",
            "rtt_ms",
            "waited_ms",
            "ms",
            "ttl_s",
            "inception",
            "expiration",
            "key_tag",
            "bytes");

    private static final Set<String> OF_A_SERVER = Set.of("server", "address", "detail");

    /// What a host is set up with is no matter of the scenario.
    private static final Set<String> OF_THE_HOST = Set.of("dns.jvm_cache", "dns.local_cache", "dns.cache_probe");

    private static final List<Pattern> MASKED = List.of(
            Pattern.compile("(?<=RRSIG \\w{1,10} )[^\"]*"),
            Pattern.compile("(?<=DNSKEY )\\d[^\"]*"),
            Pattern.compile("(?<= DS )\\d[^\"]*"),
            Pattern.compile("(?<=\"DS )\\d+"),
            Pattern.compile("(?<=:)\\d{4,5}(?=\")"),
            Pattern.compile("(?<=\"detail\":\")[^\"]*"),
            Pattern.compile("(?<=/)lab-dns\\d+"),
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z"));

    private final RunLines lines;

    MaskedRun(String jsonLines) throws IOException {
        lines = new RunLines(jsonLines);
    }

    /// The lines, masked.
    String text() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map<String, Object> line : lines.all()) {
            if ("own_servers".equals(line.get("purpose"))) {
                break; // two servers differ, and which of them is asked further is the faster one
            }
            if (!"finding".equals(line.get("type")) && !"summary".equals(line.get("type")) && isTheScenarios(line)) {
                append(text, line);
            }
        }
        Map<Integer, Map<String, Object>> findings = new TreeMap<>();
        for (Map<String, Object> line : lines.ofType("finding")) {
            findings.put(RunLines.numberOf(line), finding(line));
        }
        for (Map<String, Object> finding : findings.values()) {
            append(text, finding);
        }
        append(text, lines.all().getLast());
        return text.toString();
    }

    private static boolean isTheScenarios(Map<String, Object> line) {
        return !OF_THE_HOST.contains(String.valueOf(line.get("kind")));
    }

    private Map<String, Object> finding(Map<String, Object> line) {
        Map<String, Object> finding = new LinkedHashMap<>(line);
        Set<String> seen = new LinkedHashSet<>();
        lines.evidence(line).forEach(entry -> seen.add((String) entry.get("kind")));
        finding.put("evidence", List.copyOf(seen));
        return finding;
    }

    private static void append(StringBuilder text, Map<String, Object> line) throws IOException {
        Map<String, Object> masked = new LinkedHashMap<>();
        // keys and addresses are asked of whichever server has been the faster one
        boolean anyServer = Set.of("validation", "server_address").contains(String.valueOf(line.get("purpose")));
        line.forEach((name, value) ->
                masked.put(name, VARYING.contains(name) || (anyServer && OF_A_SERVER.contains(name)) ? "#" : value));
        String json = JSON.std.asString(masked);
        for (Pattern pattern : MASKED) {
            json = pattern.matcher(json).replaceAll("#");
        }
        text.append(json).append('\n');
    }
}
