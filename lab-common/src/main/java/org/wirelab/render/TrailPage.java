package org.wirelab.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.flow.Finding;
import org.wirelab.run.Wording;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Trail;
import org.wirelab.trace.Trail.Mark;

/// The page of conversations that are walks: what comes before, then the tree, then what it came to; and
/// behind that all that would have stood between.
final class TrailPage {

    /// One walk, as far as it is known.
    private static final class Sheet {
        private final TrailTree tree;
        private final List<String> ends = new ArrayList<>();
        private final List<String> behind = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        /// Whether anything of it stands on the page.
        private boolean begun;

        private Sheet(TrailTree tree) {
            this.tree = tree;
        }
    }

    private final Style style;
    private final Wording wording;
    private final boolean brief;
    private final FindingLines findingLines;
    private final Map<Conversation, Sheet> sheets = new HashMap<>();

    TrailPage(Style style, Wording wording, boolean brief) {
        this.style = style;
        this.wording = wording;
        this.brief = brief;
        this.findingLines = new FindingLines(style, wording);
    }

    /// Takes what belongs to a walk.
    ///
    /// @return the lines that are to stand on the page at once
    List<String> on(Conversation conversation, Trail seen, long number) {
        Mark mark = seen.mark();
        Sheet sheet = sheets.computeIfAbsent(conversation, _ -> new Sheet(new TrailTree(wording)));
        switch (mark) {
            case Mark.Before(Trail.Words words) -> {
                sheet.begun = true;
                return line(wording.say(words), number);
            }
            case Mark.End end -> end(sheet, end, number);
            case Mark.Nothing _,
                    Mark.Told _,
                    Mark.Way _,
                    Mark.Known _,
                    Mark.Visit _,
                    Mark.Came _,
                    Mark.Judged _,
                    Mark.Befell _,
                    Mark.Aside _,
                    Mark.Again _ -> sheet.tree.add(mark, number);
        }
        return List.of();
    }

    /// Keeps lines that are to stand behind the tree; false where the conversation is no walk that is under way.
    boolean behind(Conversation conversation, List<String> lines) {
        Sheet sheet = sheets.get(conversation);
        return sheet != null && sheet.behind.addAll(lines);
    }

    /// Keeps what was found, to stand behind all else in the order of the sentences; false as with [#behind].
    boolean found(Finding finding) {
        Sheet sheet = sheets.get(finding.conversation());
        return sheet != null && sheet.findings.add(finding);
    }

    /// All lines of a walk that has ended; none for what was no walk.
    List<String> close(Conversation conversation) {
        Sheet sheet = sheets.remove(conversation);
        if (sheet == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        findingLines.interrupted();
        List<String> findings = sheet.findings.stream()
                .sorted(Finding.IN_ORDER)
                .flatMap(finding -> findingLines.of(finding).stream())
                .toList();
        for (List<String> part : List.of(sheet.tree.lines(style, brief), sheet.ends, sheet.behind, findings)) {
            if (!part.isEmpty()) {
                if (sheet.begun) {
                    lines.add("");
                }
                sheet.begun = true;
                lines.addAll(part);
            }
        }
        return lines;
    }

    /// Ends every walk that has not ended.
    List<String> closeAll() {
        return List.copyOf(sheets.keySet()).stream()
                .flatMap(each -> close(each).stream())
                .toList();
    }

    private void end(Sheet sheet, Mark.End end, long number) {
        List<String> head = line(wording.say(end.words()), number);
        head.replaceAll(text -> end.good() ? style.bold(text) : style.attention(text));
        sheet.ends.addAll(head);
        for (String item : end.items()) {
            Columns.wrapped(style.plain(wording.localised(item)), style.width() - 6)
                    .forEach(row -> sheet.ends.add("    " + row));
        }
    }

    /// A line from the margin to the entry's number.
    private List<String> line(String text, long number) {
        String right = "[" + number + "]";
        List<String> lines = new ArrayList<>(Columns.wrapped(style.plain(text), style.width() - 3 - right.length()));
        lines.replaceAll(row -> "  " + row);
        lines.set(0, Columns.spread(lines.getFirst(), right, style.width()));
        return lines;
    }
}
