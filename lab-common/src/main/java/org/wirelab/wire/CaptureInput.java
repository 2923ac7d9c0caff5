package org.wirelab.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A stream that knows how far it has been read, and reads whole pieces however they arrive.
final class CaptureInput {
    /// Longer than any frame or list of secrets; a length above it is damage, not data.
    static final int LONGEST = 64 << 20;

    private final InputStream stream;
    private long offset;

    CaptureInput(InputStream stream) {
        this.stream = stream;
    }

    /// How many bytes have been read.
    long offset() {
        return offset;
    }

    /// Exactly so many bytes, or null if the stream ends right here.
    ///
    /// @throws EOFException if it ends within them
    byte @Nullable [] read(int count) throws IOException {
        byte[] bytes = stream.readNBytes(count);
        offset += bytes.length;
        if (bytes.length == count) return bytes;
        if (bytes.length == 0) return null;
        throw new EOFException();
    }

    /// Exactly so many bytes.
    ///
    /// @throws EOFException if the stream ends before or within them
    byte[] readFully(int count) throws IOException {
        byte[] bytes = read(count);
        if (bytes == null && count > 0) throw new EOFException();
        return bytes == null ? new byte[0] : bytes;
    }
}
