package org.wirelab.render;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.RunFolder;
import org.wirelab.wire.CaptureBlock;
import org.wirelab.wire.CaptureReader;
import org.wirelab.wire.CapturedFrame;
import org.wirelab.wire.PcapngWriter;

/// The frames of a run on disk until its end, when it is known what there is to say of each.
///
/// The file lies in the run's folder, is readable by its owner only, and is gone with the process. Any thread may add
/// frames.
public final class FrameSpool implements AutoCloseable {
    private static final String FILE = "frames.tmp";
    private static final int BUFFER = 1 << 16;

    private final RandomAccessFile frames;
    private final Path file;
    private final OutputStream buffer;
    private final PcapngWriter writer;
    private int count;
    private @Nullable String failure;

    /// @throws UncheckedIOException when the file cannot be made
    public FrameSpool(RunFolder folder) {
        frames = folder.newFile(FILE);
        file = folder.path().resolve(FILE);
        try {
            buffer = new BufferedOutputStream(new FileOutputStream(frames.getFD()), BUFFER);
            // what has no name needs nobody to delete it, however this process ends
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) Files.delete(file);
            writer = new PcapngWriter(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + RunFolder.reason(e), e);
        }
    }

    /// Keeps a frame.
    ///
    /// @return its number, from 1, which is also its number in the run's capture file; 0 when it could not be kept
    public synchronized int add(CapturedFrame frame) {
        if (failure != null) return 0;
        try {
            writer.write(new CaptureBlock.Frame(frame, List.of()));
            return ++count;
        } catch (IOException e) {
            failure = "frames from number " + (count + 1) + " on were not kept: " + RunFolder.reason(e);
            return 0;
        }
    }

    /// How many frames were kept.
    public synchronized int count() {
        return count;
    }

    /// Hands on all frames that were kept, in their order.
    ///
    /// @throws IOException if a frame was not kept, or cannot be read again; what could be read has been handed on
    public synchronized void forEach(Consumer<CapturedFrame> reader) throws IOException {
        buffer.flush();
        long end = frames.getFilePointer();
        frames.seek(0);
        CaptureReader kept = CaptureReader.open(new BufferedInputStream(new FileInputStream(frames.getFD()), BUFFER));
        for (CaptureBlock block = kept.next(); block != null; block = kept.next()) {
            if (block instanceof CaptureBlock.Frame one) reader.accept(one.frame());
        }
        frames.seek(end);
        if (failure != null) throw new IOException(failure);
    }

    @Override
    public synchronized void close() {
        if (failure == null) failure = "the spool is closed";
        try {
            frames.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be removed: " + RunFolder.reason(e), e);
        }
    }
}
