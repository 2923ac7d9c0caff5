package org.wirelab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// One program run to its end under GNU time, its output thrown away.
public final class TimedRun {
    private TimedRun() {}

    /// Runs it.
    ///
    /// @param environment variables beside those of this process
    /// @param accepted the exit codes that mean that it did its work
    /// @throws LabException when it cannot be started or ends otherwise, with the end of what it said
    public static Usage of(
            Setting setting, List<String> command, Map<String, String> environment, List<Integer> accepted)
            throws LabException, InterruptedException {
        Path usage = setting.cache().resolve("usage-" + ProcessHandle.current().pid());
        Path errors =
                setting.cache().resolve("errors-" + ProcessHandle.current().pid());
        List<String> line = new ArrayList<>(
                List.of(Tool.TIME.require().toString(), "-o", usage.toString(), "-f", "%U %S %e %M", "--"));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        try {
            int exit = waitFor(builder.start());
            if (!accepted.contains(exit)) {
                throw new LabException(
                        ExitCode.INTERNAL,
                        command.getFirst() + " exited with " + exit + ": " + lastLine(Files.readString(errors)));
            }
            return parse(Files.readString(usage));
        } catch (IOException e) {
            throw new LabException(ExitCode.INTERNAL, "cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } finally {
            delete(usage);
            delete(errors);
        }
    }

    /// What GNU time wrote; a line about an exit code may stand before it.
    static Usage parse(String text) {
        String[] fields = lastLine(text).split(" ");
        return new Usage(
                Double.parseDouble(fields[0]),
                Double.parseDouble(fields[1]),
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]) / 1024);
    }

    private static int waitFor(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            throw e;
        }
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce("", (_, last) -> last);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // a few bytes under target/ stay behind
        }
    }
}
