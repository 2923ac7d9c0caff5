package org.wirelab.render;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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

    private final FileChannel channel;
    private final Path file;
    private final OutputStream buffer;
    private final PcapngWriter writer;
    private int count;
    private @Nullable String failure;

    /// @throws UncheckedIOException when the file cannot be made
    public FrameSpool(RunFolder folder) {
        channel = folder.newChannel(FILE);
        file = folder.path().resolve(FILE);
        buffer = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
        try {
            // what has no name needs nobody to delete it, however this process ends
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) Files.delete(file);
            writer = new PcapngWriter(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
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
            failure = "frames from number " + (count + 1) + " on were not kept: " + e.getMessage();
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
    public synchronized void forEach(Consumer<CapturedFrame> frames) throws IOException {
        buffer.flush();
        long end = channel.position();
        channel.position(0);
        CaptureReader reader = CaptureReader.open(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
        for (CaptureBlock block = reader.next(); block != null; block = reader.next()) {
            if (block instanceof CaptureBlock.Frame kept) frames.accept(kept.frame());
        }
        channel.position(end);
        if (failure != null) throw new IOException(failure);
    }

    @Override
    public synchronized void close() {
        if (failure == null) failure = "the spool is closed";
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
