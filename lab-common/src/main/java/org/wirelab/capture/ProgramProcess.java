package org.wirelab.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A capture program that runs: what it writes, what it says, and its end, which comes at the latest with this
/// process's own.
final class ProgramProcess {
    private static final int PATIENCE_SECONDS = 3;
    private static final int ANSWER_MILLIS = 500;
    private static final int POLL_MILLIS = 10;

    /// Kills the program when the standard input ends, which it does when the JVM ends, however that comes about: a
    /// capture of an idle interface would never notice. Each line of the input asks it for its counters. The shell
    /// becomes the program, so that the JVM awaits the program itself.
    private static final String UNTIL_INPUT_ENDS = "exec 3<&0 </dev/null;"
            + " { while read -r _ <&3; do kill -USR1 $$; done; kill $$; } >/dev/null 2>&1 &"
            + " exec \"$@\" 3<&-";

    private final CaptureProgram program;
    private final Process process;
    private final StringBuilder words = new StringBuilder();
    private final Thread listener;
    private boolean ready;

    private ProgramProcess(CaptureProgram program, Process process) {
        this.program = program;
        this.process = process;
        this.listener =
                Thread.ofPlatform().name("words of " + program.name()).daemon().start(this::listen);
    }

    static ProgramProcess start(CaptureProgram program, String interfaceName, String filter) throws IOException {
        List<String> command = new ArrayList<>();
        // a session of its own: Ctrl-C is for the JVM, which ends the capture when it has seen everything
        Programs.find("setsid").ifPresent(path -> command.add(path.toString()));
        command.addAll(List.of("/bin/sh", "-c", UNTIL_INPUT_ENDS, "sh"));
        command.addAll(program.command(interfaceName, filter));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        return new ProgramProcess(program, builder.start());
    }

    /// The capture file as it is written.
    InputStream output() {
        return process.getInputStream();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// What it wrote to its standard error since it was last asked for its counters.
    String words() {
        synchronized (words) {
            return words.toString();
        }
    }

    /// Waits until it has said that it captures.
    ///
    /// @return false when it has ended instead, or keeps silent
    boolean awaitReady() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (words) {
            while (!ready && System.nanoTime() < end && (isAlive() || listener.isAlive())) {
                ready = program.isReady(words.toString());
                try {
                    if (!ready) words.wait(POLL_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return ready;
        }
    }

    /// What it has counted so far; empty when it does not say.
    Optional<CaptureCounters> ask() {
        synchronized (words) {
            // the signal would end a program that does not know it, or does not know it yet
            if (!program.answersSignals() || !ready || !isAlive()) return Optional.empty();
            words.setLength(0);
            try {
                OutputStream input = process.getOutputStream();
                input.write('\n');
                input.flush();
                return awaitCounters();
            } catch (IOException e) {
                return Optional.empty(); // it has ended, and its last words say why
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
    }

    private Optional<CaptureCounters> awaitCounters() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_MILLIS);
        Optional<CaptureCounters> counters = Optional.empty();
        for (long left = ANSWER_MILLIS; counters.isEmpty() && left > 0; ) {
            words.wait(left);
            counters = program.counters(words.toString());
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
        return counters;
    }

    /// Ends it and waits until it has said its last words.
    ///
    /// @param reader reads its output to its end; null if nobody does
    void end(@Nullable Thread reader) {
        try {
            process.getOutputStream().close();
            if (reader != null) reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
            listener.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (InputStream in = process.getErrorStream()) {
            byte[] some = new byte[1024];
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                synchronized (words) {
                    words.append(new String(some, 0, count, StandardCharsets.UTF_8));
                    words.notifyAll();
                }
            }
        } catch (IOException e) {
            return;
        }
    }
}
