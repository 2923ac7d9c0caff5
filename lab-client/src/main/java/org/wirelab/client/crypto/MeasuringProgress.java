package org.wirelab.client.crypto;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.LongSupplier;
import org.wirelab.crypto.Measuring;
import org.wirelab.crypto.Operation;
import org.wirelab.text.Texts;

/// One line on the error output that says what is being measured and how far it is: only on a terminal.
final class MeasuringProgress implements Measuring.Listener, AutoCloseable {

    private static final long NEXT_AFTER_NANOS = 200_000_000L;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final Texts texts;
    private final boolean shown;
    private final LongSupplier clock;
    private long next = Long.MIN_VALUE;
    private boolean standing;

    /// @param environment the launcher says in `LAB_PROGRESS` whether the error output is a terminal
    MeasuringProgress(PrintWriter err, Texts texts, Map<String, String> environment, LongSupplier clock) {
        this.err = err;
        this.texts = texts;
        this.shown = "yes".equals(environment.get("LAB_PROGRESS"));
        this.clock = clock;
    }

    @Override
    public void turn(Operation operation, int done, int all) {
        long now = clock.getAsLong();
        if (!shown || now < next) {
            return;
        }
        next = now + NEXT_AFTER_NANOS;
        err.print(ERASE
                + texts.format("crypto.progress", operation.label(), Integer.toString(done * 100 / Math.max(1, all))));
        err.flush();
        standing = true;
    }

    /// Says a whole line.
    void notice(String line) {
        clear();
        err.println(line);
        err.flush();
    }

    /// Takes the line away, so that something else can be printed.
    void clear() {
        if (standing) {
            err.print(ERASE);
            err.flush();
            standing = false;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
