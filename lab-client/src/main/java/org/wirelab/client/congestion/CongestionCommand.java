package org.wirelab.client.congestion;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.congestion.kernel.KernelWishes;
import org.wirelab.client.congestion.kernel.LinuxControls;
import org.wirelab.client.congestion.kernel.Profile;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.client.path.LinkOptions;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.Target;
import org.wirelab.congestion.CongestionFlows;
import org.wirelab.congestion.TheoryFlow;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.arq.ArqService;
import org.wirelab.server.tcp.BulkService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lab congestion`: what a sender's windows do over a link that loses what it is told to.
@Command(
        name = "congestion",
        description = "Sends over a link that loses what it is told to, and draws what the congestion window does: the"
                + " lab's own Tahoe, Reno, NewReno and CUBIC over UDP, and the kernel's TCP.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Without --loss, --drop, --reorder, --queue and --flows the link loses the",
            "100th frame of data once: the run of the textbooks. Without any option the",
            "kernel's Reno does the same behind the lab's.",
            "",
            "Examples:",
            "  lab congestion                          the lab's Reno, then the kernel's",
            "  lab congestion --algorithm tahoe        back to one segment",
            "  lab congestion --algorithm cubic --time 10s     seven tenths, not half",
            "  lab congestion --loss 0.01 --seed 7     losses by chance, but repeatable",
            "  lab congestion --flows 2 --time 20s     who gets how much; Jain's index",
            "  lab congestion --flows 2 --algorithm reno,cubic --stagger 2s --time 20s",
            "  lab congestion --queue 1000 --time 10s  a long queue, and a long wait",
            "  lab congestion --kernel cubic --profile default     Linux as it comes",
            "  lab congestion --compare                kernel and lab in one plot",
            "  lab congestion --theory                 Mathis' formula, and W/RTT",
            "  lab congestion 192.0.2.7                'lab server arq' runs there",
            "",
            "Exit codes: 0 as documented, 1 a sentence contradicted or missing, 2 usage,",
            "3 nobody answered, or not all of the data arrived; 5 a privilege or a module",
            "of the kernel is missing, 130 interrupted.",
        })
public final class CongestionCommand implements Callable<Integer> {

    /// What the link loses when nothing else befalls the data: late enough for a window to have grown.
    private static final long LOST_FRAME = 100;

    /// Of the kernel's transfer every segment is kept at both ends, to be taken apart when all have been seen.
    private static final long MOST_OF_THE_KERNEL = 250_000_000;

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "HOST[:PORT]",
            description = "Another host with 'lab server arq' (with --kernel: 'lab server tcp'); the way there is as it"
                    + " is. Without it, both ends are the lab's own, with an emulated link between them.")
    private List<String> words = List.of();

    @Mixin
    private SenderOptions sending = new SenderOptions();

    @Mixin
    private LinkOptions link = usualLink();

    @Option(
            names = "--kernel",
            paramLabel = "NAME",
            description = "The kernel's own TCP instead, with reno, cubic, bbr or whatever it has.")
    private @Nullable String kernel;

    @Option(
            names = "--profile",
            paramLabel = "HOW",
            defaultValue = "textbook",
            description = "With --kernel. textbook: one segment at first, no SACK, no RACK, every segment acknowledged;"
                    + " default: as Linux comes (default: ${DEFAULT-VALUE}).")
    private Profile profile = Profile.TEXTBOOK;

    @Option(
            names = "--compare",
            description = "The kernel's Reno and the lab's, each on the same link with the same losses: two curves in"
                    + " one plot.")
    private boolean compare;

    @Option(
            names = "--theory",
            description = "Measure what the lab's Reno and the kernel's reach with three losses and three windows, and"
                    + " hold it against Mathis' formula and W/RTT: about a minute.")
    private boolean theory;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws LabException {
        refuseWhatExcludesItself();
        options.refuseInterface(words.isEmpty());
        options.family(); // before a run is begun
        if (theory) {
            return measureTheory();
        }
        LinkChoice choice = link();
        Experiment experiment = experiment(choice);
        try (ClientRun run = ClientRun.open("congestion", options, CongestionFlows.ALL)) {
            CongestionSession session = new CongestionSession(run, options);
            try {
                experiment.play(session);
            } catch (LabException e) {
                run.finish(e.exitCode());
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // before the run ends: it is one that was interrupted
                throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
            }
            return run.finish();
        }
    }

    private Integer measureTheory() throws LabException {
        refuse(
                "--theory",
                "--kernel",
                "--compare",
                "--profile",
                "--algorithm",
                "--initial-window",
                "--bytes",
                "--time");
        refuse("--theory", "--flows", "--stagger", "--rate", "--delay", "--queue", "--loss", "--drop", "--reorder");
        if (!words.isEmpty()) {
            throw new LabException(
                    ExitCode.USAGE, "--theory needs the emulated link: leave " + words.getFirst() + " away");
        }
        try (ClientRun run = ClientRun.open("congestion", options, List.of(TheoryFlow.FLOW))) {
            try {
                new TheorySession(run, options).measure(TheoryPoint.ALL);
            } catch (LabException e) {
                run.finish(e.exitCode());
                throw e;
            }
            return run.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private interface Experiment {
        void play(CongestionSession session) throws LabException, InterruptedException;
    }

    private Experiment experiment(LinkChoice choice) throws LabException {
        FlowWishes lab = sending.wishes(choice, server(ArqService.PORT), options.timeout());
        if ((kernel != null || compare) && lab.octets() > MOST_OF_THE_KERNEL) {
            throw new LabException(
                    ExitCode.USAGE,
                    (kernel == null ? "--compare" : "--kernel") + " takes 1 to " + MOST_OF_THE_KERNEL + " octets, not "
                            + lab.octets() + ": every segment is kept; --bytes or --time gives fewer");
        }
        if (given("--drop")) {
            choice.within((lab.octets() + LabTransfers.SEGMENT - 1) / LabTransfers.SEGMENT);
        }
        KernelWishes plan = new KernelWishes(
                kernel == null ? "reno" : LinuxControls.named(kernel),
                profile,
                choice,
                lab.octets(),
                0,
                server(BulkService.PORT),
                options.timeout());
        if (kernel != null) {
            return session -> session.kernel(plan);
        }
        if (compare) {
            return session -> session.compare(lab, plan);
        }
        return isBare() ? session -> session.documented(lab, plan) : session -> session.lab(lab);
    }

    /// Nothing but how it is shown was asked for.
    private boolean isBare() {
        return words.isEmpty()
                && !given(
                        "--algorithm",
                        "--initial-window",
                        "--bytes",
                        "--time",
                        "--flows",
                        "--stagger",
                        "--rate",
                        "--delay",
                        "--queue",
                        "--loss",
                        "--drop",
                        "--reorder",
                        "--seed",
                        "--profile");
    }

    private LinkChoice link() throws LabException {
        LinkChoice chosen = link.choice();
        return given("--loss", "--drop", "--reorder", "--queue", "--flows") ? chosen : losingOne(chosen);
    }

    /// The link of the textbooks' run.
    static LinkChoice textbookLink() throws LabException {
        return losingOne(usualLink().choice());
    }

    private static LinkOptions usualLink() {
        return new LinkOptions("10M", "25ms", 100);
    }

    private static LinkChoice losingOne(LinkChoice link) {
        return new LinkChoice(
                link.bitsPerSecond(),
                link.delay(),
                link.queue(),
                link.loss(),
                List.of(LOST_FRAME),
                link.reorder(),
                link.seed());
    }

    private Optional<InetSocketAddress> server(int port) throws LabException {
        if (words.size() > 1) {
            throw new LabException(ExitCode.USAGE, "one HOST[:PORT] at a time, not " + String.join(" ", words));
        }
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(Target.parse(words.getFirst(), port).resolve(options.family()));
    }

    private void refuseWhatExcludesItself() throws LabException {
        if (kernel != null || compare) {
            String with = kernel != null ? "--kernel" : "--compare";
            refuse(with, "--algorithm", "--flows", "--stagger");
            if (kernel != null) {
                refuse(with, "--initial-window");
            }
            if (kernel != null && compare) {
                throw new LabException(
                        ExitCode.USAGE, "--compare has the kernel's Reno in it: leave --kernel away, or --compare");
            }
        }
        if (profile != Profile.TEXTBOOK && kernel == null) {
            throw new LabException(ExitCode.USAGE, "--profile is for --kernel");
        }
        if (!words.isEmpty()) {
            if (compare) {
                throw new LabException(
                        ExitCode.USAGE,
                        "--compare needs a link that loses the same twice: leave " + words.getFirst() + " away");
            }
            for (String option :
                    Arrays.asList("--rate", "--delay", "--queue", "--loss", "--drop", "--reorder", "--time")) {
                if (given(option)) {
                    throw new LabException(
                            ExitCode.USAGE,
                            option + " is for the emulated link: the way to " + words.getFirst() + " is as it is");
                }
            }
        }
    }

    private boolean given(String... names) {
        return Arrays.stream(names)
                .anyMatch(name -> spec.commandLine().getParseResult().hasMatchedOption(name));
    }

    private void refuse(String with, String... others) throws LabException {
        for (String option : others) {
            if (given(option)) {
                throw new LabException(ExitCode.USAGE, option + " and " + with + " exclude each other");
            }
        }
    }
}
