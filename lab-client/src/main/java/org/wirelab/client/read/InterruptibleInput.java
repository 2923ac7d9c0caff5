package org.wirelab.client.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// A stream that may keep its reader waiting for ever, such as a pipe, read so that an interrupt ends the waiting: to
/// the reader the stream ends there.
final class InterruptibleInput extends InputStream {

    private static final int PIECE = 1 << 16;
    private static final int PIECES_AHEAD = 4;

    /// @param bytes empty at the end of the stream
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(byte[] bytes, @Nullable IOException failure) {}

    private final BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(PIECES_AHEAD);
    private final Runnable beforeWaiting;
    private byte[] current = new byte[0];
    private int position;
    private boolean ended;

    /// @param stream read by a thread of this one's own from here on
    /// @param beforeWaiting called whenever nothing has come yet, and the reader is about to wait
    InterruptibleInput(InputStream stream, Runnable beforeWaiting) {
        this.beforeWaiting = beforeWaiting;
        Thread.ofPlatform().daemon().name("wirelab-input").start(() -> readAhead(stream));
    }

    private void readAhead(InputStream stream) {
        byte[] buffer = new byte[PIECE];
        try {
            while (true) {
                Piece piece;
                try {
                    int count = stream.read(buffer);
                    piece = new Piece(count < 0 ? new byte[0] : Arrays.copyOf(buffer, count), null);
                } catch (IOException e) {
                    piece = new Piece(new byte[0], e);
                }
                pieces.put(piece);
                if (piece.bytes.length == 0) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
        if (position == current.length && !take()) {
            return -1;
        }
        int some = Math.min(count, current.length - position);
        System.arraycopy(current, position, target, from, some);
        position += some;
        return some;
    }

    private boolean take() throws IOException {
        if (ended) {
            return false;
        }
        try {
            Piece piece = pieces.poll();
            if (piece == null) {
                beforeWaiting.run();
                piece = pieces.take();
            }
            if (piece.failure != null) {
                throw piece.failure;
            }
            current = piece.bytes;
            position = 0;
            ended = current.length == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the reader sees the mark, and knows why the stream ended
            ended = true;
            current = new byte[0];
            position = 0;
        }
        return !ended;
    }
}
