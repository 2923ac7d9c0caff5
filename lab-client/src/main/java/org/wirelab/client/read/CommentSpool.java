package org.wirelab.client.read;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Comments that are made in any order and wanted in the order of the frames that they stand on, in bounded memory.
///
/// A comment names an entry; which frame shows an entry is told beside it, in the order of both. Comments are sorted
/// piece by piece; the pieces wait in a file and are merged when they are read.
final class CommentSpool implements AutoCloseable {

    private static final int PIECE_CHARACTERS = 4 << 20;

    private final Spool frames;
    private final Spool pieces;
    private final DataOutputStream frameOut;
    private final List<Long> ends = new ArrayList<>();
    private final List<Comment> piece = new ArrayList<>();
    private final int pieceCharacters;
    private int characters;
    private long lastEntry;
    private long lastFrame;

    /// @param order of two comments on one entry, the one that was made first stands first
    private record Comment(long entry, long order, String text) {
        static final Comparator<Comment> ORDER =
                Comparator.comparingLong(Comment::entry).thenComparingLong(Comment::order);
    }

    private long made;

    CommentSpool(Path folder) throws IOException {
        this(folder, PIECE_CHARACTERS);
    }

    /// @param pieceCharacters how much text is sorted in memory at a time
    CommentSpool(Path folder, int pieceCharacters) throws IOException {
        this.frames = Spool.in(folder);
        this.pieces = Spool.in(folder);
        this.frameOut = new DataOutputStream(frames.out());
        this.pieceCharacters = pieceCharacters;
    }

    /// Says which frame shows an entry. Neither number is below the last.
    void frame(long entry, long frame) throws IOException {
        number(frameOut, entry - lastEntry);
        number(frameOut, frame - lastFrame);
        lastEntry = entry;
        lastFrame = frame;
    }

    /// Adds a comment on an entry that has a frame, or will have none: then it is left out.
    void comment(long entry, String text) throws IOException {
        piece.add(new Comment(entry, made++, text));
        characters += text.length() + 32;
        if (characters > pieceCharacters) {
            putAway();
        }
    }

    /// How many comments there are.
    long count() {
        return made;
    }

    /// All comments in the order of their frames. Nothing is added from here on.
    InOrder inOrder() throws IOException {
        putAway();
        return new InOrder();
    }

    @Override
    public void close() {
        frames.close();
        pieces.close();
    }

    private void putAway() throws IOException {
        piece.sort(Comment.ORDER);
        DataOutputStream out = new DataOutputStream(pieces.out());
        for (Comment comment : piece) {
            byte[] text = comment.text.getBytes(StandardCharsets.UTF_8);
            number(out, comment.entry);
            number(out, comment.order);
            number(out, text.length);
            out.write(text);
        }
        ends.add(pieces.size());
        piece.clear();
        characters = 0;
    }

    /// Seven bits in each octet, the lowest first.
    private static void number(DataOutputStream out, long value) throws IOException {
        long rest = value;
        while (rest >= 0x80) {
            out.writeByte((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long number(InputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException();
            }
            value |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                return value;
            }
        }
    }

    /// The comments, frame by frame.
    final class InOrder {
        private final PriorityQueue<Piece> next = new PriorityQueue<>(Comparator.comparing(p -> p.head, Comment.ORDER));
        private final InputStream frameIn = frames.in(0, frames.size());
        private long entry;
        private long frame;
        private boolean more = true;

        private InOrder() throws IOException {
            long start = 0;
            for (long end : ends) {
                if (end > start) {
                    next.add(new Piece(new DataInputStream(pieces.in(start, end))));
                }
                start = end;
            }
            step();
        }

        /// The comments on this frame; asked for frame after frame, each once.
        List<String> on(long number) throws IOException {
            List<String> texts = new ArrayList<>();
            while (more && frame <= number) {
                for (Comment comment = head(); comment != null && comment.entry <= entry; comment = head()) {
                    if (comment.entry == entry && frame == number && !texts.contains(comment.text)) {
                        texts.add(comment.text);
                    }
                    taken();
                }
                step();
            }
            return texts;
        }

        private void step() throws IOException {
            frameIn.mark(1);
            if (frameIn.read() < 0) {
                more = false;
                return;
            }
            frameIn.reset();
            entry += number(frameIn);
            frame += number(frameIn);
        }

        private @Nullable Comment head() {
            Piece first = next.peek();
            return first == null ? null : first.head;
        }

        private void taken() throws IOException {
            Piece first = next.remove();
            if (first.advance()) {
                next.add(first);
            }
        }
    }

    /// One sorted piece as it is read again.
    private static final class Piece {
        private final DataInputStream in;
        private Comment head;

        private Piece(DataInputStream in) throws IOException {
            this.in = in;
            this.head = read();
        }

        private boolean advance() throws IOException {
            in.mark(1);
            if (in.read() < 0) {
                return false;
            }
            in.reset();
            head = read();
            return true;
        }

        private Comment read() throws IOException {
            long entry = number(in);
            long order = number(in);
            byte[] text = new byte[(int) number(in)];
            in.readFully(text);
            return new Comment(entry, order, new String(text, StandardCharsets.UTF_8));
        }
    }
}
