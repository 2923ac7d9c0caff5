package org.wirelab.client.read;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// Where a capture comes from: a file, which can be read as often as needed, or a stream, which can be read once and is
/// kept for a second reading where one is wanted.
final class CaptureSource implements AutoCloseable {

    /// The name of the standard input on a command line.
    static final String STANDARD_INPUT = "-";

    private final String name;
    private final @Nullable Path file;
    private @Nullable Spool kept;
    private long keepAtMost;
    private long taken;

    private CaptureSource(String name, @Nullable Path file) {
        this.name = name;
        this.file = file;
    }

    /// The source that a command line names.
    ///
    /// @throws LabException when there is no such file, or it cannot be read
    static CaptureSource of(String name) throws LabException {
        if (name.equals(STANDARD_INPUT)) {
            return new CaptureSource("the standard input", null);
        }
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            throw new LabException(
                    ExitCode.USAGE, "there is no file " + name + ": name a capture, or - for the standard input");
        }
        if (Files.isDirectory(path)) {
            throw new LabException(
                    ExitCode.USAGE,
                    name + " is a folder: name the capture in it"
                            + (Files.exists(path.resolve("run.pcapng")) ? ", " + path.resolve("run.pcapng") : ""));
        }
        if (!Files.isReadable(path)) {
            throw new LabException(
                    ExitCode.USAGE, name + " cannot be read by this user: ask its owner, or copy it with sudo");
        }
        return new CaptureSource(name, path);
    }

    /// What to call it in a message.
    String name() {
        return name;
    }

    /// True when it can be read again without being kept.
    boolean isFile() {
        return file != null && Files.isRegularFile(file);
    }

    /// How long it is in bytes, where that is known.
    OptionalLong size() {
        try {
            return file != null && isFile() ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /// Keeps what [#open] reads for another reading, up to so many bytes; without meaning for a file.
    ///
    /// @param folder where to keep it; null for the system's own place
    void keep(@Nullable Path folder, long atMost) throws IOException {
        if (!isFile()) {
            kept = folder == null ? Spool.temporary() : Spool.in(folder);
            keepAtMost = atMost;
        }
    }

    /// Keeps no more of it: there will be no other reading.
    void keepNoMore() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    /// The capture from its beginning, for the first reading. A stream is waited for, until an interrupt.
    ///
    /// @param beforeWaiting called before a stream is waited for
    InputStream open(Runnable beforeWaiting) throws IOException {
        InputStream stream = file == null ? System.in : new FileInputStream(file.toFile());
        return new Taken(isFile() ? stream : new InterruptibleInput(stream, beforeWaiting));
    }

    /// True when the capture can be read from its beginning once more.
    boolean canBeReadAgain() {
        return isFile() || kept != null;
    }

    /// The capture from its beginning, once more.
    InputStream openAgain() throws IOException {
        if (file != null && isFile()) {
            return new FileInputStream(file.toFile());
        }
        if (kept == null) {
            throw new FileNotFoundException(name + " was not kept");
        }
        return kept.in(0, kept.size());
    }

    /// How many bytes of the first reading have been taken.
    long taken() {
        return taken;
    }

    @Override
    public void close() {
        keepNoMore();
    }

    /// Counts what goes by, and keeps it as long as it is wanted.
    private final class Taken extends InputStream {
        private final InputStream in;

        private Taken(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int count) throws IOException {
            int some = in.read(target, from, count);
            if (some > 0) {
                taken += some;
                keep(target, from, some);
            }
            return some;
        }

        private void keep(byte[] bytes, int from, int count) throws IOException {
            if (kept != null && taken > keepAtMost) {
                keepNoMore();
            }
            if (kept != null) {
                kept.out().write(bytes, from, count);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
