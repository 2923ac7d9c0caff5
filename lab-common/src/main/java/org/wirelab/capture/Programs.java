package org.wirelab.capture;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The programs that this machine has.
final class Programs {
    private Programs() {}

    /// The program of this name, on the PATH or in the administrator's folders, which an ordinary user's PATH often
    /// lacks.
    static Optional<Path> find(String name) {
        String folders =
                System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin:/sbin:/usr/local/sbin";
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(folders)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
