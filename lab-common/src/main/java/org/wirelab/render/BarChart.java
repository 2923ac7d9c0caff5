package org.wirelab.render;

import java.util.ArrayList;
import java.util.List;
import org.wirelab.trace.Bars.Bar;

/// A bar chart in lines: each bar with its label, its value and its spread, on a logarithmic scale.
final class BarChart {

    private static final String INDENT = "  ";
    private static final int LEAST_BAR = 10;

    /// Blocks of one to eight eighths of a column.
    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";

    private final Style style;

    BarChart(Style style) {
        this.style = style;
    }

    /// The lines of the bars; none where there are none.
    List<String> lines(List<Bar> bars) {
        if (bars.isEmpty()) {
            return List.of();
        }
        int labels =
                bars.stream().mapToInt(bar -> Columns.width(bar.label())).max().orElseThrow();
        int by = bars.stream().mapToInt(bar -> Columns.width(bar.by())).max().orElseThrow();
        int values = bars.stream().mapToInt(bar -> bar.text().length()).max().orElseThrow();
        int spreads = bars.stream().mapToInt(bar -> bar.spread().length()).max().orElseThrow();
        int room = style.width() - INDENT.length() - labels - 2 - by - 1 - 1 - values - 2;
        boolean spreadFits = room - spreads - 2 >= LEAST_BAR;
        int columns = Math.max(LEAST_BAR, spreadFits ? room - spreads : room);
        Scale scale = Scale.of(bars, columns);
        List<String> lines = new ArrayList<>();
        for (Bar bar : bars) {
            String drawn = Columns.padded(bar(scale.eighths(bar.value())), columns);
            String head = INDENT + Columns.padded(style.plain(bar.label()), labels) + "  "
                    + Columns.padded(style.plain(bar.by()), by) + " ";
            String value = " " + " ".repeat(values - bar.text().length()) + bar.text();
            String spread = spreadFits ? "  " + bar.spread() : "";
            lines.add((head + style.hue(bar.group(), drawn) + value + style.faint(spread)).stripTrailing());
        }
        lines.add(style.faint(" ".repeat(INDENT.length() + labels + 2 + by + 1) + scale.axis()));
        return lines;
    }

    private String bar(int eighths) {
        if (!style.unicode()) {
            return "#".repeat(Math.max(1, Math.round(eighths / 8f)));
        }
        int rest = eighths % 8;
        return "█".repeat(eighths / 8) + (rest == 0 ? "" : EIGHTHS.substring(rest - 1, rest));
    }

    /// The powers of ten from below the shortest bar to above the longest, on so many columns.
    private record Scale(int from, int to, int columns) {

        private static final String[] POWERS = {"1", "10", "100", "1k", "10k", "100k", "1M", "10M", "100M", "1G", "10G"
        };

        static Scale of(List<Bar> bars, int columns) {
            double least = bars.stream().mapToDouble(Bar::value).min().orElseThrow();
            double most = bars.stream().mapToDouble(Bar::value).max().orElseThrow();
            int from = (int) Math.floor(Math.log10(Math.max(least, Double.MIN_NORMAL)));
            int to = (int) Math.ceil(Math.log10(Math.max(most, Double.MIN_NORMAL)));
            return new Scale(from, Math.max(to, from + 1), columns);
        }

        /// How long the bar of this value is, in eighths of a column; at least one, so that it is seen.
        int eighths(double value) {
            double share = (Math.log10(value) - from) / (to - from);
            return Math.max(1, (int) Math.round(share * columns * 8));
        }

        /// The powers of ten below their places, as many as fit.
        String axis() {
            StringBuilder line = new StringBuilder();
            for (int power = from; power <= to; power++) {
                int column = (int) Math.round((power - from) * (double) columns / (to - from));
                if (line.isEmpty() || line.length() < column) {
                    line.append(" ".repeat(column - line.length()))
                            .append(power >= 0 && power < POWERS.length ? POWERS[power] : "10^" + power);
                }
            }
            return line.toString();
        }
    }
}
