package org.wirelab.client.crypto;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.crypto.CryptoFlows;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `lab crypto`: public-key against symmetric encryption on this host.
@Command(
        name = "crypto",
        description = "Measures public-key against symmetric encryption on this host, and shows what each is good for.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab crypto                          costs, sizes, hybrid encryption, leaks",
            "  lab crypto --quick                  the same, with less measured",
            "  lab crypto --time 1                 a second a row: narrower spreads",
            "  lab crypto --message 'See you'      what Alice sends",
            "  lab crypto --json                   every measurement as a JSON line",
        })
public final class CryptoCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Option(names = "--time", paramLabel = "SECONDS", description = "How long each row is measured (default: 0.12).")
    private @Nullable Double seconds;

    @Option(names = "--quick", description = "Measure only what the sentences need, each row for 0.03 s.")
    private boolean quick;

    @Option(names = "--message", paramLabel = "TEXT", description = "What Alice sends to Bob.")
    private String message = CryptoOptions.documented().message();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws LabException {
        CryptoOptions wanted = CryptoOptions.of(secondsOfARow(), quick, message);
        try (ClientRun run = ClientRun.open("crypto", options, CryptoFlows.ALL)) {
            try {
                new CryptoSession(run, spec.commandLine().getErr()).run(wanted);
            } catch (LabException e) {
                run.finish(e.exitCode());
                throw e;
            }
            return run.finish();
        }
    }

    /// What it measures crosses no wire and asks nobody: options about that are none of its own.
    ///
    /// @param lab the command that this one belongs to
    public static void leaveTheWireAway(CommandLine lab) {
        CommandSpec crypto = Objects.requireNonNull(lab.getSubcommands().get("crypto"), "a part of lab")
                .getCommandSpec();
        for (String option : List.of("--capture", "-i", "--network", "--timeout", "-4", "-6")) {
            crypto.remove(crypto.findOption(option));
        }
    }

    private double secondsOfARow() throws LabException {
        if (quick && seconds != null) {
            throw new LabException(ExitCode.USAGE, "--quick and --time exclude each other: give one or none");
        }
        if (seconds != null) {
            return seconds;
        }
        return (quick ? CryptoOptions.QUICK : CryptoOptions.USUAL).toNanos() / 1e9;
    }
}
