package org.wirelab.client.dns;

import java.io.PrintStream;
import java.util.Map;
import org.wirelab.run.ExitCode;
import org.wirelab.text.Texts;

/// How far many lookups have come: a line on the error output of a terminal while they last, and what was
/// done when they are broken off. Safe for many threads.
final class Tally implements AutoCloseable {

    private static final long NANOS_BETWEEN = 250_000_000L;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final Texts texts;
    private final boolean shown;
    private long begun;
    private long told;
    private long failed;
    private long bogus;
    private long bad;
    private long next = System.nanoTime() + NANOS_BETWEEN;
    private boolean standing;
    private boolean interrupted;

    /// @param environment the launcher says in `LAB_PROGRESS` whether the error output is a terminal
    Tally(PrintStream err, Texts texts, Map<String, String> environment) {
        this.err = err;
        this.texts = texts;
        this.shown = "yes".equals(environment.get("LAB_PROGRESS"));
    }

    synchronized void begun() {
        begun++;
    }

    synchronized void bad() {
        bad++;
    }

    synchronized void told(NameResult result) {
        told++;
        failed += result.failed() ? 1 : 0;
        bogus += result.status().equals("bogus") ? 1 : 0;
        if (shown && System.nanoTime() > next) {
            next = System.nanoTime() + NANOS_BETWEEN;
            err.print(ERASE + words());
            err.flush();
            standing = true;
        }
    }

    /// A lookup ended by a fault of the lab's own, and has no result.
    synchronized void brokeOff(String question, Throwable why) {
        clear();
        err.println("lab: " + question + " broke off: " + why);
        told++;
        failed++;
    }

    /// Takes the line away, so that something else can be printed.
    synchronized void clear() {
        if (standing) {
            err.print(ERASE);
            err.flush();
            standing = false;
        }
    }

    /// Says what was done until now.
    synchronized void interrupted() {
        interrupted = true;
        clear();
        err.println("lab: " + words());
        err.flush();
    }

    synchronized boolean wasInterrupted() {
        return interrupted;
    }

    /// The worst of all.
    synchronized ExitCode exit() {
        return bogus > 0
                ? ExitCode.TRUST_REFUSED
                : failed > 0 ? ExitCode.UNREACHABLE : bad > 0 ? ExitCode.USAGE : ExitCode.OK;
    }

    @Override
    public synchronized void close() {
        clear();
        if (shown || bad > 0) {
            err.println("lab: " + words());
        }
    }

    private String words() {
        return texts.format(
                "dns.names.done",
                String.valueOf(told),
                String.valueOf(failed),
                String.valueOf(begun - told),
                String.valueOf(bad));
    }
}
