package org.wirelab.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.text.Texts;
import org.wirelab.trace.Mark.Sign;

/// What the signs of a plot mean.
final class PlotLegend {

    private final Style style;
    private final Texts texts;

    PlotLegend(Style style, Texts texts) {
        this.style = style;
        this.texts = texts;
    }

    /// A curve.
    ///
    /// @param name of its conversation; empty where there is one only
    record Item(Pen pen, String name, String series) {}

    /// @param shared whether lines lie upon each other somewhere
    /// @param marks of each conversation
    List<String> of(List<Item> curves, boolean shared, List<PlotMarks> marks) {
        List<String> items = new ArrayList<>();
        curves.forEach(item -> items.add(String.valueOf(item.pen().sample()).repeat(2) + " "
                + (item.name().isEmpty() ? "" : item.name() + " ")
                + style.plain(texts.find("plot.series." + item.series()).orElse(item.series()))));
        if (shared) {
            items.add((style.unicode() ? "▒ " : "& ") + texts.get("plot.shared"));
        }
        Map<Sign, Integer> counts = new LinkedHashMap<>();
        marks.forEach(each -> each.counts().forEach((sign, count) -> counts.merge(sign, count, Integer::sum)));
        counts.forEach((sign, count) -> items.add(sign.letter() + " " + name(sign) + " (" + count + ")"));
        return packed(items);
    }

    private String name(Sign sign) {
        return style.plain(texts.find(sign.textKey()).orElse(sign.textKey()));
    }

    private List<String> packed(List<String> items) {
        List<String> lines = new ArrayList<>();
        for (String item : items) {
            int last = lines.size() - 1;
            if (last >= 0 && Columns.width(lines.get(last)) + 3 + Columns.width(item) <= style.width()) {
                lines.set(last, lines.get(last) + "   " + item);
            } else {
                lines.add("  " + Columns.cut(item, style.width() - 2, style.ellipsis()));
            }
        }
        return lines;
    }
}
