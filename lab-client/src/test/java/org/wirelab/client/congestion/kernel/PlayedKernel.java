package org.wirelab.client.congestion.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.wirelab.client.golden.Replayed;
import org.wirelab.testing.PrivateJvm;

/// Types each command line of the golden test and leaves its run below `target/congestion-kernel/NAME`.
final class PlayedKernel implements PrivateJvm.Body {

    /// A command line.
    ///
    /// @param name of its run
    /// @param words what is typed behind `lab congestion`
    /// @param rounds so many round trips end before the loss
    /// @param shown kinds that are there when samples were in time
    record Line(String name, String words, int rounds, List<String> shown) {
        /// How many senders there are.
        int senders() {
            return words.contains("--compare") ? 2 : 1;
        }

        List<String> typed() {
            return List.of(("congestion " + words).split(" "));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final Line TEXTBOOK = new Line("textbook", "--kernel reno --bytes 300k --drop 100", 4, List.of());
    static final Line DEFAULT = new Line(
            "default",
            "--kernel cubic --profile default --bytes 300k --drop 100",
            1,
            List.of("congestion.fast_retransmit", "congestion.recovery_entered"));
    static final Line LACKING = new Line("lacking", "--kernel nv --bytes 300k", 0, List.of());
    static final Line COMPARED = new Line("compared", "--compare --bytes 300k --drop 100", 4, List.of());

    static final List<Line> LINES = List.of(TEXTBOOK, DEFAULT, LACKING, COMPARED);

    /// The run of a line.
    static Replayed of(Line line) {
        return new Replayed(Path.of("target", "congestion-kernel", line.name()), lines -> isDisturbed(line, lines));
    }

    /// A timer expired although one segment was lost that duplicates repair, samples came too late to see slow
    /// start or the loss, or counts disagree for a reason that a late machine gives: counts that disagree without
    /// one are nobody's fault but the lab's.
    private static boolean isDisturbed(Line line, String lines) {
        return lines.contains("\"kind\":\"congestion.timeout\"")
                || lines.lines().anyMatch(entry -> entry.contains("\"agree\":false") && entry.contains("\"why\":\""))
                || !line.shown().stream().allMatch(kind -> lines.contains("\"kind\":\"" + kind + "\""))
                || !IntStream.rangeClosed(1, line.rounds())
                        .allMatch(number -> count(lines, "\"kind\":\"congestion.round\",\"number\":" + number + ",")
                                >= line.senders());
    }

    private static long count(String lines, String what) {
        return lines.lines().filter(entry -> entry.contains(what)).count();
    }

    @Override
    public void run() throws Exception {
        for (Line line : LINES) {
            of(line).type(line.typed());
        }
    }
}
