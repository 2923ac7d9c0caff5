package org.wirelab.client.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.dns.local.LocalSteps;
import org.wirelab.client.dns.lookup.DnsOptions;
import org.wirelab.client.dns.lookup.DnsSession;
import org.wirelab.client.dns.lookup.DnsSession.Internet;
import org.wirelab.client.dns.lookup.OpenInternet;
import org.wirelab.client.dns.lookup.WalkOptions;
import org.wirelab.client.dns.lookup.Wish;
import org.wirelab.client.dns.scenario.ScenarioRun;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.Target;
import org.wirelab.dns.DnsFlows;
import org.wirelab.flow.Flow;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.PlaceRecords;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lab dns`: one name, from the cache to the address, held against the notes; or many names; or a scenario.
@Command(
        name = "dns",
        description = "Looks a name up: cache, hosts file, resolver, then the lab's own walk from the root.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab dns www.naver.com --offline          the miniature Internet, on this host",
            "  lab dns www.naver.com                    the real root servers",
            "  lab dns www.naver.com AAAA @192.0.2.53   with this resolver in step 3",
            "  lab dns www.naver.com --compare          the resolver against the walk",
            "  lab dns cafe.naver.com --offline         an alias into another zone",
            "  lab dns large.naver.com TXT --offline    a response too large for a datagram",
            "  lab dns www.parent-child.example --offline --all-paths    who disagrees",
            "  lab dns www.secure.example --offline --dnssec    the chain of trust",
            "  lab dns www.naver.com --offline --wire   the last response, octet by octet",
            "  lab dns --names names.txt --json         a result line for each name",
            "  lab dns --list                           the ways a lookup can go wrong",
            "  lab dns --scenario half-lame             one of them",
            "  lab dns www.naver.com --offline 192.0.2.2",
            "                                           what lab server dns serves there",
            "",
            "Exit codes: 0 an answer, NXDOMAIN or NODATA; 1 a sentence contradicted or",
            "missing, 2 usage, or a line of --names that is no name; 3 no answer, 4 bogus,",
            "5 a privilege is missing, 130 interrupted. --run: what the program exits with.",
        })
public final class DnsCommand implements Callable<Integer> {

    private static final String HERE = "";

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME [TYPE]... [@SERVER]",
            hideParamSyntax = true,
            description = "In any order. TYPE is A unless given; @SERVER is the resolver of step 3: an address,"
                    + " @tls://HOST or @https://HOST.")
    private List<String> words = List.of();

    @Option(
            names = "--offline",
            arity = "0..1",
            paramLabel = "HOST",
            fallbackValue = HERE,
            description = "Walk the miniature Internet: the embedded one, or that of lab server dns on HOST.")
    private @Nullable String offline;

    @Option(names = "--resolver", description = "Only what the resolver says; no walk.")
    private boolean resolverOnly;

    @Option(names = "--compare", description = "Hold the resolver's answer against the walk's.")
    private boolean compare;

    @Option(names = "--all-paths", description = "Ask every server of every zone on the way; show who disagrees.")
    private boolean allPaths;

    @Mixin
    private WalkOptions walking = new WalkOptions();

    @Mixin
    private NamesOptions names = new NamesOptions();

    @Option(names = "--short", description = "Only the data of the answer, for scripts.")
    private boolean brief;

    @Option(names = "--wire", description = "Show the octets of the last response, with their meaning.")
    private boolean wire;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Have a lookup go wrong, offline: half-lame, cname-loop, forged-id and more.")
    private @Nullable String scenario;

    @Option(
            names = "--run",
            paramLabel = "COMMAND",
            description = "With --offline: run somebody else's program there instead, such as 'dig +trace NAME'.")
    private @Nullable String foreign;

    @Option(names = "--list", description = "Name the scenarios.")
    private boolean list;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws LabException {
        if (list) {
            return ScenarioRun.list(options.output());
        }
        try {
            if (scenario != null) {
                refuseBesideTheScenario();
                return ScenarioRun.play(scenario, options);
            }
            if (foreign != null) {
                return runBeside(foreign);
            }
            return names.file() == null ? lookUp() : lookUpAll(String.valueOf(names.file()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }

    private int lookUp() throws LabException, InterruptedException {
        if (resolverOnly && (compare || allPaths)) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--resolver leaves the walk out: " + (compare ? "--compare" : "--all-paths") + " needs it");
        }
        if (brief && wire) {
            throw new LabException(ExitCode.USAGE, "--short shows the data alone: leave --wire away, or --short");
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--parallel")) {
            throw new LabException(ExitCode.USAGE, "--parallel is for --names: names on the line go one by one");
        }
        DnsSession.Request request = request(true);
        try (ClientRun run = open()) {
            DnsSession session = brief ? new DnsSession(run.trace(), request) : new DnsSession(run, options, request);
            try {
                session.run();
            } catch (LabException e) {
                run.finish(e.exitCode());
                throw e;
            }
            return run.finish();
        }
    }

    private int runBeside(String command) throws LabException, InterruptedException {
        if (command.isBlank() || offline == null || !offline.isEmpty() || !words.isEmpty()) {
            throw new LabException(
                    ExitCode.USAGE, "--run goes with --offline alone: lab dns --offline --run 'dig ...'");
        }
        refuse(SAID_BY_THE_PROGRAM, "--run");
        if (!LabNetwork.prepare()) {
            throw new LabException(
                    ExitCode.LACKING,
                    "--run needs a network of its own"
                            + LabNetwork.refusal().map(reason -> ": " + reason).orElse(", not --network host"));
        }
        try (Transport transport = Transport.open(2);
                OpenInternet _ = OpenInternet.open(
                        transport,
                        new Internet.Embedded(),
                        LocalSteps.ofThisHost(),
                        walking.hints(),
                        true,
                        walking.port())) {
            return new NeighbourProgram(command).run(System.out);
        }
    }

    private ClientRun open() throws LabException {
        List<Flow> flows = List.of(resolverOnly ? DnsFlows.BY_RESOLVER : DnsFlows.LOOKUP);
        return brief
                ? ClientRun.open(
                        "dns", options, flows, options.namedFolder(), (out, _, _) -> new ShortPage(out, !resolverOnly))
                : ClientRun.open("dns", options, flows);
    }

    private int lookUpAll(String file) throws LabException, InterruptedException {
        if (resolverOnly || compare || allPaths || wire || brief) {
            throw new LabException(ExitCode.USAGE, "--names walks for each name and tells the result: nothing else");
        }
        DnsSession.Request request = request(false);
        if (!request.wish().questions().isEmpty()) {
            throw new LabException(ExitCode.USAGE, "--names brings the names: leave those on the line away");
        }
        return new ManyNames(options, request, names.parallel()).of(file);
    }

    private DnsSession.Request request(boolean named) throws LabException {
        List<String> asked = new ArrayList<>(words);
        String place = offline;
        if (named && place != null && asked.stream().allMatch(word -> word.startsWith("@"))) {
            // "--offline NAME": what stands behind the option is the name.
            asked.add(place);
            place = HERE;
        }
        return new DnsSession.Request(
                named ? Wish.parse(asked) : Wish.parseServer(asked),
                internet(place),
                walking.hints(),
                walking.port(),
                new DnsOptions.Extent(!resolverOnly, allPaths, compare, wire),
                walking.anchors(),
                walking.settings(options));
    }

    private static Internet internet(@Nullable String place) throws LabException {
        if (place == null) {
            return new Internet.Live();
        }
        return place.isEmpty() ? new Internet.Embedded() : new Internet.At(Target.parse(place, PlaceRecords.PORT));
    }

    /// A scenario says itself what is asked, and how.
    private void refuseBesideTheScenario() throws LabException {
        Optional<String> word =
                words.stream().findFirst().or(() -> Optional.ofNullable(offline).filter(place -> !place.isEmpty()));
        if (word.isPresent()) {
            throw new LabException(
                    ExitCode.USAGE, "a scenario brings its own question: leave " + word.get() + " away, or --scenario");
        }
        refuse(SAID_BY_THE_SCENARIO, "--scenario");
    }

    private void refuse(List<String> others, String beside) throws LabException {
        for (String option : others) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new LabException(ExitCode.USAGE, option + " and " + beside + " exclude each other");
            }
        }
    }

    private static final List<String> ABOUT_OUR_OWN_WALK = List.of(
            "--resolver",
            "--compare",
            "--all-paths",
            "--tcp",
            "--no-edns",
            "--qmin",
            "--0x20",
            "--dnssec",
            "--anchor",
            "--names",
            "--parallel",
            "--short",
            "--wire",
            "-4",
            "-6");

    private static final List<String> SAID_BY_THE_SCENARIO = Stream.concat(
                    ABOUT_OUR_OWN_WALK.stream(), Stream.of("--hints", "--port", "--run"))
            .toList();

    /// Nothing of it is recorded: the program prints what it prints.
    private static final List<String> SAID_BY_THE_PROGRAM = Stream.concat(
                    ABOUT_OUR_OWN_WALK.stream(), Stream.of("--json", "-o"))
            .toList();
}
