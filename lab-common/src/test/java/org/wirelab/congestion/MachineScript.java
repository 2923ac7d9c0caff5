package org.wirelab.congestion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A conversation with one machine, written down before it happens, in the manner of google/packetdrill.
///
/// ```
/// // RFC 5681 §3.1: the sentence that the script is about, in our own words `reno smss=1000 iw=1
/// octets=20000` +0   begin +0   > 0:1000(1000)            the machine sends this, now +.1  < ack 1000 win
/// 65535      this arrives 0.1 s later +0   > 1000:3000(2000)         two segments: as many as it takes +0
/// %{ cwnd = 2000, phase = slow_start }%
/// ```
///
/// Numbers count from the transfer's first octet. Whatever the machine sends and no line expects, at that very time,
/// fails the script; so does what a line expects and does not come.
///
/// @param sentence the comment above it
/// @param settings the words between backticks: `name=value`, or a name alone
record MachineScript(String sentence, Map<String, String> settings, List<Line> lines) {

    /// One line of it.
    ///
    /// @param number in its file, from 1
    /// @param delay since the line before, in nanoseconds
    /// @param text what is left of it
    record Line(int number, long delay, String text) {}

    private static final Pattern TIMED = Pattern.compile("\\+(\\d*(?:\\.\\d+)?)\\s+(.*)");

    /// All scripts of a file.
    static List<MachineScript> of(List<String> file) {
        List<MachineScript> scripts = new ArrayList<>();
        StringBuilder comment = new StringBuilder();
        for (int i = 0; i < file.size(); i++) {
            String line = file.get(i).strip();
            if (line.startsWith("//")) {
                comment.append(comment.isEmpty() ? "" : " ")
                        .append(line.substring(2).strip());
            } else if (line.startsWith("`")) {
                scripts.add(new MachineScript(comment.toString(), words(line.replace("`", "")), new ArrayList<>()));
                comment.setLength(0);
            } else if (line.isEmpty()) {
                comment.setLength(0);
            } else {
                scripts.getLast().lines().add(timed(i + 1, line));
            }
        }
        return scripts;
    }

    private static Map<String, String> words(String line) {
        Map<String, String> words = new HashMap<>();
        for (String word : line.strip().split("\\s+")) {
            String[] parts = word.split("=", 2);
            words.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        return words;
    }

    private static Line timed(int number, String line) {
        Matcher matcher = TIMED.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("line " + number + ": no time in: " + line);
        }
        String seconds = matcher.group(1);
        long nanos = Math.round(Double.parseDouble(seconds.startsWith(".") ? "0" + seconds : seconds) * 1e9);
        return new Line(number, nanos, matcher.group(2).strip());
    }

    String setting(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(setting(name, Integer.toString(otherwise)));
    }

    boolean has(String name) {
        return settings.containsKey(name);
    }
}
