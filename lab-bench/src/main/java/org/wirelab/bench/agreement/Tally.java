package org.wirelab.bench.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wirelab.bench.Table;
import org.wirelab.tcp.analysis.AnalysisFlag;

/// How often the lab and tshark say the same, by what they say it of.
final class Tally {
    private static final int MOST_LISTED = 40;

    private final Map<String, long[]> counts = new TreeMap<>();
    private final List<String> disagreements = new ArrayList<>();
    private long segments;
    private long different;
    private long cut;

    /// @param situation the capture's name
    void compare(String situation, List<Verdict> lab, List<Verdict> tshark) {
        Map<Long, Verdict> judge = new TreeMap<>();
        tshark.forEach(verdict -> judge.put(verdict.frame(), verdict));
        for (Verdict ours : lab) {
            Verdict theirs = judge.remove(ours.frame());
            if (theirs == null) {
                differ(situation + ", frame " + ours.frame() + ": a segment for the lab alone");
            } else if (ours.whole()) {
                compare(situation, ours, theirs);
            } else {
                cut++;
            }
        }
        judge.keySet().forEach(frame -> differ(situation + ", frame " + frame + ": a segment for tshark alone"));
    }

    private void compare(String situation, Verdict ours, Verdict theirs) {
        segments++;
        for (AnalysisFlag flag : AnalysisFlag.values()) {
            count(flag.label(), ours.flags().contains(flag), theirs.flags().contains(flag));
        }
        String difference = ours.flags().equals(theirs.flags())
                ? ""
                : "; lab " + new TreeSet<>(ours.flags()) + ", tshark " + new TreeSet<>(theirs.flags());
        difference += number("tcp.stream", ours.stream(), theirs.stream());
        difference += number("ack_rtt", ours.rttNanos(), theirs.rttNanos());
        difference += number("bytes_in_flight", ours.bytesInFlight(), theirs.bytesInFlight());
        if (!difference.isEmpty()) {
            differ(situation + ", frame " + ours.frame() + ": " + difference.substring(2));
        }
    }

    private String number(String name, long ours, long theirs) {
        boolean same = ours == theirs;
        count(name, ours >= 0 && (same || theirs < 0), theirs >= 0 && (same || ours < 0));
        if (same) return "";
        if (ours >= 0 && theirs >= 0) {
            count(name, true, false);
            count(name, false, true);
        }
        return "; " + name + ": lab " + ours + ", tshark " + theirs;
    }

    private void count(String what, boolean ours, boolean theirs) {
        long[] both = counts.computeIfAbsent(what, _ -> new long[3]);
        if (ours && theirs) both[0]++;
        else if (ours) both[1]++;
        else if (theirs) both[2]++;
    }

    private void differ(String line) {
        different++;
        if (disagreements.size() < MOST_LISTED) disagreements.add(line);
    }

    Table table(List<String> notes) {
        List<List<String>> rows = new ArrayList<>();
        counts.forEach((name, count) -> rows.add(List.of(
                name,
                Long.toString(count[0] + count[2]),
                Long.toString(count[1]),
                Long.toString(count[2]),
                percent(count[0], count[0] + count[1]),
                percent(count[0], count[0] + count[2]))));
        List<String> all = new ArrayList<>(notes);
        if (cut > 0) {
            all.add(cut + " segments are left out, which the capture cut within their TCP options: there tshark stops"
                    + " before it says what it found.");
        }
        all.add(segments + " segments; the two differ in " + different + " of them"
                + (different == 0 ? "." : ", the first of which are:"));
        disagreements.forEach(line -> all.add("  " + line));
        return new Table(
                List.of("tcp.analysis", "by tshark", "lab alone", "tshark alone", "precision", "recall"), rows, all);
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f %%", 100.0 * part / whole);
    }
}
