package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.text.Texts;
import org.wirelab.trace.TakenApart;

/// Something taken apart, piece by piece: name, place and bytes in one line, the sentence that explains it below.
final class PieceLines {

    private static final int NAME = 17;
    private static final int PLACE = 9;

    private final Style style;
    private final Texts texts;

    PieceLines(Style style, Texts texts) {
        this.style = style;
        this.texts = texts;
    }

    /// Lines of at most this many columns.
    List<String> of(TakenApart apart, int columns) {
        List<String> lines = new ArrayList<>();
        apart.details().forEach(detail -> lines.addAll(Columns.wrapped(style.plain(detail), columns)));
        String group = "";
        for (TakenApart.Piece piece : apart.pieces()) {
            if (!piece.group().equals(group)) {
                group = piece.group();
                lines.add(style.bold(style.plain(texts.find(group).orElse(group))));
            }
            lines.add(bytes(piece, columns));
            texts.find(piece.text()).ifPresent(_ -> {
                String sentence = texts.format(piece.text(), piece.arguments().toArray());
                Columns.wrapped(style.plain(sentence), columns - 4)
                        .forEach(line -> lines.add(style.faint("    " + line)));
            });
        }
        return lines;
    }

    private String bytes(TakenApart.Piece piece, int columns) {
        String head = "  " + Columns.padded(piece.name(), NAME) + " "
                + Columns.padded(style.plain(piece.place()), PLACE) + " ";
        int room = columns - head.length();
        if (piece.length() == 0) {
            return head + style.plain("∅");
        }
        if (piece.value().length() <= room) {
            return head + piece.value();
        }
        String rest = style.ellipsis() + " " + texts.format("piece.bytes", String.valueOf(piece.length()));
        int digits = (room - Columns.width(rest)) / 2 * 2;
        return head + piece.value().substring(0, digits) + rest;
    }
}
