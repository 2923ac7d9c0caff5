package org.wirelab.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// A network namespace of a measure's own, in which a shell script from beside its class runs: nobody else's traffic
/// is in it, and none of its own gets out.
public final class Namespace {
    private Namespace() {}

    /// Runs the script to its end.
    ///
    /// @param beside the class whose resource the script is
    /// @return what it printed
    /// @throws LabException when the system refuses, or the script fails
    public static String run(Setting setting, Class<?> beside, String script, String... arguments)
            throws LabException, InterruptedException {
        Path errors = setting.cache().resolve(script + ".log");
        try {
            List<String> line = new ArrayList<>(unshare());
            line.addAll(List.of("sh", "-c", text(beside, script), script));
            line.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(line).redirectError(errors.toFile()).start();
            String printed;
            try {
                process.getOutputStream().close();
                printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IOException(Files.readString(errors).strip());
                }
            } finally {
                process.destroy();
            }
            return printed;
        } catch (IOException e) {
            throw new LabException(ExitCode.LACKING, script + " failed: " + e.getMessage(), e);
        }
    }

    /// An ordinary user keeps his name inside: tcpdump, which becomes another user when root starts it, could not
    /// there.
    private static List<String> unshare() throws LabException {
        String unshare = Tool.UNSHARE.require().toString();
        return System.getProperty("user.name").equals("root")
                ? List.of(unshare, "--net")
                : List.of(unshare, "--user", "--map-current-user", "--keep-caps", "--net");
    }

    private static String text(Class<?> beside, String script) throws IOException {
        try (InputStream in = beside.getResourceAsStream(script)) {
            if (in == null) {
                throw new IOException("there is no " + script + " beside " + beside.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
