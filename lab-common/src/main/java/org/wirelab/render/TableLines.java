package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.wirelab.run.Wording;
import org.wirelab.trace.Table;
import org.wirelab.trace.Trail;

/// A table in lines: columns as wide as the terminal allows, cells broken where they must be.
final class TableLines {

    private static final String INDENT = "  ";
    private static final int GAP = 2;

    /// So much of the width is left to the cells, however long the rows' names are.
    private static final int MOST_OF_A_NAME = 3;

    private final Style style;
    private final Wording wording;

    TableLines(Style style, Wording wording) {
        this.style = style;
        this.wording = wording;
    }

    /// The lines of the table, without its title.
    List<String> of(Table table) {
        List<String> head = said(table.head());
        int columns = head.size() - 1;
        int room = style.width() - INDENT.length();
        int names = Math.min(
                room / MOST_OF_A_NAME,
                table.rows().stream()
                        .filter(row -> !row.cells().isEmpty())
                        .mapToInt(row -> Columns.width(said(row.name())))
                        .max()
                        .orElse(0));
        int width = columns == 0 ? 0 : (room - names) / columns - GAP;
        List<String> lines = new ArrayList<>(lines(head, names, width));
        lines.replaceAll(style::bold);
        for (Table.Row row : table.rows()) {
            if (row.cells().isEmpty()) {
                lines.add("");
                Columns.wrapped(said(row.name()), room).forEach(line -> lines.add(INDENT + line));
            } else {
                List<String> cells = new ArrayList<>(List.of(said(row.name())));
                cells.addAll(said(row.cells()));
                lines.addAll(lines(cells, names, width));
            }
        }
        return lines;
    }

    /// One row: as many lines as its longest cell needs.
    private List<String> lines(List<String> cells, int first, int others) {
        List<List<String>> broken = IntStream.range(0, cells.size())
                .mapToObj(column -> Columns.wrapped(cells.get(column), column == 0 ? first : others))
                .toList();
        int height = broken.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder(INDENT);
            for (int column = 0; column < cells.size(); column++) {
                List<String> cell = broken.get(column);
                String piece = line < cell.size() ? cell.get(line) : "";
                text.append(Columns.padded(piece, (column == 0 ? first : others) + GAP));
            }
            lines.add(text.toString().stripTrailing());
        }
        return lines;
    }

    private List<String> said(List<Trail.Words> words) {
        return words.stream().map(this::said).toList();
    }

    private String said(Trail.Words words) {
        return style.plain(wording.say(words));
    }
}
