package org.wirelab.client.dns;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;

/// Somebody else's program in the network of the miniature Internet: it finds the root servers at their real addresses.
final class NeighbourProgram {

    private final String command;

    /// @param command a line for the shell
    NeighbourProgram(String command) {
        this.command = command;
    }

    /// Runs it to its end; what it prints goes where the lab prints.
    ///
    /// @return what it exits with
    /// @throws LabException when there is no shell
    int run(PrintStream out) throws LabException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .redirectErrorStream(true);
        Process process;
        try {
            process = shell.start();
        } catch (IOException e) {
            throw new LabException(ExitCode.LACKING, "--run: " + e.getMessage(), e);
        }
        try (InputStream said = process.getInputStream()) {
            said.transferTo(out);
            out.flush();
            return process.waitFor();
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, "--run: " + e.getMessage(), e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
