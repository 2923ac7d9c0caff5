package org.wirelab.dns.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wirelab.dns.Question;
import org.xbill.DNS.Type;

/// The cache of Windows as `ipconfig /displaydns` prints it.
///
/// The words are in the user's language, the order of the lines is not: a heading, a line of dashes, then per record
/// name, type (a number), time to live, length, section, data. A heading with one line below it is a name that does not
/// exist, or has no record of a type.
///
/// @param entries in the order printed
public record DisplayDns(List<Entry> entries) {

    /// One entry of the cache.
    ///
    /// @param name without the last dot, in lower case
    /// @param type a number of the registry; empty for an entry that denies
    /// @param data as printed; for a denial the program's own words
    public record Entry(String name, Optional<Integer> type, long ttl, String data) {}

    private static final int DASHES = 10;
    private static final int TYPE = 1;
    private static final int TTL = 2;
    private static final int DATA = 5;

    public DisplayDns {
        entries = List.copyOf(entries);
    }

    /// Reads the program's output; what it does not understand it passes over.
    public static DisplayDns parse(String output) {
        List<String> lines = output.lines().map(String::strip).toList();
        List<Entry> entries = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (isRule(lines.get(i))) {
                int end = i + 1;
                while (end + 1 < lines.size() && !isRule(lines.get(end + 1))) {
                    end++;
                }
                boolean last = end + 1 >= lines.size();
                entries(lines.get(i - 1), lines.subList(i + 1, last ? lines.size() : end), entries);
            }
        }
        return new DisplayDns(entries);
    }

    /// What the cache holds for a question.
    public CacheFinding find(Question question) {
        String name = question.name().toString(true).toLowerCase(Locale.ROOT);
        List<String> answers = entries.stream()
                .filter(entry -> entry.name().equals(name))
                .filter(entry -> entry.type()
                        .map(type -> type == question.type() || type == Type.CNAME)
                        .orElse(true))
                .map(Entry::data)
                .toList();
        return answers.isEmpty()
                ? new CacheFinding.Miss("not in ipconfig /displaydns")
                : new CacheFinding.Hit(answers, "ipconfig /displaydns");
    }

    private static void entries(String heading, List<String> lines, List<Entry> entries) {
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(" : ");
            if (colon >= 0) {
                values.add(line.substring(colon + 3).strip());
            } else if (line.isEmpty()) {
                record(values, entries);
                values.clear();
            } else if (values.isEmpty()) {
                entries.add(new Entry(key(heading), Optional.empty(), 0, line));
            }
        }
        record(values, entries);
    }

    private static void record(List<String> values, List<Entry> entries) {
        if (values.size() <= DATA) {
            return;
        }
        try {
            entries.add(new Entry(
                    key(values.getFirst()),
                    Optional.of(Integer.parseInt(values.get(TYPE))),
                    Long.parseLong(values.get(TTL)),
                    values.get(DATA)));
        } catch (NumberFormatException e) {
            return;
        }
    }

    private static boolean isRule(String line) {
        return line.length() >= DASHES && line.chars().allMatch(c -> c == '-');
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
