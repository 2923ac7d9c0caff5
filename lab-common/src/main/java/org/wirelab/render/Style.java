package org.wirelab.render;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.wirelab.flow.Verdict;

/// What a terminal can show: how wide it is, whether in colour, whether beyond ASCII.
///
/// @param width columns, at least 60
public record Style(int width, boolean colour, boolean unicode) {

    private static final String RESET = "\u001b[0m";

    /// Cyan, magenta, blue, green, and these again in bold.
    private static final List<String> HUES = List.of("36", "35", "34", "32", "1;36", "1;35", "1;34", "1;32");

    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\p{ASCII}\\p{IsAlphabetic}\\p{M}]");

    /// The middle dot between factors, as in `1.80·10^308`: as a hyphen it would read as a difference.
    private static final Pattern TIMES = Pattern.compile("(?<=[\\p{Alnum})])·(?=[\\p{Alnum}(√])");

    private static final Map<String, String> IN_ASCII = Map.ofEntries(
            entry("→", "->"),
            entry("√", "sqrt "),
            entry("←", "<-"),
            entry("·", "-"),
            entry("…", "..."),
            entry("–", "-"),
            entry("—", "-"),
            entry("×", "x"),
            entry("§", "section "),
            entry("‘", "'"),
            entry("’", "'"),
            entry("“", "'"),
            entry("”", "'"),
            entry("✓", "+"),
            entry("✗", "X"),
            entry("∅", "0"),
            entry("≠", "/="),
            entry("≤", "<="),
            entry("≥", ">="),
            entry("\u00a0", " "));

    public Style {
        width = Math.max(60, width);
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    /// Text that asks to be looked at, in the colour of what is not as documented.
    public String attention(String text) {
        return paint("33", text);
    }

    /// The text in the verdict's colour.
    String paint(Verdict verdict, String text) {
        return switch (verdict) {
            case Verdict.Confirmed() -> paint("32", text);
            case Verdict.Differs _ -> paint("33", text);
            case Verdict.Contradicted _, Verdict.Missing _ -> paint("1;31", text);
            case Verdict.NotApplicable _, Verdict.Unobservable _ -> paint("36", text);
        };
    }

    /// The text in one of a few colours, by which a reader tells conversations apart.
    String hue(long number, String text) {
        return paint(HUES.get((int) Long.remainderUnsigned(number, HUES.size())), text);
    }

    /// The text as something to look at twice.
    String remark(String text) {
        return paint("33", text);
    }

    /// The verdict as one sign.
    String sign(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Confirmed() -> unicode ? "✓" : "+";
            case Verdict.Differs _ -> unicode ? "≠" : "/";
            case Verdict.Contradicted _ -> unicode ? "✗" : "X";
            case Verdict.Missing _ -> unicode ? "∅" : "0";
            case Verdict.NotApplicable _ -> "-";
            case Verdict.Unobservable _ -> "?";
        };
    }

    public String ellipsis() {
        return unicode ? "…" : "...";
    }

    /// An arrow of this many columns with a label on it, pointing right or left.
    String arrow(String label, boolean right, int columns) {
        String line = unicode ? "─" : "-";
        String head = right ? (unicode ? "▶" : ">") : (unicode ? "◀" : "<");
        String text = " " + Columns.cut(label, columns - 6, ellipsis()) + " ";
        String tail = line.repeat(2);
        String rest = line.repeat(Math.max(1, columns - 3 - Columns.width(text)));
        return right ? tail + text + rest + head : head + rest + text + tail;
    }

    /// The signs that ASCII lacks, in ASCII. Letters stay: who reads Korean has a terminal that shows it.
    public String plain(String text) {
        return unicode || text.chars().allMatch(character -> character < 128)
                ? text
                : BEYOND_ASCII
                        .matcher(TIMES.matcher(text).replaceAll("*"))
                        .replaceAll(sign -> IN_ASCII.getOrDefault(sign.group(), "?"));
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
