package org.wirelab.client.tcp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.Target;
import org.wirelab.client.tcp.scenario.ScenarioRun;
import org.wirelab.client.tcp.watch.WatchOptions;
import org.wirelab.client.tcp.watch.WatchSession;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.tcp.BulkService;
import org.wirelab.server.tcp.TcpService;
import org.wirelab.tcp.ClosingStyle;
import org.wirelab.tcp.TcpFlows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lab tcp`: one connection, opened, used and closed, held against the notes.
@Command(
        name = "tcp",
        description = "Opens a connection, exchanges data and closes it; holds what was seen against the notes.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab tcp                              embedded server, its own network",
            "  lab tcp --close simple               the three-segment close of everyday life",
            "  lab tcp 192.0.2.2                    a lab server on another host, port 7001",
            "  lab tcp '[2001:db8::2]:7001' --wait  ... and wait until TIME_WAIT is over",
            "  lab tcp example.org:80 --bytes 0     any server: open and close, nothing sent",
            "  lab tcp --list                       the ways a connection can go",
            "  lab tcp --scenario lost-syn          one of them, over a link that fails",
            "  lab tcp --bulk 10                    as fast as it goes for 10 s",
            "  lab tcp 192.0.2.2 --bulk 2GB --reverse   ... from a lab server, port 7009",
            "  lab tcp --watch port 443             what other programs do, until Ctrl-C",
            "",
            "A watch that is ended by Ctrl-C has done its job: it exits by its findings,",
            "0 or 1. A FILTER that is not understood: 2; no right to capture: 5.",
        })
public final class TcpCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "HOST[:PORT]",
            description = "The server; an embedded one unless given. Port " + TcpService.PORT + " unless given."
                    + " With --watch: a FILTER, such as: port 443.")
    private List<String> words = List.of();

    @Mixin
    private WatchOptions watch = new WatchOptions();

    @Option(
            names = "--close",
            paramLabel = "HOW",
            defaultValue = "half",
            description = "half: the server goes on sending after the client's FIN; simple: it closes at once.")
    private ClosingStyle closing = ClosingStyle.HALF;

    @Option(
            names = "--bytes",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How much to send and have echoed (default: ${DEFAULT-VALUE}; 0 sends nothing).")
    private long bytes = 1000;

    @Option(
            names = "--bulk",
            paramLabel = "AMOUNT",
            description = "Send as fast as it goes: seconds (10) or bytes (500M, 2GB). Port " + BulkService.PORT
                    + " unless given; not captured.")
    private @Nullable String bulk;

    @Option(
            names = "--sample",
            paramLabel = "MS",
            defaultValue = "1",
            description = "With --bulk: read TCP_INFO each so many milliseconds (default: ${DEFAULT-VALUE}; 0: never).")
    private int sample = 1;

    @Option(names = "--reverse", description = "With --bulk: the server sends.")
    private boolean reverse;

    @Option(names = "--wait", description = "Follow TIME_WAIT to its end.")
    private boolean wait;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description =
                    "Make a connection go another way: refused, reset, lost-syn and more, on an emulated network.")
    private @Nullable String scenario;

    @Option(names = "--list", description = "Name the scenarios.")
    private boolean list;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws LabException {
        if (list) {
            return ScenarioRun.list(options.output());
        }
        if (scenario != null) {
            refuseWhatTheScenarioSays();
            return ScenarioRun.play(scenario, options);
        }
        if (watch.wanted()) {
            refuse("--watch", "--close", "--bytes", "--wait", "--bulk", "--reverse", "--sample");
            return new WatchSession(options, watch, String.join(" ", words)).run();
        }
        if (bulk != null) {
            refuse("--bulk", "--close", "--bytes", "--wait", "--capture", "--interface", "--scenario");
            return transfer(BulkOptions.parse(bulk, reverse, sample, options.timeout()));
        }
        refuseWithoutBulk("--reverse", "--sample");
        if (bytes < 0 || bytes > TcpOptions.MOST_BYTES) {
            throw new LabException(ExitCode.USAGE, "--bytes takes 0 to " + TcpOptions.MOST_BYTES);
        }
        InetSocketAddress server = server(TcpService.PORT);
        TcpOptions tcp = new TcpOptions(closing, bytes, System.nanoTime(), options.timeout());
        try (ClientRun run = ClientRun.open("tcp", options, TcpFlows.ALL)) {
            if (server != null) {
                run.named(
                        server.getAddress(),
                        Target.parse(words.getFirst(), TcpService.PORT).host());
            }
            new TcpSession(run, options).run(server, tcp, wait);
            return run.finish();
        }
    }

    /// A scenario says itself who connects to whom, what is sent and who watches.
    private void refuseWhatTheScenarioSays() throws LabException {
        if (!words.isEmpty()) {
            throw new LabException(
                    ExitCode.USAGE,
                    "a scenario has both ends on a network of its own: leave " + words.getFirst()
                            + " away, or --scenario");
        }
        refuse(
                "--scenario",
                "--close",
                "--bytes",
                "--wait",
                "--capture",
                "--interface",
                "--bulk",
                "--reverse",
                "--sample",
                "--watch");
    }

    private int transfer(BulkOptions amount) throws LabException {
        InetSocketAddress server = server(BulkService.PORT);
        try (ClientRun run = ClientRun.open("tcp", options, List.of(TcpFlows.OPEN, TcpFlows.CLOSE))) {
            new BulkSession(run, options).run(server, amount);
            return run.finish();
        }
    }

    /// Whom to connect to; null for an embedded server.
    private @Nullable InetSocketAddress server(int port) throws LabException {
        if (words.size() > 1) {
            throw new LabException(ExitCode.USAGE, "one HOST[:PORT] at a time, not " + String.join(" ", words));
        }
        return words.isEmpty() ? null : Target.parse(words.getFirst(), port).resolve(options.family());
    }

    private void refuseWithoutBulk(String... others) throws LabException {
        for (String option : others) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new LabException(ExitCode.USAGE, option + " is for --bulk");
            }
        }
    }

    private void refuse(String with, String... others) throws LabException {
        for (String option : others) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new LabException(ExitCode.USAGE, option + " and " + with + " exclude each other");
            }
        }
    }
}
