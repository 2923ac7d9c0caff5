package org.wirelab.render;

import java.util.List;
import org.wirelab.run.Wording;
import org.wirelab.trace.Bars;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Plotted;
import org.wirelab.trace.Table;

/// What stands between the lines of a page under a title of its own: charts, plots, tables.
final class Figures {

    private final Style style;
    private final Wording wording;
    private final Ladder ladder;
    private final PlotPage plots;

    Figures(Style style, Wording wording, Ladder ladder, PlotPage plots) {
        this.style = style;
        this.wording = wording;
        this.ladder = ladder;
        this.plots = plots;
    }

    List<String> chart(Entry entry, Bars bars) {
        return titled(entry, text(bars.titleKey()), new BarChart(style).lines(bars.bars()));
    }

    List<String> plot(Entry entry, Plotted plotted) {
        return titled(entry, text(plotted.titleKey()), plots.lines(plotted));
    }

    List<String> table(Entry entry, Table table) {
        List<String> lines = titled(entry, wording.say(table.title()), List.of(""));
        lines.addAll(new TableLines(style, wording).of(table));
        return lines;
    }

    private List<String> titled(Entry entry, String title, List<String> drawn) {
        List<String> lines = plots.saySkipped();
        lines.add("");
        lines.addAll(ladder.titled(entry, title));
        lines.addAll(drawn);
        return lines;
    }

    private String text(String key) {
        return wording.texts().find(key).orElse(key);
    }
}
