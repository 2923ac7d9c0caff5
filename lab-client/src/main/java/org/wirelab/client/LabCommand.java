package org.wirelab.client;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.congestion.CongestionCommand;
import org.wirelab.client.crypto.CryptoCommand;
import org.wirelab.client.dns.DnsCommand;
import org.wirelab.client.flow.FlowCommand;
import org.wirelab.client.read.ReadCommand;
import org.wirelab.client.session.Interruption;
import org.wirelab.client.tcp.TcpCommand;
import org.wirelab.client.tls.TlsCommand;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.text.Language;
import org.wirelab.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command `lab`: its subcommands, and how whatever goes wrong in them becomes one line and an exit code.
@Command(
        name = "lab",
        subcommands = {
            DemoCommand.class,
            ServerCommand.class,
            TcpCommand.class,
            TlsCommand.class,
            DnsCommand.class,
            FlowCommand.class,
            CongestionCommand.class,
            CryptoCommand.class,
            ReadCommand.class,
            ShowCommand.class,
            ExplainCommand.class,
        },
        description = "Holds the protocols of the textbook against the protocols on the wire, on real sockets.",
        versionProvider = LabVersion.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab demo                             the documented flow of all of it, offline",
            "  lab tcp                              open, exchange and close one connection",
            "  lab dns www.naver.com --offline      from the cache to the address",
            "",
            "Exit codes: 0 as documented, 1 a sentence contradicted or missing, 2 usage,",
            "3 unreachable, 4 trust refused, 5 a privilege or tool is missing,",
            "70 internal error, 130 interrupted.",
        })
public final class LabCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /// Runs a command line.
    ///
    /// @return what the process is to exit with
    static int run(String... arguments) {
        Locale.setDefault(Locale.ROOT);
        return commandLine().execute(arguments);
    }

    /// The commands as picocli knows them; the launcher's own list of options is tested against it.
    static CommandLine commandLine() {
        CommandLine lab = new CommandLine(new LabCommand());
        lab.setCaseInsensitiveEnumValuesAllowed(true);
        lab.setParameterExceptionHandler(LabCommand::misused);
        lab.setExecutionExceptionHandler((exception, command, _) -> failed(exception, command));
        lab.setAbbreviatedOptionsAllowed(false);
        // @SERVER is a resolver, not a file of arguments
        lab.setExpandAtFiles(false);
        lab.setUsageHelpWidth(80);
        CryptoCommand.leaveTheWireAway(lab);
        return lab;
    }

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Texts texts = Texts.in(Language.ofEnvironment(System.getenv()));
        texts.get("lab.greeting").lines().forEach(out::println);
    }

    private static int misused(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("lab: " + problem(e) + ": see '" + command.getCommandSpec().qualifiedName() + " --help'");
        return ExitCode.USAGE.number();
    }

    private static String problem(ParameterException e) {
        return switch (e) {
            case UnmatchedArgumentException unmatched
            when !unmatched.isUnknownOption() ->
                (unmatched.getCommandLine().getSubcommands().isEmpty()
                                ? "nothing is to stand here: "
                                : "no command is called ")
                        + String.join(" ", unmatched.getUnmatched());
            default ->
                firstLine(e.getMessage())
                        .replace(" is not a double", " is not a number")
                        .replace(" is not an int", " is not a whole number")
                        .replace(" is not a long", " is not a whole number");
        };
    }

    private static int failed(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        if (isOfTheInterruption(e)) {
            err.println("lab: interrupted");
            details(e, err);
            return ExitCode.INTERRUPTED.number();
        }
        switch (e) {
            case LabException failure -> {
                err.println("lab: " + failure.line());
                details(failure, err);
                return failure.exitCode().number();
            }
            case InterruptedException _ -> {
                return ExitCode.INTERRUPTED.number();
            }
            default -> {
                err.println("lab: a mistake in the lab itself: " + e.getClass().getSimpleName() + ": "
                        + firstLine(e.getMessage()) + " (LAB_DEBUG=1 shows where; please report it)");
                details(e, err);
                return ExitCode.INTERNAL.number();
            }
        }
    }

    /// What waits fails when it is interrupted, each in its own words. A file that cannot be written fails by
    /// itself.
    private static boolean isOfTheInterruption(Exception failure) {
        return Interruption.came() && !(failure.getCause() instanceof UncheckedIOException);
    }

    private static void details(Exception e, PrintWriter err) {
        if (System.getenv("LAB_DEBUG") != null) {
            e.printStackTrace(err);
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
