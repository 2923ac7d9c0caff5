package org.wirelab.bench;

import java.io.IOException;
import java.util.Arrays;
import org.wirelab.run.ExitCode;
import picocli.CommandLine;

/// The program behind `scripts/bench`: one measure, or JMH.
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        System.exit(run(arguments));
    }

    /// Runs one command line.
    ///
    /// @return what the process is to exit with
    static int run(String... arguments) {
        return new CommandLine(new BenchCommand())
                .setExecutionExceptionHandler(BenchCommand::explain)
                .setParameterExceptionHandler((failure, _) -> {
                    System.err.println("bench: " + failure.getMessage() + " (scripts/bench --help)");
                    return ExitCode.USAGE.number();
                })
                .execute(arguments);
    }
}
