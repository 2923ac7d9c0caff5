package org.wirelab.client.read;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.run.RunFolder;
import org.wirelab.run.RunListener;
import org.wirelab.run.Wording;
import org.wirelab.wire.CaptureRewriter;

/// The capture written again with what was found as comments: these are collected while it is read, and it is written
/// in a reading of its own.
final class Annotation implements AutoCloseable {

    /// No annotation.
    static final Annotation NONE = new Annotation(null, null, null);

    private final @Nullable RunFolder folder;
    private final @Nullable CommentSpool spool;
    private final @Nullable CommentListener listener;
    private boolean written;

    private Annotation(@Nullable RunFolder folder, @Nullable CommentSpool spool, @Nullable CommentListener listener) {
        this.folder = folder;
        this.spool = spool;
        this.listener = listener;
    }

    /// An annotation in a folder of its own.
    ///
    /// @param parent below which that folder is made; empty for no annotation
    /// @throws LabException when it cannot be made
    static Annotation below(Optional<Path> parent, Wording wording) throws LabException {
        if (parent.isEmpty()) {
            return NONE;
        }
        RunFolder folder = RunFolder.create(parent.get(), Instant.now(), "read");
        try {
            CommentSpool spool = new CommentSpool(folder.path());
            return new Annotation(folder, spool, new CommentListener(spool, wording));
        } catch (IOException e) {
            throw new LabException(ExitCode.LACKING, folder.path() + " cannot be written to: " + e.getMessage(), e);
        }
    }

    /// Whether there is to be one.
    boolean isWanted() {
        return folder != null;
    }

    /// Names the run: its folder, where there is one.
    String id() {
        return folder == null ? "read" : folder.id();
    }

    /// Where files of it may lie.
    Path folder() {
        return Objects.requireNonNull(folder).path();
    }

    /// Who collects the comments.
    RunListener listener() {
        return Objects.requireNonNull(listener);
    }

    /// Where the capture is written to.
    Path target() {
        return folder().resolve(RunFolder.CAPTURE);
    }

    /// Writes the capture, read from its beginning, with the comments that have been collected.
    ///
    /// @throws IOException if it is not complete; then there is no file
    CaptureRewriter.Result write(InputStream capture) throws IOException {
        CommentSpool.InOrder comments = Objects.requireNonNull(spool).inOrder();
        Objects.requireNonNull(folder).newStream(RunFolder.CAPTURE).close(); // readable by its owner only
        try (InputStream in = capture;
                OutputStream out = new FileOutputStream(target().toFile())) {
            CaptureRewriter.Result result = CaptureRewriter.rewrite(in, out, frame -> on(comments, frame));
            written = true;
            return result;
        } catch (UncheckedIOException e) {
            Files.deleteIfExists(target());
            throw e.getCause();
        } catch (IOException e) {
            Files.deleteIfExists(target());
            throw e;
        }
    }

    @Override
    public void close() {
        if (spool == null || folder == null) {
            return;
        }
        spool.close();
        if (!written) {
            try {
                Files.deleteIfExists(folder.path());
            } catch (IOException e) {
                return; // something else lies in it
            }
        }
    }

    private static List<String> on(CommentSpool.InOrder comments, long frame) {
        if (Thread.currentThread().isInterrupted()) {
            throw new UncheckedIOException(new IOException("interrupted"));
        }
        try {
            return comments.on(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
