package org.wirelab.render;

import org.wirelab.flow.Verdict;

/// What a terminal can show: how wide it is, whether in colour, whether beyond ASCII.
///
/// @param width columns, at least 60
public record Style(int width, boolean colour, boolean unicode) {

    private static final String RESET = "\u001b[0m";

    public Style {
        width = Math.max(60, width);
    }

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
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

    String ellipsis() {
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

    /// The words of ours that ASCII lacks, in ASCII; other texts as they are.
    String plain(String text) {
        return unicode
                ? text
                : text.replace("→", "->")
                        .replace("·", "-")
                        .replace("…", "...")
                        .replace("§", "section ")
                        .replace("✓", "+")
                        .replace("✗", "X")
                        .replace("≠", "/=");
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
