package org.wirelab.client.golden;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A run's JSON lines, read, with the entries that its findings cite.
public final class RunLines {

    private final List<Map<String, Object>> lines = new ArrayList<>();
    private final Map<Long, Map<String, Object>> entries = new LinkedHashMap<>();

    public RunLines(String jsonLines) throws IOException {
        for (String line : jsonLines.lines().toList()) {
            Map<String, Object> fields = JSON.std.mapFrom(line);
            lines.add(fields);
            if ("entry".equals(fields.get("type"))) {
                entries.put(((Number) Objects.requireNonNull(fields.get("n"))).longValue(), fields);
            }
        }
    }

    /// Every line in its order.
    public List<Map<String, Object>> all() {
        return lines;
    }

    /// The entries in their order.
    public Collection<Map<String, Object>> entries() {
        return entries.values();
    }

    /// The lines of one type: `run`, `finding`, `summary`.
    public List<Map<String, Object>> ofType(String type) {
        return lines.stream().filter(line -> type.equals(line.get("type"))).toList();
    }

    /// The entries that a finding cites.
    public List<Map<String, Object>> evidence(Map<String, Object> finding) {
        List<Map<String, Object>> cited = new ArrayList<>();
        for (Object number : (List<?>) Objects.requireNonNull(finding.get("evidence"))) {
            cited.add(Objects.requireNonNull(entries.get(((Number) number).longValue())));
        }
        return cited;
    }

    /// Which sentence of its flow a finding judges: 10 for `tcp.open.10`.
    public static int numberOf(Map<String, Object> finding) {
        String step = (String) Objects.requireNonNull(finding.get("step"));
        return Integer.parseInt(step.substring(step.lastIndexOf('.') + 1));
    }
}
