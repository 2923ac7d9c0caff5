package org.wirelab.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// What a gzip file holds (RFC 1952): all its members in a row, each as far as it can be had.
///
/// Where the file is cut off or damaged the stream ends, and `problem()` says why; `java.util.zip.GZIPInputStream`
/// would lose what it had uncompressed by then, and takes a slow pipe's pause for the end of the last member.
final class GzipStream extends InputStream {
    private static final int CHUNK = 1 << 16;

    // RFC 1952 §2.3.1: the flags of optional fields
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final CaptureInput in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] chunk = new byte[CHUNK];

    /// How many bytes of the chunk the inflater was given.
    private int given;

    private boolean inMember;
    private boolean ended;
    private @Nullable String problem;

    GzipStream(CaptureInput in) {
        this.in = in;
    }

    /// RFC 1952 §2.3.1: ID1, ID2 and the only compression method there is.
    static boolean begins(CaptureInput in) {
        return in.u8(0) == 0x1f && in.u8(1) == 0x8b && in.u8(2) == 8;
    }

    @Nullable
    String problem() {
        return problem;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int at, int length) throws IOException {
        Objects.checkFromIndexSize(at, length, target.length);
        if (length == 0) return 0;
        try {
            while (!ended) {
                if (!inMember) beginMember();
                else {
                    int count = inflate(target, at, length);
                    if (count > 0) return count;
                }
            }
        } catch (EOFException e) {
            end("the compressed file ends early, at its offset " + (in.offset() + in.available()));
        } catch (DataFormatException e) {
            end("the compressed file is damaged before its offset " + compressedOffset());
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    /// RFC 1952 §2.2: members follow one another without anything between them.
    private void beginMember() throws IOException {
        long offset = in.offset();
        if (!in.has(1)) {
            ended = true;
            return;
        }
        if (offset > 0 && (!in.has(3) || !begins(in))) {
            // gzip itself takes zeros here for the padding of a tape
            end("what follows the compressed data at offset " + offset + " of the compressed file is not gzip");
            return;
        }
        int flags = in.take(10)[3];
        if ((flags & RESERVED) != 0) {
            end("the header at offset " + offset + " of the compressed file is damaged");
            return;
        }
        if ((flags & EXTRA) != 0) skip((in.take(1)[0] & 0xff) | (in.take(1)[0] & 0xff) << 8);
        if ((flags & NAME) != 0) skipText();
        if ((flags & COMMENT) != 0) skipText();
        if ((flags & HEADER_CRC) != 0) skip(2);
        inflater.reset();
        given = 0;
        crc.reset();
        inMember = true;
    }

    private void skip(int count) throws IOException {
        in.take(count);
    }

    private void skipText() throws IOException {
        byte next;
        do next = in.take(1)[0];
        while (next != 0);
    }

    /// @return how many bytes came out, 0 if the member ended
    private int inflate(byte[] target, int at, int length) throws IOException, DataFormatException {
        for (; ; ) {
            int count = inflater.inflate(target, at, length);
            if (count > 0) {
                crc.update(target, at, count);
                return count;
            }
            if (inflater.finished()) {
                endMember();
                return 0;
            }
            if (inflater.needsDictionary()) throw new DataFormatException();
            if (inflater.needsInput() && !give()) throw new EOFException();
        }
    }

    /// Shows the inflater what is here, and takes what it has consumed of what it was shown before.
    private boolean give() throws IOException {
        in.skip(given - inflater.getRemaining());
        given = 0;
        if (!in.has(1)) return false;
        given = Math.min(chunk.length, in.available());
        System.arraycopy(in.copy(0, given), 0, chunk, 0, given);
        inflater.setInput(chunk, 0, given);
        return true;
    }

    /// RFC 1952 §2.3.1: CRC32 and length modulo 2^32 of what was compressed, little-endian.
    private void endMember() throws IOException {
        in.skip(given - inflater.getRemaining());
        given = 0;
        inMember = false;
        if (!in.has(8)) throw new EOFException();
        boolean agrees = in.little(0) == (int) crc.getValue() && in.little(4) == (int) inflater.getBytesWritten();
        in.skip(8);
        if (!agrees) end("the checksum at offset " + (in.offset() - 8) + " of the compressed file does not agree");
    }

    private long compressedOffset() {
        return in.offset() + given - inflater.getRemaining();
    }

    private void end(String why) {
        ended = true;
        problem = "gzip: " + why;
    }
}
