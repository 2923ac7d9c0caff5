package org.wirelab.client.read;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// The standard output for programs: written when there is much of it or when nothing more comes for the moment, not
/// line by line.
final class Results extends Writer {

    private static final int BUFFER = 1 << 16;

    private final Writer out;

    Results(PrintStream stream) {
        this.out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER);
    }

    @Override
    public void write(char[] text, int from, int count) throws IOException {
        out.write(text, from, count);
    }

    /// Whoever writes a line wants it flushed; that is done by [#hand()].
    @Override
    public void flush() {}

    /// Hands on what has been written.
    void hand() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the standard output cannot be written: " + e.getMessage(), e);
        }
    }

    /// Hands on what has been written; the stream stays open.
    @Override
    public void close() {
        hand();
    }
}
