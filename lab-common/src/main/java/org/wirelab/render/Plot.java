package org.wirelab.render;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wirelab.text.Texts;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Mark;
import org.wirelab.trace.Plotted;
import org.wirelab.trace.Plotted.Curve;
import org.wirelab.trace.Plotted.Look;

/// A plot in lines: curves over time on linear axes from nought, what their conversations were doing, and a legend.
///
/// A column of the terminal is a span of time. Of each curve it shows the least and the greatest value in that span,
/// joined, and goes on with the last: no peak is left out, nothing is averaged.
final class Plot {

    private static final int ROWS = 16;
    private static final int ROWS_BETWEEN_TICKS = 3;
    private static final int FEWER_ROWS = 8;
    private static final int FEWER_ROWS_BETWEEN_TICKS = 2;
    private static final int COLUMNS_BETWEEN_TICKS = 10;
    private static final int LONGEST_NAME = 10;

    private final Style style;
    private final Texts texts;

    Plot(Style style, Texts texts) {
        this.style = style;
        this.texts = texts;
    }

    /// A curve that has samples.
    ///
    /// @param zero the time that its axis begins with, in nanoseconds
    private record Drawn(Curve curve, Course course, PlotMarks marks, Pen pen, long zero) {}

    /// The lines of the plot, without its title; none where nothing was sampled.
    List<String> lines(Plotted plotted, Plots plots) {
        List<Drawn> curves = drawn(plotted, plots);
        if (curves.isEmpty()) {
            return List.of();
        }
        long all = curves.stream()
                .mapToLong(each -> plots.to(each.curve().conversation()) - each.zero())
                .max()
                .orElseThrow();
        double most = curves.stream()
                .mapToDouble(each -> each.course().greatest() * each.curve().factor())
                .max()
                .orElseThrow();
        PlotScale scale = plotted.low()
                ? PlotScale.onCells(most, FEWER_ROWS, FEWER_ROWS_BETWEEN_TICKS)
                : PlotScale.onCells(most, ROWS, ROWS_BETWEEN_TICKS);
        int rows = scale.cellsUpTo(most) + 1;
        Map<Integer, String> labels = new HashMap<>();
        scale.ticks(rows - 1).forEach(tick -> labels.put(scale.cell(tick.doubleValue()), PlotScale.label(tick)));
        int margin = Math.max(
                labels.values().stream().mapToInt(String::length).max().orElseThrow(),
                conversations(curves).values().stream()
                        .mapToInt(each -> Columns.width(name(each.curve())))
                        .max()
                        .orElseThrow());
        margin = Math.min(margin, LONGEST_NAME) + 2;

        PlotGrid grid = new PlotGrid(rows, style.width() - margin - 1, style.unicode() ? '▒' : '&');
        draw(curves, grid, scale, all);
        List<String> lines = new ArrayList<>();
        for (int row = rows - 1; row >= 0; row--) {
            String label = labels.getOrDefault(row, "");
            String axis = label.isEmpty() ? sign("│", "|") : sign("┤", "+");
            lines.add((padded(label, margin - 1) + " " + axis + grid.row(row, style)).stripTrailing());
        }
        lines.addAll(timeAxis(all, margin, grid.columns()));
        Map<Conversation, Drawn> conversations = plotted.low() ? Map.of() : conversations(curves);
        lines.addAll(below(conversations.values(), all, margin, grid.columns()));
        lines.addAll(new PlotLegend(style, texts)
                .of(
                        curves.stream()
                                .map(each -> new PlotLegend.Item(
                                        each.pen(),
                                        name(each.curve()),
                                        each.curve().series()))
                                .toList(),
                        grid.hasShared(),
                        conversations.values().stream().map(Drawn::marks).toList()));
        return lines;
    }

    /// The curves that have samples, lines first, each with its pen and the time that it counts from.
    private List<Drawn> drawn(Plotted plotted, Plots plots) {
        List<Curve> known = plotted.curves().stream()
                .filter(curve -> plots.course(curve).isPresent())
                .sorted(Comparator.comparing(Curve::look))
                .toList();
        long start = known.stream()
                .mapToLong(curve -> plots.from(curve.conversation()))
                .min()
                .orElse(0);
        Map<Look, Integer> looks = new HashMap<>();
        List<Drawn> drawn = new ArrayList<>();
        for (Curve curve : known) {
            int number = looks.merge(curve.look(), 1, Integer::sum) - 1;
            drawn.add(new Drawn(
                    curve,
                    plots.course(curve).orElseThrow(),
                    plots.marks(curve.conversation()),
                    Pen.of(curve.look(), number, style.unicode()),
                    plotted.aligned() ? plots.from(curve.conversation()) : start));
        }
        return drawn;
    }

    /// What is most important lies on top.
    private static void draw(List<Drawn> curves, PlotGrid grid, PlotScale scale, long all) {
        int lines = (int)
                curves.stream().filter(each -> each.curve().look() == Look.LINE).count();
        for (int number = curves.size() - 1; number >= 0; number--) {
            Drawn drawn = curves.get(number);
            CurveColumns columns = CurveColumns.of(drawn.course(), drawn.zero(), drawn.zero() + all, grid.columns());
            new CurveDrawing(columns, drawn.pen(), scale, drawn.curve().factor(), grid).draw(number, lines);
        }
    }

    private List<String> timeAxis(long all, int margin, int columns) {
        TimeUnit unit = TimeUnit.of(all);
        PlotScale scale = PlotScale.across(Math.max(1, all) / unit.nanos(), columns, COLUMNS_BETWEEN_TICKS);
        StringBuilder axis = new StringBuilder(sign("─", "-").repeat(columns));
        StringBuilder labels = new StringBuilder();
        for (BigDecimal tick : scale.ticks(columns - 1)) {
            int column = scale.cell(tick.doubleValue());
            axis.setCharAt(column, sign("┬", "+").charAt(0));
            String label = PlotScale.label(tick) + (tick.signum() == 0 ? "" : " " + unit.label());
            if (column >= labels.length() && column + label.length() <= columns) {
                labels.append(" ".repeat(column - labels.length())).append(label);
            }
        }
        return List.of(" ".repeat(margin) + sign("└", "+") + axis, " ".repeat(margin + 1) + labels);
    }

    /// What the conversations were doing, and what befell them, in lines of their own.
    private List<String> below(Collection<Drawn> conversations, long all, int margin, int columns) {
        List<String> lines = new ArrayList<>();
        for (Drawn each : conversations) {
            List<String> own = new ArrayList<>(each.marks().moments(each.zero(), all, columns));
            phaseLine(each.marks().phases(each.zero(), all, columns)).ifPresent(own::add);
            for (int i = 0; i < own.size(); i++) {
                String name = i == 0 ? Columns.cut(name(each.curve()), margin - 1, style.ellipsis()) : "";
                lines.add(padded(name, margin - 1) + "  " + own.get(i));
            }
        }
        return lines;
    }

    private Optional<String> phaseLine(Mark.Sign.Phase[] phases) {
        return new PhaseLine(style, texts).of(phases);
    }

    /// The conversations, each with the first of its curves.
    private static Map<Conversation, Drawn> conversations(List<Drawn> curves) {
        Map<Conversation, Drawn> conversations = new LinkedHashMap<>();
        curves.forEach(each -> conversations.putIfAbsent(each.curve().conversation(), each));
        return conversations;
    }

    private String name(Curve curve) {
        return style.plain(texts.find(curve.name()).orElse(curve.name()));
    }

    private String sign(String unicode, String ascii) {
        return style.unicode() ? unicode : ascii;
    }

    private static String padded(String text, int columns) {
        return " ".repeat(Math.max(0, columns - Columns.width(text))) + text;
    }

    /// The unit that a span of time is told in.
    private record TimeUnit(String label, double nanos) {
        static TimeUnit of(long nanos) {
            if (nanos >= 1_000_000_000) {
                return new TimeUnit("s", 1e9);
            }
            return nanos >= 1_000_000 ? new TimeUnit("ms", 1e6) : new TimeUnit("µs", 1e3);
        }
    }
}
