package org.wirelab.testing;

import java.util.List;
import java.util.regex.Pattern;

/// Lines as a terminal shows them, measured without the renderer's own measure.
public final class TerminalLines {

    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern WIDE =
            Pattern.compile("[\\p{IsHangul}\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\u3000-\\u303f\\uff01-\\uff60]");
    private static final Pattern NEITHER_ASCII_NOR_KOREAN = Pattern.compile("[^\\p{ASCII}\\p{IsHangul}]");

    private TerminalLines() {}

    /// How many columns the line takes: two for each Chinese, Japanese or Korean character, none for colours.
    public static int columns(String line) {
        String visible = COLOURS.matcher(line).replaceAll("");
        return visible.codePointCount(0, visible.length())
                + (int) WIDE.matcher(visible).results().count();
    }

    /// The lines that take more columns than these.
    public static List<String> widerThan(int columns, String text) {
        return text.lines().filter(line -> columns(line) > columns).toList();
    }

    /// The characters that a terminal which knows ASCII and Korean cannot show.
    public static List<String> beyondAsciiAndKorean(String text) {
        return NEITHER_ASCII_NOR_KOREAN
                .matcher(text)
                .results()
                .map(match -> match.group())
                .distinct()
                .toList();
    }
}
