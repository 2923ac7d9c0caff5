package org.wirelab.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of a UTF-8 text, read one by one, none longer than memory allows.
///
/// Each line is decoded by itself, so that a byte that is no UTF-8 spoils no line before its own.
final class TextLines {

    private final InputStream in;
    private final int longest;
    private final byte[] block = new byte[1 << 16];
    private int position;
    private int limit;
    private boolean cutShort;

    /// @param longest how many bytes a line may have
    TextLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /// A line is longer than it may be.
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /// The next line without its end; null after the last one.
    ///
    /// @throws CharacterCodingException when it is not UTF-8
    /// @throws TooLongException when it is longer than it may be; nothing can be read after that
    @Nullable
    String next() throws IOException {
        if (!fill()) {
            cutShort = false;
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean ended = false;
        while (!ended && fill()) {
            int start = position;
            while (position < limit && block[position] != '\n') {
                position++;
            }
            if (line.size() + position - start > longest) {
                throw new TooLongException();
            }
            line.write(block, start, position - start);
            ended = position < limit;
            position += ended ? 1 : 0;
        }
        cutShort = !ended;
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line.toByteArray()))
                .toString();
    }

    /// True when the last line had no end of its own, as after a program that was killed while it wrote.
    boolean cutShort() {
        return cutShort;
    }

    /// Reads the next block when this one is used up. False at the end of the text.
    private boolean fill() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(block));
        }
        return position < limit;
    }
}
