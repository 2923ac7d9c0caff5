package org.wirelab.client.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.tls.offline.KeyLog;
import org.wirelab.tls.offline.Secrets;
import org.wirelab.tls.offline.ServerKey;

/// The files that a user names to open the TLS of a capture with: key logs, and private keys of servers.
final class SecretFiles {

    /// Longer than the key log of a long day.
    private static final long LONGEST = 256L << 20;

    private SecretFiles() {}

    /// What stands in these files. Lines of a key log that cannot be used are named later; the others hold.
    ///
    /// @throws LabException when a file cannot be read or holds nothing of the kind
    static Secrets read(List<Path> keyLogs, List<Path> serverKeys) throws LabException {
        KeyLog log = new KeyLog();
        for (Path file : keyLogs) {
            log.add(text("--keylog", file), file.toString());
            if (log.isEmpty() && log.badLines() > 0) {
                throw new LabException(
                        ExitCode.USAGE,
                        "--keylog: no line of " + file + " can be used ("
                                + log.problems().getFirst() + ")");
            }
        }
        List<ServerKey> keys = new ArrayList<>();
        for (Path file : serverKeys) {
            try {
                keys.add(ServerKey.parse(text("--server-key", file), file.toString()));
            } catch (ServerKey.Unusable e) {
                throw new LabException(ExitCode.USAGE, "--server-key " + file + ": " + e.getMessage(), e);
            }
        }
        return new Secrets(log, keys);
    }

    private static String text(String option, Path file) throws LabException {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LONGEST) {
                throw new LabException(ExitCode.USAGE, option + " " + file + ": too long for such a file");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new LabException(ExitCode.USAGE, option + ": there is no file " + file, e);
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, option + " " + file + " cannot be read by this user", e);
        }
    }
}
