package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wirelab.text.Texts;

/// The lines of a [TrailTree]'s branch and of all below it.
final class TrailLines {

    private static final int ROWS_OF_ITEMS = 2;

    private final Style style;
    private final Texts texts;
    private final boolean brief;

    /// @param brief a line for each branch, for a reader who wants the whole on one page
    TrailLines(Style style, Texts texts, boolean brief) {
        this.style = style;
        this.texts = texts;
        this.brief = brief;
    }

    List<String> of(TrailBranch root) {
        List<String> lines = new ArrayList<>();
        draw(root, "  ", "  ", List.of(), lines);
        return lines;
    }

    /// @param first what stands before the branch's own line
    /// @param below what stands before the lines below it
    /// @param before what was said of the branch above, which is not said again
    private void draw(
            TrailBranch branch, String first, String below, List<TrailBranch.Said> before, List<String> lines) {
        head(branch, first, below, lines);
        if (!brief) {
            String indent = below + (branch.children().isEmpty() ? "  " : stem()) + "  ";
            int same = commonBeginning(before, branch.said());
            if (same > 1) {
                lines.add(indent + style.plain(texts.get("trail.same")));
            }
            branch.said().stream().skip(same > 1 ? same : 0).forEach(said -> said(said, indent, lines));
        }
        List<TrailBranch.Said> previous = List.of();
        for (TrailBranch child : branch.children()) {
            boolean last = child == branch.children().getLast();
            String next = last ? (style.unicode() ? "└─ " : "`- ") : (style.unicode() ? "├─ " : "|- ");
            // a long way goes straight down at last
            boolean deep = Columns.width(below) >= style.width() / 2;
            String deeper = deep ? below : below + (last ? "   " : stem() + " ");
            draw(child, below + next, deeper, previous, lines);
            previous = child.said();
        }
    }

    private static int commonBeginning(List<TrailBranch.Said> one, List<TrailBranch.Said> other) {
        int same = 0;
        while (same < one.size() && same < other.size() && one.get(same).equals(other.get(same))) {
            same++;
        }
        return same;
    }

    private void head(TrailBranch branch, String first, String below, List<String> lines) {
        String right = right(branch);
        int room = style.width() - Columns.width(first) - (right.isEmpty() ? 0 : Columns.width(right) + 1);
        String text = style.plain(headline(branch));
        if (brief) {
            text = Columns.cut(text, room, style.ellipsis());
        }
        List<String> rows = Columns.wrapped(text, room);
        String begin = branch.isPlace() ? style.bold(rows.getFirst()) : rows.getFirst();
        String blanks = " ".repeat(Math.max(1, room - Columns.width(rows.getFirst()) + 1));
        lines.add(first + begin + (right.isEmpty() ? "" : blanks + right));
        String indent = below + (branch.children().isEmpty() ? "  " : stem()) + "  ";
        rows.stream()
                .skip(1)
                .forEach(row -> Columns.wrapped(row, style.width() - Columns.width(indent))
                        .forEach(part -> lines.add(indent + part)));
    }

    private String headline(TrailBranch branch) {
        String name = branch.name().isEmpty() || branch.beside().isEmpty() ? branch.name() : branch.name() + "  ";
        String head = name + branch.beside();
        return brief && !branch.said().isEmpty()
                ? head + "  " + branch.said().getFirst().words()
                : head;
    }

    private String right(TrailBranch branch) {
        String number = branch.number() == 0 ? "" : "[" + branch.number() + "]";
        return branch.millis().isEmpty()
                ? number
                : String.format(Locale.ROOT, "%.3f ms %6s", branch.millis().getAsDouble(), number);
    }

    private void said(TrailBranch.Said said, String indent, List<String> lines) {
        int room = style.width() - Columns.width(indent) - 2;
        String text = style.plain(said.words());
        if (!said.items().isEmpty()) {
            text = listed(text + " ", said.items(), ROWS_OF_ITEMS * room);
        }
        String hang = "";
        for (String line : Columns.wrapped(text, room)) {
            lines.add(indent + hang + (said.attention() ? style.attention(line) : line));
            hang = "  ";
        }
    }

    /// As many items as fit into these columns, at least one, and how many more there are.
    private String listed(String head, List<String> items, int columns) {
        StringBuilder text = new StringBuilder(head).append(style.plain(items.getFirst()));
        for (int shown = 1; shown < items.size(); shown++) {
            String next = ", " + style.plain(items.get(shown));
            String rest =
                    " " + style.ellipsis() + " " + texts.format("trail.more", String.valueOf(items.size() - shown));
            boolean lastOne = shown == items.size() - 1;
            int needed = Columns.width(text + next) + (lastOne ? 0 : Columns.width(rest));
            if (needed > columns) {
                return text + rest;
            }
            text.append(next);
        }
        return text.toString();
    }

    private String stem() {
        return style.unicode() ? "│ " : "| ";
    }
}
