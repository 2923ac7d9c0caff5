package org.wirelab.client.congestion;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.wirelab.client.golden.Replayed;
import org.wirelab.client.golden.RunLines;
import org.wirelab.testing.PrivateJvm;

/// Types each command line of the golden test and leaves its run below `target/congestion/NAME`.
final class PlayedCongestion implements PrivateJvm.Body {

    /// A command line.
    ///
    /// @param name of its run
    /// @param words what is typed behind `lab congestion`
    /// @param timeouts how often the retransmission timer expires, when the machine has time enough
    record Line(String name, String words, int timeouts) {
        List<String> typed() {
            return List.of(("congestion " + words).split(" "));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// Two flows whose losses are left to the queue: how they share it is not the same twice.
    static final Line TWO =
            new Line("two-flows", "--flows 2 --bytes 400k --queue 20 --initial-window 10", Integer.MAX_VALUE);

    static final Line CUBIC = new Line("cubic", "--algorithm cubic --bytes 120k --drop 30", 0);

    /// What is lost is listed, so that each run goes as it goes.
    static final List<Line> LINES = List.of(
            new Line("tahoe", "--algorithm tahoe --bytes 120k --drop 30", 0),
            new Line("reno", "--algorithm reno --bytes 120k --drop 30", 0),
            new Line("reno-timeout", "--algorithm reno --bytes 60k --drop 42", 1),
            new Line("newreno", "--algorithm newreno --bytes 120k --drop 30,33", 0),
            CUBIC,
            TWO);

    /// The run of a line. It was disturbed when the timer expired where nothing was lost, or when the two flows
    /// did not run at the same time.
    static Replayed of(Line line) {
        return new Replayed(Path.of("target", "congestion", line.name()), lines -> {
            if (line.equals(TWO)) {
                return isOneBehindTheOther(new RunLines(lines));
            }
            long timeouts = lines.lines()
                    .filter(text -> text.contains("\"congestion.timeout\""))
                    .count();
            return timeouts != line.timeouts();
        });
    }

    private static boolean isOneBehindTheOther(RunLines run) {
        return times(run, "congestion.began").max().orElse(Long.MAX_VALUE)
                >= times(run, "congestion.finished").min().orElse(0);
    }

    private static LongStream times(RunLines run, String kind) {
        return run.entries().stream()
                .filter(entry -> kind.equals(entry.get("kind")))
                .mapToLong(entry -> ((Number) entry.get("t_ns")).longValue());
    }

    @Override
    public void run() throws Exception {
        for (Line line : LINES) {
            of(line).type(line.typed());
        }
    }
}
