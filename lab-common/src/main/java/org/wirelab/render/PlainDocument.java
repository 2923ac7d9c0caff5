package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A [Document] as plain text for a terminal of 80 columns.
public final class PlainDocument {

    private static final int WIDTH = 80;
    private static final int NAME = 14;
    private static final Style SIGNS = new Style(WIDTH, false, true);

    private final List<String> lines = new ArrayList<>();

    private PlainDocument() {}

    /// The text, each line ended.
    public static String of(Document document) {
        PlainDocument text = new PlainDocument();
        text.lines.add(line(document.title()));
        text.lines.add("");
        text.wrapped("", document.lead());
        document.blocks().forEach(text::block);
        return text.lines.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private void block(Document.Block block) {
        switch (block) {
            case Document.Heading(String text) -> {
                lines.add("");
                lines.add(line(text));
                lines.add("");
            }
            case Document.Paragraph(String text) -> wrapped("", text);
            case Document.Fact(String name, String value, String why) -> {
                wrapped(" " + Columns.padded(name, NAME) + " ", value);
                if (!why.isEmpty()) {
                    wrapped(" ".repeat(NAME + 4), why);
                }
            }
            case Document.Choices(String name, List<Document.Choice> choices) ->
                wrapped(
                        " " + Columns.padded(name, NAME) + " ",
                        choices.stream().map(PlainDocument::marked).collect(Collectors.joining(" ")));
            case Document.Message(boolean rightward, String name, String aside, List<String> _) ->
                lines.add(" " + (rightward ? "──▶" : "◀──") + " " + Columns.spread(line(name), line(aside), WIDTH - 6));
            case Document.Value value -> {
                lines.add(" " + value.sign() + " " + line(value.name()));
                wrapped("     ", value.value());
                wrapped("     ", "= " + value.formula());
            }
            case Document.Judged judged -> {
                wrapped(" " + SIGNS.sign(judged.verdict()) + " " + Columns.padded(judged.id(), 8), judged.sentence());
                if (!judged.why().isEmpty()) {
                    wrapped("     ", judged.why());
                }
            }
        }
    }

    private static String marked(Document.Choice choice) {
        return switch (choice.mark()) {
            case PLAIN -> choice.text();
            case CHOSEN -> "[" + choice.text() + "]";
            case ASIDE -> "(" + choice.text() + ")";
        };
    }

    /// A head that leaves no room has a line to itself.
    private void wrapped(String head, String text) {
        String start = head.isBlank() ? head : line(head);
        int column = Columns.width(start);
        if (column > WIDTH / 2) {
            Columns.wrapped(start, WIDTH).forEach(lines::add);
            start = " ".repeat(NAME);
            column = NAME;
        }
        for (String each : Columns.wrapped(line(text), WIDTH - column)) {
            lines.add(start + each);
            start = " ".repeat(column);
        }
    }

    private static String line(String text) {
        return Harmless.text(text).replace('\n', ' ');
    }
}
