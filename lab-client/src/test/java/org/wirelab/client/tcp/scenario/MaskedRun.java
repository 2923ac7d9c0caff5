package org.wirelab.client.tcp.scenario;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.wirelab.client.golden.RunLines;

/// A run's JSON lines with everything masked that no two runs have alike: what is left is what the scenario *is*.
///
/// - Between vantages the order of arrival is chance: entries stand by vantage, each in its own order, findings
///   behind them in the order of the notes; transitions stand by the end that made them.
/// - Sequence numbers are told by the sender's initial one: `c + 1`, `s + 101`. Times, timestamps, windows and what was
///   measured are `#`.
/// - How many samples of the kernel there are is chance, and so is how often data is acknowledged: those that a
///   finding cites are kept, and segments with SYN, FIN or RST; the others of their kind, were there any, are one
///   line, `"others"`. What is said twice in the same words stands once. Reads and writes that follow each other are
///   one, with the sum of their octets.
/// - Evidence is what was seen, not the number that it had.
final class MaskedRun {

    private static final String MASK = "#";

    /// Fields that differ from run to run, or from machine to machine.
    private static final Set<String> VARYING = Set.of(
            "n",
            "t_ns",
            "started",
            "window",
            "window_scale",
            "value",
            "echo",
            "timer_s",
            "frame",
            "packets",
            "octets",
            "delivered",
            "under_way",
            "number");

    /// What is told of a sample of TCP_INFO; all other numbers in it are measured.
    private static final Set<String> TELLING =
            Set.of("retransmits", "probes", "backoff", "state", "ca_state", "local", "remote", "kind");

    /// Measured times in a sentence: `224 ms`, `1.023 s`.
    private static final Pattern MEASURED = Pattern.compile("-?\\d+(\\.\\d+)? ms|-?\\d+\\.\\d+ s\\b");

    private static final Set<String> SAMPLES = Set.of("tcp.info", "tcp.state");

    private final RunLines lines;
    private final Map<String, Long> firstNumbers = new LinkedHashMap<>();
    private String client = "";

    MaskedRun(String jsonLines) throws IOException {
        lines = new RunLines(jsonLines);
        lines.entries().forEach(this::noteInitialNumber);
    }

    /// The lines, masked.
    String text() throws IOException {
        Set<String> cited = cited();
        Map<String, List<Map<String, Object>>> byVantage = new TreeMap<>();
        for (Map<String, Object> entry : lines.entries()) {
            byVantage.computeIfAbsent(place(entry), _ -> new ArrayList<>()).add(masked(entry));
        }
        StringBuilder text = new StringBuilder();
        lines.ofType("run").forEach(line -> append(text, masked(line)));
        byVantage.values().forEach(vantage -> collapsed(vantage, cited).forEach(line -> append(text, line)));
        Map<Integer, Map<String, Object>> findings = new TreeMap<>();
        lines.ofType("finding").forEach(line -> findings.put(RunLines.numberOf(line), finding(line)));
        findings.values().forEach(line -> append(text, line));
        lines.ofType("summary").forEach(line -> append(text, line));
        return text.toString();
    }

    /// Who saw what the findings cite: `capture`, `tcp_info`, `link`.
    Set<String> sourcesOfEvidence() {
        Set<String> sources = new LinkedHashSet<>();
        lines.ofType("finding")
                .forEach(line -> lines.evidence(line).forEach(entry -> sources.add((String) entry.get("source"))));
        return sources;
    }

    /// A transition is concluded from whichever capture told of it first.
    private static String place(Map<String, Object> entry) {
        return "tcp.transition".equals(entry.get("kind"))
                ? "~ transitions of " + entry.get("end")
                : entry.get("source") + "@" + entry.get("side");
    }

    private static List<Map<String, Object>> collapsed(List<Map<String, Object>> entries, Set<String> cited) {
        List<Map<String, Object>> kept = new ArrayList<>();
        Set<String> others = new TreeSet<>();
        // that a look found nothing is chance as well
        switch ((String) entries.getFirst().get("source")) {
            case "tcp_info" -> others.add("tcp.info");
            case "sock_diag" -> others.add("tcp.state");
            default -> {} // what others saw, happened
        }
        for (Map<String, Object> entry : entries) {
            String kind = (String) entry.get("kind");
            boolean sample = SAMPLES.contains(kind);
            boolean frequent = sample || "tcp.segment".equals(kind);
            if (frequent) {
                others.add(kind);
            }
            if (frequent && !cited.contains(what(entry)) && !telling(entry)) {
                continue;
            } else if (frequent
                    && !telling(entry)
                    && kept.stream().anyMatch(before -> what(before).equals(what(entry)))) {
                continue; // the same again
            } else if (!joined(kept, entry)) {
                kept.add(entry);
            }
        }
        for (String kind : others) {
            Map<String, Object> line = new LinkedHashMap<>(entries.getFirst());
            line.keySet().retainAll(Set.of("type", "source", "side"));
            line.put("kind", kind);
            line.put("others", MASK);
            kept.add(line);
        }
        return kept;
    }

    private static boolean telling(Map<String, Object> segment) {
        String flags = String.valueOf(segment.get("flags"));
        return flags.contains("SYN") || flags.contains("FIN") || flags.contains("RST");
    }

    private static boolean joined(List<Map<String, Object>> kept, Map<String, Object> entry) {
        if (kept.isEmpty() || !Set.of("tcp.read", "tcp.wrote").contains(entry.get("kind"))) {
            return false;
        }
        Map<String, Object> before = kept.getLast();
        if (!before.get("kind").equals(entry.get("kind"))) {
            return false;
        }
        before.merge(
                "bytes", entry.get("bytes"), (one, other) -> ((Number) one).longValue() + ((Number) other).longValue());
        return true;
    }

    private void noteInitialNumber(Map<String, Object> entry) {
        if ("tcp.segment".equals(entry.get("kind")) && ((String) entry.get("flags")).contains("SYN")) {
            client = ((String) entry.get("conversation")).split("-")[0];
            firstNumbers.putIfAbsent((String) entry.get("src"), ((Number) entry.get("seq")).longValue());
        }
    }

    private Set<String> cited() {
        Set<String> cited = new LinkedHashSet<>();
        lines.ofType("finding").forEach(line -> lines.evidence(line).forEach(entry -> cited.add(what(masked(entry)))));
        return cited;
    }

    private Map<String, Object> finding(Map<String, Object> line) {
        Map<String, Object> masked = masked(line);
        masked.put(
                "evidence",
                List.copyOf(new LinkedHashSet<>(lines.evidence(line).stream()
                        // a conclusion that is cited may be drawn a little later than the finding is certain
                        .filter(entry -> !"tcp.transition".equals(entry.get("kind")))
                        .map(this::masked)
                        .map(MaskedRun::seen)
                        .toList())));
        return masked;
    }

    /// A word on a piece of evidence: whose, and what.
    private static String seen(Map<String, Object> entry) {
        List<String> words = new ArrayList<>();
        words.add((String) entry.get("kind"));
        for (String field :
                List.of("interface", "direction", "local", "src", "flags", "seq", "state", "timer", "error")) {
            if (entry.get(field) instanceof String value && !value.isEmpty()) {
                words.add(value);
            }
        }
        return String.join(" ", words);
    }

    /// What an entry says, whoever saw it: sightings of one event say the same.
    private static String what(Map<String, Object> entry) {
        Map<String, Object> said = new LinkedHashMap<>(entry);
        said.keySet().removeAll(Set.of("source", "side", "clock"));
        return said.toString();
    }

    private Map<String, Object> masked(Map<String, Object> line) {
        Map<String, Object> masked = new LinkedHashMap<>();
        if ("retransmit".equals(line.get("timer"))) {
            // what is under way at the moment of the look is chance
            Map<String, Object> without = new LinkedHashMap<>(line);
            without.keySet().removeAll(Set.of("timer", "timer_s"));
            return masked(without);
        }
        boolean info = "tcp.info".equals(line.get("kind"));
        line.forEach((name, value) -> masked.put(
                name,
                VARYING.contains(name) || (info && value instanceof Number && !TELLING.contains(name))
                        ? windowOrMask(name, value)
                        : value(line, name, value)));
        return masked;
    }

    /// A closed window is closed everywhere.
    private static Object windowOrMask(String name, Object value) {
        return name.equals("window") && ((Number) value).longValue() == 0 ? value : MASK;
    }

    private Object value(Map<String, Object> line, String name, Object value) {
        return switch (value) {
            case Number number when name.equals("seq") -> relative(number.longValue(), (String) line.get("src"), true);
            case Number number when name.equals("ack") -> relative(number.longValue(), (String) line.get("dst"), false);
            case Map<?, ?> map when name.equals("letters") -> letters(map);
            case Map<?, ?> map -> nested(map);
            case String text
            when name.equals("why") -> MEASURED.matcher(relativeNumbersIn(text)).replaceAll(MASK);
            default -> value;
        };
    }

    private Object nested(Map<?, ?> map) {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, value) -> fields.put((String) name, value));
        return masked(fields);
    }

    private Map<String, Object> letters(Map<?, ?> letters) {
        Map<String, Object> masked = new LinkedHashMap<>();
        letters.forEach((name, value) -> masked.put(
                (String) name,
                MEASURED.matcher(relativeNumbersIn((String) value)).replaceAll(MASK)));
        return masked;
    }

    /// Sequence numbers are ten digits long as a rule: whatever number lies little behind an initial one is one.
    private String relativeNumbersIn(String text) {
        return Pattern.compile("\\b\\d{4,10}\\b").matcher(text).replaceAll(found -> {
            long number = Long.parseLong(found.group());
            return firstNumbers.keySet().stream()
                    .filter(end -> behind(number, end) < 1 << 24)
                    .findFirst()
                    .map(end -> relative(number, end, true).toString())
                    .orElse(found.group());
        });
    }

    private long behind(long number, String end) {
        return Math.floorMod(number - firstNumbers.getOrDefault(end, number + 1), 1L << 32);
    }

    /// @param always false where the number may be none at all: the acknowledgment of a segment without ACK
    private Object relative(long number, String end, boolean always) {
        if (!firstNumbers.containsKey(end) || (number == 0 && !always)) {
            return number;
        }
        long behind = behind(number, end);
        String letter = client.equals(end) ? "c" : "s";
        return behind > 1 << 24 ? (Object) number : behind == 0 ? letter : letter + " + " + behind;
    }

    private static void append(StringBuilder text, Map<String, Object> line) {
        try {
            text.append(JSON.std.asString(line)).append('\n');
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
