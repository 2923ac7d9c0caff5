package org.wirelab.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wirelab.trace.Mark.Sign;

/// The marks of one conversation in bounded memory, and the lines that they are below a time axis.
final class PlotMarks {

    /// How many are kept with their times; of more, only how many there are.
    private static final int MOST = 20_000;

    private final List<Marked> marks = new ArrayList<>();
    private final Map<Sign, Integer> counts = new LinkedHashMap<>();

    record Marked(long nanos, Sign sign) {}

    void add(long nanos, Sign sign) {
        counts.merge(sign, 1, Integer::sum);
        if (marks.size() < MOST) {
            marks.add(new Marked(nanos, sign));
        }
    }

    /// How often there was each sign, those that were not kept with their times among them.
    Map<Sign, Integer> counts() {
        return counts;
    }

    List<Marked> marks() {
        return marks;
    }

    /// Lines with the letters of moments, each at its column: as few lines as there must be for each letter to be
    /// seen.
    ///
    /// @param zero the time that the axis begins with, in nanoseconds
    /// @param all the time that it ends with, from there
    List<String> moments(long zero, long all, int columns) {
        Map<Sign, boolean[]> places = new LinkedHashMap<>();
        for (Marked mark : marks) {
            if (mark.sign() instanceof Sign.Moment) {
                places.computeIfAbsent(mark.sign(), _ -> new boolean[columns])[
                        CurveColumns.column(mark.nanos() - zero, all, columns)] = true;
            }
        }
        List<char[]> lines = new ArrayList<>();
        places.forEach((sign, place) -> {
            char[] line = lines.stream()
                    .filter(each -> isFree(each, place))
                    .findFirst()
                    .orElseGet(() -> {
                        char[] fresh = new char[columns];
                        Arrays.fill(fresh, ' ');
                        lines.add(fresh);
                        return fresh;
                    });
            for (int column = 0; column < columns; column++) {
                if (place[column]) {
                    line[column] = sign.letter();
                }
            }
        });
        return lines.stream().map(String::new).map(String::stripTrailing).toList();
    }

    private static boolean isFree(char[] line, boolean[] place) {
        for (int column = 0; column < place.length; column++) {
            if (place[column] && line[column] != ' ') {
                return false;
            }
        }
        return true;
    }

    /// The phase of each column: the first that begins there, so that a short one is seen too, or else the one that
    /// lasts; null before the first.
    Sign.Phase[] phases(long zero, long all, int columns) {
        Sign.Phase[] phases = new Sign.Phase[columns];
        boolean[] begins = new boolean[columns];
        int reached = -1;
        Sign.Phase lasting = null;
        for (Marked mark : marks) {
            if (mark.sign() instanceof Sign.Phase phase) {
                int column = CurveColumns.column(mark.nanos() - zero, all, columns);
                if (reached >= 0) {
                    Arrays.fill(phases, Math.min(reached + 1, column), column, lasting);
                }
                if (!begins[column]) {
                    phases[column] = phase;
                    begins[column] = true;
                }
                lasting = phase;
                reached = Math.max(reached, column);
            }
        }
        if (reached >= 0) {
            Arrays.fill(phases, reached + 1, columns, lasting);
        }
        return phases;
    }
}
