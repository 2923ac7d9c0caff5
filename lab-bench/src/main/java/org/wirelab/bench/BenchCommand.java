package org.wirelab.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/// `scripts/bench NAME`: takes one measure, prints its table, and puts it into the docs where asked to.
@Command(
        name = "bench",
        description = "Measures Wirelab beside the tools of its trade: both in one run, in turns.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  scripts/bench read                 a capture of ten million packets, beside tshark and tcpdump",
            "  scripts/bench bulk --quick         a few seconds only: does it work at all?",
            "  scripts/bench read --write         ... and keep the table in docs/reference/performance.md",
            "  scripts/bench tls --only recording what recording a TLS handshake costs, without the rest of the measure",
            "  scripts/bench link                 how fast the emulated network is, and how late",
            "  scripts/bench jmh -l               the microbenchmarks; what follows jmh goes to JMH",
        })
final class BenchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}", completionCandidates = Names.class)
    private String name = "";

    @Option(names = "--write", description = "Put the table into docs/reference/performance.md.")
    private boolean write;

    @Option(names = "--quick", description = "A small size, for trying out: the numbers mean little.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "PART",
            description = "One part of the measure; tls has recording, peers, openssl, held.")
    private Optional<String> only = Optional.empty();

    /// What `--help` says of the names.
    static final class Names implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Measures.ALL.stream()
                    .map(measure -> measure.name() + ": " + measure.describe())
                    .iterator();
        }
    }

    @Override
    public Integer call() throws LabException, InterruptedException {
        Measure measure = Measures.named(name)
                .orElseThrow(() -> new LabException(ExitCode.USAGE, "no measure " + name + "; there are: " + names()));
        if (write && quick) {
            throw new LabException(ExitCode.USAGE, "--quick is no size for the docs: leave --write or --quick away");
        }
        if (write && only.isPresent()) {
            throw new LabException(
                    ExitCode.USAGE, "the docs have all parts of a measure: leave --write or --only away");
        }
        if (only.filter(part -> !measure.parts().contains(part)).isPresent()) {
            String parts = measure.parts().isEmpty() ? "none" : String.join(", ", measure.parts());
            throw new LabException(ExitCode.USAGE, "no part " + only.get() + " of " + name + "; there are: " + parts);
        }
        for (Tool tool : measure.tools()) {
            tool.require();
        }
        Path checkout = Path.of(System.getProperty("wirelab.checkout", "."));
        String load = Machine.load();
        Result result = measure.run(new Setting(checkout, quick, only, line -> System.err.println("bench: " + line)));
        String text = result.markdown() + "\n" + LocalDate.now(Clock.systemUTC()) + " · "
                + Machine.describe(measure.tools(), load);
        System.out.println(text);
        if (write) {
            PerformancePage page = new PerformancePage(checkout);
            page.put(name, text);
            System.err.println("bench: written to " + page);
        }
        return ExitCode.OK.number();
    }

    /// One line for what went wrong, and the exit code that says of what sort it was.
    static int explain(Exception failure, CommandLine command, ParseResult line) {
        if (failure instanceof LabException known) {
            System.err.println("bench: " + known.line());
            return known.exitCode().number();
        }
        if (failure instanceof InterruptedException) {
            return ExitCode.INTERRUPTED.number();
        }
        failure.printStackTrace(System.err);
        return ExitCode.INTERNAL.number();
    }

    private static String names() {
        List<Measure> all = Measures.ALL;
        return all.stream().map(Measure::name).collect(Collectors.joining(", "));
    }
}
