package org.wirelab.render;

import java.util.Arrays;

/// The cells of a plot, each with a sign and the curve that it belongs to; row 0 is the lowest.
final class PlotGrid {

    static final int NOBODY = -1;

    /// Two lines that lie upon each other.
    static final int SEVERAL = -2;

    private final char[][] signs;
    private final int[][] owners;
    private final char upon;

    /// @param upon the sign where two lines lie upon each other
    PlotGrid(int rows, int columns, char upon) {
        signs = new char[rows][columns];
        owners = new int[rows][columns];
        this.upon = upon;
        for (int row = 0; row < rows; row++) {
            Arrays.fill(signs[row], ' ');
            Arrays.fill(owners[row], NOBODY);
        }
    }

    int rows() {
        return signs.length;
    }

    int columns() {
        return signs[0].length;
    }

    /// Draws over whatever is there.
    void put(int row, int column, char sign, int owner) {
        signs[row][column] = sign;
        owners[row][column] = owner;
    }

    /// Draws a line's sign: over dots and levels, but upon another line both are told.
    ///
    /// @param lines the curves that are lines have numbers below this
    void putLine(int row, int column, char sign, int owner, int lines) {
        boolean shared = owners[row][column] == SEVERAL
                || (owners[row][column] >= 0 && owners[row][column] < lines && owners[row][column] != owner);
        put(row, column, shared ? upon : sign, shared ? SEVERAL : owner);
    }

    boolean hasShared() {
        return Arrays.stream(owners).flatMapToInt(Arrays::stream).anyMatch(owner -> owner == SEVERAL);
    }

    /// A row as text, each curve in its colour.
    String row(int row, Style style) {
        StringBuilder line = new StringBuilder();
        int from = 0;
        while (from < columns()) {
            int to = from;
            while (to < columns() && owners[row][to] == owners[row][from]) {
                to++;
            }
            String text = new String(signs[row], from, to - from);
            line.append(owners[row][from] >= 0 ? style.hue(owners[row][from], text) : text);
            from = to;
        }
        return line.toString();
    }
}
