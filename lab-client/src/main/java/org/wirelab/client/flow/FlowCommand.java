package org.wirelab.client.flow;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirelab.arq.ArqFlows;
import org.wirelab.arq.Protocol;
import org.wirelab.client.flow.slow.SlowOptions;
import org.wirelab.client.flow.slow.SlowReceiver;
import org.wirelab.client.flow.slow.SlowWish;
import org.wirelab.client.path.Amounts;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.client.path.LinkOptions;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.Target;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.arq.ArqService;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `lab flow`: flow control by stop-and-wait, go-back-N and selective repeat, held against the notes and the formulas.
@Command(
        name = "flow",
        description = "Transfers data by stop-and-wait, go-back-N and selective repeat over a link that loses what you"
                + " want lost; shows the windows sliding, and theory beside what was measured.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab flow                                    all three, compared",
            "  lab flow --protocol go-back-n --drop 7,12   two frames lost at first",
            "  lab flow --protocol selective-repeat --window 8 --loss 0.05 --bytes 200k",
            "  lab flow --protocol stop-and-wait --rate 10M --delay 25ms",
            "  lab flow --protocol selective-repeat --reorder 0.2 --seed 4",
            "  lab flow --slow-receiver                    UDP, TCP, ARQ side by side",
            "  lab flow --slow-receiver --rate 10M --read-rate 2M --lang ko",
            "  lab flow 192.0.2.2                          'lab server arq' on a LAN",
            "",
            "Exit codes: 0 as documented, 1 a sentence contradicted or missing, or other",
            "data arrived; 2 usage, 3 nobody answered, or not all of the data arrived: the",
            "run says how much; 5 a privilege is missing, 130 interrupted.",
        })
public final class FlowCommand implements Callable<Integer> {

    private static final long MOST_OCTETS = 1_000_000_000;
    private static final int LONGEST_WINDOW = 4096;

    /// The protocols by their names on the command line.
    enum Choice {
        STOP_AND_WAIT(Protocol.STOP_AND_WAIT),
        GO_BACK_N(Protocol.GO_BACK_N),
        SELECTIVE_REPEAT(Protocol.SELECTIVE_REPEAT);

        private final Protocol protocol;

        Choice(Protocol protocol) {
            this.protocol = protocol;
        }

        /// As the user types it, and picocli lists it.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Reads a name; what it says of another lists the names as they are typed.
        static final class ByName implements ITypeConverter<Choice> {
            @Override
            public Choice convert(String typed) {
                return Arrays.stream(values())
                        .filter(choice -> choice.toString().equalsIgnoreCase(typed))
                        .findFirst()
                        .orElseThrow(() ->
                                new TypeConversionException("one of " + Arrays.toString(values()) + ", not " + typed));
            }
        }
    }

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "HOST[:PORT]",
            description = "A lab server with the ARQ service; an embedded one unless given. Port " + ArqService.PORT
                    + " unless given.")
    private List<String> words = List.of();

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            converter = Choice.ByName.class,
            description = "${COMPLETION-CANDIDATES}; one after the other unless given.")
    private @Nullable Choice protocol;

    @Option(
            names = "--window",
            paramLabel = "FRAMES",
            description = "How many frames may be under way (default: ${DEFAULT-VALUE}).")
    private int window = 4;

    @Option(
            names = "--frame",
            paramLabel = "OCTETS",
            description = "How much data a frame carries (default: ${DEFAULT-VALUE}, at most " + FlowWish.LONGEST_FRAME
                    + ").")
    private String frame = "1000";

    @Option(names = "--bytes", paramLabel = "N", description = "How much to transfer (default: ${DEFAULT-VALUE}).")
    private String bytes = "16k";

    @Mixin
    private LinkOptions link = new LinkOptions("2M", "10ms", 100);

    @Mixin
    private SlowOptions slow = new SlowOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws LabException, InterruptedException {
        options.refuseInterface(words.isEmpty());
        options.family(); // before a run is begun
        if (slow.wanted()) {
            return slowReceiver();
        }
        if (words.size() > 1) {
            throw new LabException(ExitCode.USAGE, "one HOST[:PORT] at a time, not " + String.join(" ", words));
        }
        FlowWish wish = wish();
        if (words.isEmpty()) {
            try (ClientRun run = ClientRun.open("flow", options, ArqFlows.ALL)) {
                return finish(run, () -> session(run).runEmbedded(wish));
            }
        }
        refuseTheLink();
        Target target = Target.parse(words.getFirst(), ArqService.PORT);
        InetSocketAddress server = target.resolve(options.family());
        try (ClientRun run = ClientRun.open("flow", options, ArqFlows.ALL)) {
            run.named(server.getAddress(), target.host());
            return finish(run, () -> session(run).run(server, wish));
        }
    }

    private int slowReceiver() throws LabException, InterruptedException {
        if (!words.isEmpty()) {
            throw new LabException(
                    ExitCode.USAGE, "--slow-receiver needs both ends: leave " + String.join(" ", words) + " away");
        }
        if (protocol != null) {
            throw new LabException(ExitCode.USAGE, "--slow-receiver has its own ways: leave --protocol away");
        }
        FlowWish given = wish();
        LinkChoice usual = SlowWish.LINK;
        LinkChoice choice = given.link();
        SlowWish wish = slow.wish(
                new LinkChoice(
                        isGiven("--rate") ? choice.bitsPerSecond() : usual.bitsPerSecond(),
                        isGiven("--delay") ? choice.delay() : usual.delay(),
                        choice.queue(),
                        choice.loss(),
                        choice.drops(),
                        choice.reorder(),
                        choice.seed()),
                isGiven("--bytes") ? given.octets() : SlowWish.OCTETS,
                isGiven("--frame") ? given.frameOctets() : SlowWish.FRAME,
                isGiven("--window") ? window : SlowWish.WINDOW,
                options.timeout());
        try (ClientRun run = ClientRun.open("flow-slow-receiver", options, SlowReceiver.FLOWS)) {
            return finish(run, () -> {
                new SlowReceiver(run, options, wish).play();
                return ExitCode.OK;
            });
        }
    }

    private interface Experiment {
        ExitCode play() throws LabException, InterruptedException;
    }

    /// A run that is left early ends with the outcome that the process exits with.
    private static int finish(ClientRun run, Experiment experiment) throws LabException, InterruptedException {
        try {
            return run.finish(experiment.play());
        } catch (LabException e) {
            run.finish(e.exitCode());
            throw e;
        }
    }

    private FlowSession session(ClientRun run) {
        return new FlowSession(run, options, spec.commandLine().getErr());
    }

    private FlowWish wish() throws LabException {
        if (window < 1 || window > LONGEST_WINDOW) {
            throw new LabException(ExitCode.USAGE, "--window takes 1 to " + LONGEST_WINDOW + " frames, not " + window);
        }
        if (protocol == Choice.STOP_AND_WAIT && isGiven("--window") && window != 1) {
            throw new LabException(
                    ExitCode.USAGE, "stop-and-wait has one frame under way: leave --window " + window + " away");
        }
        int frameOctets = (int) Amounts.octets("--frame", frame, 1, FlowWish.LONGEST_FRAME);
        long octets = Amounts.octets("--bytes", bytes, 1, MOST_OCTETS);
        return new FlowWish(
                protocol == null ? FlowWish.ALL : List.of(protocol.protocol),
                window,
                frameOctets,
                octets,
                link.choice().within((octets + frameOctets - 1) / frameOctets),
                options.timeout());
    }

    /// Between two hosts the network is as it is.
    private void refuseTheLink() throws LabException {
        List<String> refused = new ArrayList<>(LinkOptions.NAMES);
        refused.remove("--seed"); // it makes the data, too
        for (String option : refused) {
            if (isGiven(option)) {
                throw new LabException(
                        ExitCode.USAGE,
                        option + " is of the emulated link, and " + words.getFirst()
                                + " is reached over the LAN as it is: leave one of them away");
            }
        }
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }
}
