package org.wirelab.client.read;

import java.io.PrintStream;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.wirelab.text.Texts;

/// One line on the error output that says how far a big capture has been read: only on a terminal, and only when it
/// takes long enough for somebody to wonder.
final class Progress implements AutoCloseable {

    private static final long FIRST_AFTER_NANOS = 1_000_000_000L;
    private static final long NEXT_AFTER_NANOS = 250_000_000L;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream err;
    private final Texts texts;
    private final boolean shown;
    private final OptionalLong size;
    private final LongSupplier frames;
    private final LongSupplier bytes;
    private final LongSupplier clock;
    private long next;
    private boolean standing;

    /// @param environment the launcher says in `LAB_PROGRESS` whether the error output is a terminal
    /// @param size of the whole capture in bytes, where that is known
    /// @param frames how many have been read
    /// @param bytes how many of the file have been read
    Progress(
            PrintStream err,
            Texts texts,
            Map<String, String> environment,
            OptionalLong size,
            LongSupplier frames,
            LongSupplier bytes,
            LongSupplier clock) {
        this.err = err;
        this.texts = texts;
        this.shown = "yes".equals(environment.get("LAB_PROGRESS"));
        this.size = size;
        this.frames = frames;
        this.bytes = bytes;
        this.clock = clock;
        this.next = shown ? clock.getAsLong() + FIRST_AFTER_NANOS : Long.MAX_VALUE;
    }

    /// Says how far it is, if it is time to.
    void look() {
        if (!shown || clock.getAsLong() < next) {
            return;
        }
        next = clock.getAsLong() + NEXT_AFTER_NANOS;
        long taken = bytes.getAsLong();
        String share = size.isPresent() && size.getAsLong() > 0
                ? ", " + Math.min(100, taken * 100 / size.getAsLong()) + " %"
                : "";
        err.print(
                ERASE + texts.format("read.progress", Amount.number(frames.getAsLong()), Amount.octets(taken)) + share);
        err.flush();
        standing = true;
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
