package org.wirelab.render;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.text.Texts;
import org.wirelab.trace.Mark.Sign.Phase;

/// The phases of a conversation as a line below a time axis: each with its name where there is room for it, else with
/// its letter.
final class PhaseLine {

    private final Style style;
    private final Texts texts;

    PhaseLine(Style style, Texts texts) {
        this.style = style;
        this.texts = texts;
    }

    /// @param phases of each column; null where there is none
    Optional<String> of(@Nullable Phase[] phases) {
        if (Arrays.stream(phases).allMatch(Objects::isNull)) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder();
        int from = 0;
        while (from < phases.length) {
            int to = from;
            while (to < phases.length && Objects.equals(phases[to], phases[from])) {
                to++;
            }
            Phase phase = phases[from];
            line.append(phase == null ? " ".repeat(to - from) : phase(phase, to - from));
            from = to;
        }
        return Optional.of(line.toString().stripTrailing());
    }

    private String phase(Phase phase, int columns) {
        String name = style.plain(texts.find(phase.textKey()).orElse(phase.textKey()));
        String letter = String.valueOf(phase.letter());
        if (columns == 1) {
            return letter;
        }
        String text = Columns.width(name) < columns ? name : letter;
        String rest = (style.unicode() ? "╌" : "-").repeat(columns - 1 - Columns.width(text));
        return (style.unicode() ? "├" : "|") + text + rest;
    }
}
