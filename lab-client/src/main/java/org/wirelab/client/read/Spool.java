package org.wirelab.client.read;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/// A temporary file that only its owner can read and that is gone with the process, however that ends.
///
/// One thread writes it, and then reads it, as often as it likes. It is no channel: an interrupt would close one.
final class Spool implements AutoCloseable {

    private static final int WRITE_BUFFER = 1 << 16;
    private static final int READ_BUFFER = 1 << 13;

    private final RandomAccessFile file;
    private final Path path;
    private final OutputStream out;
    private long written;

    private Spool(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.out = new BufferedOutputStream(new Appending(), WRITE_BUFFER);
    }

    /// A new one in this folder.
    static Spool in(Path folder) throws IOException {
        return unnamed(Files.createTempFile(folder, "wirelab-", ".tmp"));
    }

    /// A new one where the system keeps temporary files.
    static Spool temporary() throws IOException {
        return unnamed(Files.createTempFile("wirelab-", ".tmp")); // readable by its owner only
    }

    /// What has no name needs nobody to delete it.
    private static Spool unnamed(Path path) throws IOException {
        Spool spool = new Spool(path);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.delete(path);
        }
        return spool;
    }

    /// Where to write; what is written here can be read after a flush.
    OutputStream out() {
        return out;
    }

    /// How many bytes have been written, those in the buffer too.
    long size() throws IOException {
        out.flush();
        return written;
    }

    /// The bytes from `start` to `end`, as long as nothing more is written.
    InputStream in(long start, long end) throws IOException {
        out.flush();
        return new BufferedInputStream(new Slice(start, end), READ_BUFFER);
    }

    @Override
    public void close() {
        try (file) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            return; // it is temporary all the same
        }
    }

    private final class Appending extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            file.seek(written);
            file.write(bytes, from, count);
            written += count;
        }
    }

    private final class Slice extends InputStream {
        private long position;
        private final long end;

        private Slice(long start, long end) {
            this.position = start;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (position >= end) {
                return -1;
            }
            file.seek(position);
            int some = file.read(bytes, from, (int) Math.min(count, end - position));
            position += Math.max(some, 0);
            return some;
        }
    }
}
