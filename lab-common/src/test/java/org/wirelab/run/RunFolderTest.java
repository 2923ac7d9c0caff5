package org.wirelab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:50:12Z");

    @TempDir
    private Path parent;

    @Test
    void itIsNamedByTimeAndCommand() throws LabException {
        RunFolder folder = RunFolder.create(parent.resolve("a/b"), NOW, "tcp");
        assertThat(folder.path())
                .isEqualTo(parent.resolve("a/b/20261122-185012-tcp"))
                .isDirectory();
        assertThat(folder.id()).isEqualTo("20261122-185012-tcp");
    }

    @Test
    void runsOfOneSecondHaveFoldersOfTheirOwn() throws LabException {
        RunFolder.create(parent, NOW, "tcp");
        assertThat(RunFolder.create(parent, NOW, "tcp").id()).isEqualTo("20261122-185012-tcp-2");
        assertThat(RunFolder.create(parent, NOW, "tcp").id()).isEqualTo("20261122-185012-tcp-3");
        assertThat(RunFolder.create(parent, NOW, "tls").id()).isEqualTo("20261122-185012-tls");
    }

    @Test
    void onlyItsOwnerReadsIt() throws Exception {
        RunFolder folder = RunFolder.create(parent, NOW, "tls");
        try (Writer keys = folder.newWriter(RunFolder.KEY_LOG)) {
            keys.write("CLIENT_RANDOM …\n");
        }
        Path file = folder.path().resolve(RunFolder.KEY_LOG);
        assertThat(file).hasContent("CLIENT_RANDOM …\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void anInterruptClosesNoFileOfTheRun() throws Exception {
        RunFolder folder = RunFolder.create(parent, NOW, "tls");
        try (Writer trace = folder.newWriter(RunFolder.TRACE);
                OutputStream capture = folder.newStream(RunFolder.CAPTURE);
                RandomAccessFile frames = folder.newFile("frames.tmp")) {
            Thread.currentThread().interrupt();
            trace.write("first");
            trace.flush();
            capture.write(1);
            frames.write(2);
            assertThat(Thread.interrupted()).isTrue();
            trace.write(", second");
        }
        assertThat(folder.path().resolve(RunFolder.TRACE)).hasContent("first, second");
        assertThat(folder.path().resolve(RunFolder.CAPTURE)).hasBinaryContent(new byte[] {1});
        assertThat(folder.path().resolve("frames.tmp")).hasBinaryContent(new byte[] {2});
    }

    @Test
    void aFailureWithoutWordsIsNamed() {
        assertThat(RunFolder.reason(new ClosedByInterruptException())).isEqualTo("interrupted");
        assertThat(RunFolder.reason(new ClosedChannelException())).isEqualTo("ClosedChannelException");
    }

    @Test
    void aFileInTheWayIsOneLineWithTheWayOut() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> RunFolder.create(file, NOW, "tcp"))
                .isInstanceOf(LabException.class)
                .hasMessage("cannot save the run below " + file
                        + " (a file is in the way): choose a folder with -o, or use --no-save");
        assertThatThrownBy(() -> RunFolder.create(file.resolve("below"), NOW, "tcp"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("below " + file.resolve("below") + " (Not a directory): choose");
    }

    @Test
    void aFileOfTheRunIsNeverOverwritten() throws Exception {
        RunFolder folder = RunFolder.create(parent, NOW, "tcp");
        folder.newWriter(RunFolder.TRACE).close();
        assertThatThrownBy(() -> folder.newWriter(RunFolder.TRACE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage(folder.path().resolve(RunFolder.TRACE) + " cannot be written: a file is in the way");
    }
}
