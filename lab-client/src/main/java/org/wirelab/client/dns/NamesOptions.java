package org.wirelab.client.dns;

import org.jspecify.annotations.Nullable;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine.Option;

/// Many names at once: options of `lab dns`.
final class NamesOptions {

    private static final int MOST = 1000;

    @Option(
            names = "--names",
            paramLabel = "FILE",
            description =
                    "Look up each line of this file, NAME or NAME TYPE; - for what is typed or piped in. One result"
                            + " a line.")
    private @Nullable String file;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "10",
            description = "With --names: how many are in flight at once (default: ${DEFAULT-VALUE}).")
    private int parallel = 10;

    /// The file, `-` for the standard input; null where names stand on the line.
    @Nullable
    String file() {
        return file;
    }

    /// How many in flight, at least 1.
    int parallel() throws LabException {
        if (parallel < 1 || parallel > MOST) {
            throw new LabException(ExitCode.USAGE, "--parallel takes 1 to " + MOST + ", not " + parallel);
        }
        return parallel;
    }
}
