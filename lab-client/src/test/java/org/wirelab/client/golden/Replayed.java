package org.wirelab.client.golden;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.wirelab.client.TypedLine;

/// A command's run that a test plays for real, and plays again where this machine had no time for it.
///
/// A machine with other things to do lets timers run out that would not have: that is another run, of which nothing can
/// be said. It may end in 1, for a sentence may not hold there. An undisturbed run is left as it is, whatever it ended
/// in.
///
/// @param folder the latest saved run is below it
/// @param disturbance what tells of a machine that was too busy
public record Replayed(Path folder, Disturbance disturbance) {

    private static final int ATTEMPTS = 4;

    /// The exits of a run that came to its end: 0, and 1 where a sentence did not hold.
    private static final List<Integer> ENDED = List.of(0, 1);

    /// What tells of a machine that was too busy.
    @FunctionalInterface
    public interface Disturbance {

        /// True when these JSON lines show it.
        boolean in(String lines) throws IOException;
    }

    /// Types it until it was undisturbed, four times at most. It is quiet, speaks English and saves its run
    /// below the folder.
    ///
    /// @param words behind `lab`
    /// @throws IllegalStateException when the last of them did not come to its end
    public void type(List<String> words) throws Exception {
        String[] line = Stream.concat(words.stream(), Stream.of("-q", "--lang", "en", "-o", folder.toString()))
                .toArray(String[]::new);
        play(() -> TypedLine.of(line));
    }

    /// The same for whatever saves a run below the folder.
    void play(Callable<TypedLine> command) throws Exception {
        TypedLine typed = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            clear();
            typed = command.call();
            if (ENDED.contains(typed.exitCode()) && !wasDisturbed()) {
                return;
            }
        }
        if (typed != null && !ENDED.contains(typed.exitCode())) {
            throw new IllegalStateException(folder.getFileName() + " ended with " + typed.exitCode() + ": "
                    + typed.err().strip());
        }
    }

    /// Whether the latest run was disturbed too.
    public boolean wasDisturbed() throws IOException {
        return disturbance.in(latest().lines());
    }

    /// The latest run; skips the test where it was disturbed.
    public PlayedRun undisturbed() throws IOException {
        assumeFalse(
                wasDisturbed(),
                () -> "this machine was too busy for " + folder.getFileName() + ", " + ATTEMPTS + " times");
        return latest();
    }

    /// The latest run, be it disturbed or not.
    public PlayedRun latest() throws IOException {
        try (Stream<Path> runs = Files.list(folder)) {
            return new PlayedRun(runs.max(Comparator.naturalOrder()).orElseThrow());
        }
    }

    /// What an earlier play left is none of this one.
    private void clear() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
