package org.wirelab.render;

import java.util.List;
import org.wirelab.trace.Plotted.Look;

/// The signs that one curve is drawn with: told apart without colour, in Unicode and in ASCII.
///
/// @param joints what a line looks like in a cell by where it goes on: bit 0 up, bit 1 down, bit 2 left, bit 3 right
record Pen(Look look, String joints) {

    private static final List<String> LINES = List.of(" ││││╯╮┤│╰╭├─┴┬┼", " ║║║║╝╗╣║╚╔╠═╩╦╬", " ┃┃┃┃┛┓┫┃┗┏┣━┻┳╋");

    /// What every further curve is drawn with, in every cell.
    private static final String LINES_IN_ASCII = "*o+#%@&$";

    private static final String LEVELS = "╌┄┈~=";
    private static final String LEVELS_IN_ASCII = "-~=_";
    private static final String DOTS = "·∘°:";
    private static final String DOTS_IN_ASCII = ".:,;";

    /// @param number of the curve among those that look like this, from 0
    static Pen of(Look look, int number, boolean unicode) {
        return switch (look) {
            case LINE ->
                unicode && number < LINES.size()
                        ? new Pen(look, LINES.get(number))
                        : new Pen(look, every(LINES_IN_ASCII, unicode ? number - LINES.size() : number));
            case LEVEL -> new Pen(look, every(unicode ? LEVELS : LEVELS_IN_ASCII, number));
            case DOTS -> new Pen(look, every(unicode ? DOTS : DOTS_IN_ASCII, number));
        };
    }

    /// The sign in a cell where the line goes on in these directions.
    char joint(boolean up, boolean down, boolean left, boolean right) {
        return joints.charAt((up ? 1 : 0) | (down ? 2 : 0) | (left ? 4 : 0) | (right ? 8 : 0));
    }

    /// The sign for the legend: the line as it goes straight on.
    char sample() {
        return joint(false, false, true, true);
    }

    private static String every(String signs, int number) {
        return String.valueOf(signs.charAt(number % signs.length())).repeat(16);
    }
}
