package org.wirelab.bench;

import java.util.ArrayList;
import java.util.List;

/// A table of results: what the terminal shows and what docs/reference/performance.md keeps, in the same Markdown.
///
/// @param columns their heads; the first column is text, the others are numbers
/// @param rows each as long as `columns`
/// @param notes what a reader must know to read it right, one sentence or more each
public record Table(List<String> columns, List<List<String>> rows, List<String> notes) implements Result {

    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
        int width = columns.size();
        if (rows.stream().anyMatch(row -> row.size() != width)) {
            throw new IllegalArgumentException("a row is not as long as the head");
        }
    }

    /// The table in Markdown, padded so that it can be read as it is; the notes as a list below.
    @Override
    public String markdown() {
        int[] widths = widths();
        StringBuilder out = new StringBuilder();
        line(out, columns, widths);
        List<String> rule = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            String dashes = "-".repeat(widths[column] - 1);
            rule.add(column == 0 ? ":" + dashes : dashes + ":");
        }
        line(out, rule, widths);
        rows.forEach(row -> line(out, row, widths));
        if (!notes.isEmpty()) {
            out.append('\n');
            notes.forEach(note -> out.append("- ").append(note).append('\n'));
        }
        return out.toString();
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Math.max(2, columns.get(column).length());
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static void line(StringBuilder out, List<String> cells, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            out.append("| ")
                    .append(column == 0 ? cell + padding : padding + cell)
                    .append(' ');
        }
        out.append("|\n");
    }
}
