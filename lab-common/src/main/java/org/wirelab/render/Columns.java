package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;

/// Text measured and broken by the columns it takes on a terminal, where a Chinese, Japanese or Korean character takes
/// two.
public final class Columns {

    private Columns() {}

    /// How many columns the text takes.
    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /// The text with blanks after it, so that it takes this many columns; longer text as it is.
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /// Left and right text with so many blanks between that the line takes `columns`, at least one blank.
    public static String spread(String left, String right, int columns) {
        return right.isEmpty() ? left : left + " ".repeat(Math.max(1, columns - width(left) - width(right))) + right;
    }

    /// The text cut to this many columns, its end replaced by an ellipsis where it is longer.
    public static String cut(String text, int columns, String ellipsis) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int used = width(ellipsis);
        for (int point : text.codePoints().toArray()) {
            used += width(point);
            if (used > columns) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept + ellipsis;
    }

    /// The text broken at blanks into lines of at most this many columns; a longer word is broken where it must be.
    public static List<String> wrapped(String text, int wanted) {
        int columns = Math.max(2, wanted); // no character is wider
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            String rest = word;
            if (!line.isEmpty() && width(line.toString()) + 1 + width(rest) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (width(rest) > columns) {
                String head = cut(rest, columns, "");
                lines.add(head);
                rest = rest.substring(head.length());
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        if (!line.isEmpty() || lines.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }

    /// Words with a command at their end, which stays in one piece so that it can be copied: where both do not fit
    /// into these columns, the command stands on a line of its own.
    public static List<String> withCommand(String text, String command, int columns) {
        if (width(text) <= columns || !text.endsWith(command)) {
            return List.of(text);
        }
        String words = text.substring(0, text.length() - command.length()).stripTrailing();
        return List.of(words, "     " + command);
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    /// The blocks that Unicode's East Asian Width calls wide and that the lab's texts can hold (UAX #11).
    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115f) // Hangul Jamo
                || (point >= 0x2e80 && point <= 0xa4cf) // CJK and its punctuation, Kana, Yi
                || (point >= 0xac00 && point <= 0xd7a3) // Hangul syllables
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xfe30 && point <= 0xfe6f)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0xffe0 && point <= 0xffe6)
                || (point >= 0x1f300 && point <= 0x1faff)
                || (point >= 0x20000 && point <= 0x3fffd);
    }
}
