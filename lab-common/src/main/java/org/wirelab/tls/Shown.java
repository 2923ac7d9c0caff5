package org.wirelab.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// How long values stand in the few columns of a ladder; the whole value is in the trace.
final class Shown {

    private static final int COLUMNS = 64;
    private static final int MOST_LINES = 3;
    private static final int MOST_ITEMS = 4;

    private static final int FOREIGN_BYTES = 40;

    private Shown() {}

    /// Hexadecimal digits, 32 bytes a line.
    static List<String> lines(Bytes value) {
        List<String> lines = new ArrayList<>();
        String hex = value.toString();
        for (int at = 0; at < hex.length() && lines.size() < MOST_LINES; at += COLUMNS) {
            lines.add(hex.substring(at, Math.min(hex.length(), at + COLUMNS)));
        }
        if (hex.length() > MOST_LINES * COLUMNS) {
            lines.set(MOST_LINES - 1, "… " + value.length() + " bytes");
        }
        return lines;
    }

    /// A formula broken after commas where it is too long for a line.
    static List<String> formula(String sign, String formula) {
        String text = sign + " " + formula;
        int comma = text.length() <= COLUMNS ? -1 : text.lastIndexOf(", ", COLUMNS);
        return comma < 0 ? List.of(text) : List.of(text.substring(0, comma + 1), "    " + text.substring(comma + 2));
    }

    /// A field's text, its beginning where it is long.
    static String field(String value) {
        return value.length() <= COLUMNS
                ? value
                : value.substring(0, COLUMNS / 2) + "… (" + value.length() / 2 + " bytes)";
    }

    /// A list, its beginning where it is long.
    static String items(List<String> items) {
        String head = String.join(" ", items.subList(0, Math.min(items.size(), MOST_ITEMS)));
        return items.size() <= MOST_ITEMS ? head : head + " … (" + items.size() + ")";
    }

    /// The first of bytes that are no TLS: as a text where they are one.
    static String foreign(Bytes bytes) {
        Bytes head = bytes.slice(0, Math.min(bytes.length(), FOREIGN_BYTES));
        String text = new String(head.toArray(), StandardCharsets.US_ASCII).strip();
        return text.chars().allMatch(c -> c >= ' ' && c < 127) && !text.isEmpty()
                ? '"' + text + '"'
                : "the bytes " + head;
    }
}
