package org.wirelab.wire;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A stream with a window on the bytes that come next: they can be looked at before they are taken.
///
/// It never waits for more than it was asked for, so that a pipe's blocks can be had as they come; and it never
/// makes room for bytes that are only claimed: the window grows with what has arrived.
final class CaptureInput implements Closeable {
    /// Longer than any frame or list of secrets (it is Wireshark's bound too): a length above it is damage.
    static final int LONGEST = 16 << 20;

    private static final int WINDOW = 1 << 18;
    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream stream;
    private byte[] window = new byte[WINDOW];
    private int position;
    private int limit;

    /// Where in the stream the window's first byte lies.
    private long base;

    private boolean ended;

    CaptureInput(InputStream stream) {
        this.stream = stream;
    }

    /// How many bytes have been taken.
    long offset() {
        return base + position;
    }

    /// How many of the next bytes are here already.
    int available() {
        return limit - position;
    }

    /// How many bytes it has room for at the moment.
    int windowLength() {
        return window.length;
    }

    /// Whether so many bytes come next; waits for them if need be.
    boolean has(int count) throws IOException {
        return limit - position >= count || fill(count);
    }

    private boolean fill(int count) throws IOException {
        while (limit - position < count && !ended) {
            if (limit == window.length) makeRoom();
            int read = stream.read(window, limit, window.length - limit);
            if (read < 0) ended = true;
            else limit += read;
        }
        return limit - position >= count;
    }

    private void makeRoom() {
        int kept = limit - position;
        // doubling only where most of the window is still needed keeps the copying linear
        byte[] target = position > window.length / 2 ? window : new byte[window.length * 2];
        System.arraycopy(window, position, target, 0, kept);
        base += position;
        position = 0;
        limit = kept;
        window = target;
    }

    /// Takes bytes that are here.
    void skip(int count) {
        position += Objects.checkIndex(count, limit - position + 1);
    }

    /// The 32-bit number `at` bytes after the next one, as little-endian; it must be here.
    int little(int at) {
        Objects.checkFromIndexSize(at, Integer.BYTES, limit - position);
        return (int) LITTLE.get(window, position + at);
    }

    int u8(int at) {
        return window[position + Objects.checkIndex(at, limit - position)] & 0xff;
    }

    /// A copy of bytes that are here.
    byte[] copy(int at, int count) {
        Objects.checkFromIndexSize(at, count, limit - position);
        return Arrays.copyOfRange(window, position + at, position + at + count);
    }

    /// Takes exactly so many bytes.
    ///
    /// @throws EOFException if the stream ends before or within them
    byte[] take(int count) throws IOException {
        if (!has(count)) {
            skip(available());
            throw new EOFException();
        }
        byte[] bytes = copy(0, count);
        skip(count);
        return bytes;
    }

    /// Takes at most so many bytes, at least one; -1 at the end of the stream.
    int take(byte[] target, int at, int count) throws IOException {
        if (!has(1)) return -1;
        int some = Math.min(count, available());
        System.arraycopy(window, position, target, at, some);
        position += some;
        return some;
    }

    /// What ended the stream early, or null if it came to its own end.
    @Nullable
    String brokenOff() {
        return stream instanceof GzipStream gzip ? gzip.problem() : null;
    }

    /// Whether the offsets are those of uncompressed bytes.
    boolean compressed() {
        return stream instanceof GzipStream;
    }

    /// A problem with what must be said so that it can be found: whether the offsets are those of uncompressed
    /// bytes, and whether the compressed file broke off.
    String named(String problem) {
        if (!compressed()) return problem;
        String brokenOff = ended ? brokenOff() : null;
        return problem + (brokenOff == null ? "" : "; " + brokenOff) + " (offsets are those of the uncompressed data)";
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
