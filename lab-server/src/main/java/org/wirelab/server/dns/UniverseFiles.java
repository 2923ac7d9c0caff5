package org.wirelab.server.dns;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Where a universe's files are read from: the lab itself, or a folder.
@FunctionalInterface
interface UniverseFiles {

    /// The bytes of a file; empty when there is none.
    ///
    /// @throws IOException in one line, when there is one that cannot be read
    Optional<byte[]> read(String name) throws IOException;

    /// The universe that the lab carries.
    static UniverseFiles builtIn() {
        return name -> {
            try (InputStream file = Universe.class.getResourceAsStream("universe/" + name)) {
                return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
            }
        };
    }

    /// The files of a folder; a name that leads out of it names no file.
    static UniverseFiles in(Path given) {
        Path folder = given.toAbsolutePath().normalize();
        return name -> {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder)) {
                return Optional.empty();
            }
            try {
                return Optional.of(Files.readAllBytes(file));
            } catch (NoSuchFileException _) {
                return Optional.empty();
            } catch (IOException e) {
                throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
            }
        };
    }
}
