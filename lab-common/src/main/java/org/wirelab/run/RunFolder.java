package org.wirelab.run;

import java.io.BufferedWriter;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

/// The folder of one saved run. Its files may hold secrets, so nobody but their owner reads them (mode 0600), or sees
/// which there are (0700).
///
/// @param path `lab-runs/20261122-185012-tcp`
public record RunFolder(Path path) {

    /// The run's JSON lines.
    public static final String TRACE = "trace.jsonl";
    /// The run's packets, with findings as comments and TLS secrets.
    public static final String CAPTURE = "run.pcapng";
    /// The run's TLS secrets in NSS key log format.
    public static final String KEY_LOG = "keys.log";
    /// A shell script that computes the run's derived values again.
    public static final String RECOMPUTE = "recompute.sh";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final int MOST_IN_ONE_SECOND = 1_000;

    /// Makes a folder for a run that starts now, below `parent`, which is made too.
    ///
    /// @param command stands in its name
    /// @throws LabException when it cannot be made, with the way out
    public static RunFolder create(Path parent, Instant started, String command) throws LabException {
        String time = TIME.format(started.atOffset(ZoneOffset.UTC));
        try {
            Files.createDirectories(parent);
            for (int i = 1; i < MOST_IN_ONE_SECOND; i++) {
                Path folder = parent.resolve(time + "-" + command + (i == 1 ? "" : "-" + i));
                try {
                    return new RunFolder(Files.createDirectory(folder, ownerOnly("rwx------")));
                } catch (FileAlreadyExistsException e) {
                    continue; // another run of this second has it
                }
            }
            throw new IOException("too many runs in one second");
        } catch (IOException e) {
            throw new LabException(
                    ExitCode.LACKING,
                    "cannot save the run below " + parent + " (" + reason(e)
                            + "): choose a folder with -o, or use --no-save",
                    e);
        }
    }

    /// The run's name: the folder's.
    public String id() {
        return String.valueOf(path.getFileName());
    }

    /// A new text file in the folder, readable by its owner only.
    ///
    /// @throws UncheckedIOException when it cannot be made
    public Writer newWriter(String file) {
        return new BufferedWriter(new OutputStreamWriter(newStream(file), StandardCharsets.UTF_8));
    }

    /// A new file in the folder, readable by its owner only, to write into.
    ///
    /// @throws UncheckedIOException when it cannot be made
    public OutputStream newStream(String file) {
        try {
            return new FileOutputStream(made(file));
        } catch (IOException e) {
            throw cannotBeWritten(file, e);
        }
    }

    /// A new file in the folder, readable by its owner only, to write into and to read from.
    ///
    /// No [java.nio.channels.FileChannel]: the first interrupt of a thread that writes would close it, and with
    /// it the run would be lost (java.nio.channels.InterruptibleChannel).
    ///
    /// @throws UncheckedIOException when it cannot be made
    public RandomAccessFile newFile(String file) {
        try {
            return new RandomAccessFile(made(file), "rw");
        } catch (IOException e) {
            throw cannotBeWritten(file, e);
        }
    }

    private File made(String file) throws IOException {
        return Files.createFile(path.resolve(file), ownerOnly("rw-------")).toFile();
    }

    private UncheckedIOException cannotBeWritten(String file, IOException e) {
        return new UncheckedIOException(path.resolve(file) + " cannot be written: " + reason(e), e);
    }

    /// What went wrong with a file, in a few words that leave its name out.
    public static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "a file is in the way";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            case ClosedByInterruptException _ -> "interrupted";
            default -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        };
    }

    private static FileAttribute<?>[] ownerOnly(String mode) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
