package org.wirelab.client.tls.scenario;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
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
/// - Between vantages the order of arrival is chance: entries stand by vantage, each in its own order, findings behind
///   them in the order of the notes.
/// - Of the engines only what they received and sent, checked and decided is kept: how a value is derived is told and
///   tested elsewhere.
/// - Octets are told by their number: `#48`. Instants, ports and measured times are `#`.
/// - Evidence is what was seen, not the number that it had.
final class MaskedRun {

    private static final Set<String> VARYING = Set.of("n", "t_ns", "started", "serial", "der");

    /// What the engines tell of a conversation's course, and what of that is the scenario's.
    private static final Set<String> COURSE = Set.of(
            "tls.message",
            "tls.change_cipher_spec",
            "tls.application_data",
            "tls.alert",
            "tls.finished",
            "tls.trust",
            "tls.trust_check",
            "tls.end");

    private static final Set<String> TELLING = Set.of(
            "type",
            "source",
            "side",
            "kind",
            "name",
            "direction",
            "level",
            "description",
            "cause",
            "sender",
            "verified",
            "accepted",
            "reason",
            "check",
            "subject",
            "passed",
            "detail",
            "how");

    private static final Pattern OCTETS = Pattern.compile("\\b(?:[0-9a-f]{2}){8,}\\b");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    /// How many octets the engine was given at once is chance, and it tells which of its methods noticed.
    private static final Pattern READING = Pattern.compile("Failed to (read|process) record: ");

    /// An octet before and after a bit of it was flipped.
    private static final Pattern FLIPPED = Pattern.compile("\"[0-9a-f]{2}\"");

    private static final Pattern MICROS = Pattern.compile("(_us\":)\\d+");

    private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1:)\\d+");

    private final RunLines lines;

    MaskedRun(String jsonLines) throws IOException {
        lines = new RunLines(jsonLines);
    }

    /// The lines, masked.
    String text() throws IOException {
        Map<String, List<Map<String, Object>>> byVantage = new TreeMap<>();
        lines.entries().stream()
                .filter(MaskedRun::isKept)
                .forEach(entry -> byVantage
                        .computeIfAbsent(entry.get("source") + "@" + entry.get("side"), _ -> new ArrayList<>())
                        .add(telling(entry)));
        StringBuilder text = new StringBuilder();
        lines.ofType("run").forEach(line -> append(text, line));
        byVantage.values().forEach(vantage -> vantage.forEach(line -> append(text, line)));
        Map<Object, Map<Integer, Map<String, Object>>> findings = new LinkedHashMap<>();
        lines.ofType("finding")
                .forEach(line -> findings.computeIfAbsent(line.get("conversation"), _ -> new TreeMap<>())
                        .put(RunLines.numberOf(line), finding(line)));
        findings.values().forEach(steps -> steps.values().forEach(line -> append(text, line)));
        lines.ofType("summary").forEach(line -> append(text, line));
        return text.toString();
    }

    private static boolean isOfAnEngine(Map<String, Object> entry) {
        return "tls".equals(entry.get("source"))
                && !((String) entry.get("kind")).startsWith("tls.scenario.")
                && !((String) entry.get("kind")).startsWith("tls.misbehaved");
    }

    private static boolean isKept(Map<String, Object> entry) {
        return !isOfAnEngine(entry) || COURSE.contains(entry.get("kind"));
    }

    private static Map<String, Object> telling(Map<String, Object> entry) {
        Map<String, Object> telling = new LinkedHashMap<>(entry);
        if (isOfAnEngine(entry)) {
            telling.keySet().retainAll(TELLING);
        }
        return telling;
    }

    private Map<String, Object> finding(Map<String, Object> line) {
        Map<String, Object> finding = new LinkedHashMap<>(line);
        Set<String> seen = new LinkedHashSet<>();
        lines.evidence(line).forEach(entry -> seen.add(seen(entry)));
        finding.put("evidence", List.copyOf(seen).stream().sorted().toList());
        return finding;
    }

    private static String seen(Map<String, Object> entry) {
        List<String> words = new ArrayList<>(List.of(entry.get("side") + " " + entry.get("kind")));
        for (String field : List.of("direction", "name", "check", "description", "how")) {
            if (entry.get(field) instanceof String value) {
                words.add(value);
            }
        }
        return String.join(" ", words);
    }

    private static void append(StringBuilder text, Map<String, Object> line) {
        Map<String, Object> masked = new LinkedHashMap<>();
        line.forEach((name, value) -> masked.put(name, VARYING.contains(name) ? "#" : value));
        try {
            String json = JSON.std.asString(masked);
            json = OCTETS.matcher(json).replaceAll(found -> "#" + found.group().length() / 2);
            json = READING.matcher(json).replaceAll("");
            json = MICROS.matcher(json).replaceAll("$1#");
            json = FLIPPED.matcher(json).replaceAll("\"#\"");
            json = INSTANT.matcher(json).replaceAll("#");
            text.append(PORT.matcher(json).replaceAll("$1#")).append('\n');
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
