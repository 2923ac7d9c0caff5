package org.wirelab.client.dns.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.wirelab.client.dns.local.LocalSteps;
import org.wirelab.client.dns.lookup.DnsExperiment;
import org.wirelab.client.dns.lookup.DnsOptions;
import org.wirelab.dns.DnsParties;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.net.dns.DepartureListener;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.dns.MiniatureInternet;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;

/// Plays scenarios of DNS on this host: the servers up, the question asked, all of it recorded.
final class ScenarioSession {

    private static final Vantage OURSELVES = new Vantage(Source.OS, Side.CLIENT);
    private static final String HOSTS_LINE = "203.0.113.200 www.hosts-override.example\n";

    private final Trace trace;
    private final boolean ownNetwork;
    private final Wire wire;

    /// Begins to watch the wire.
    interface Wire {
        /// A wire that nobody watches.
        Wire UNWATCHED = (_, _, _) -> Optional.empty();

        /// @param places where the servers are
        Optional<? extends Watching> watch(AddressMap places, DnsOptions options, Conversation lookup);
    }

    /// The watching of a wire, until it is closed.
    interface Watching extends AutoCloseable {
        /// Who is to be told of each query.
        DepartureListener departures();

        @Override
        void close();
    }

    /// @param trace where everything goes
    /// @param ownNetwork whether every address is ours here
    ScenarioSession(Trace trace, boolean ownNetwork, Wire wire) {
        this.trace = trace;
        this.ownNetwork = ownNetwork;
        this.wire = wire;
    }

    /// Plays a scenario to its end.
    ///
    /// @throws LabException when a server cannot listen
    void play(Scenario scenario) throws LabException, InterruptedException {
        trace.record(OURSELVES, Conversation.RUN, RunObservation.Part.about(scenario.key()));
        try (Transport transport = Transport.open(2)) {
            MiniatureInternet.warmUp(transport);
            try (Backdrop backdrop = Backdrop.raise(transport, scenario, ownNetwork)) {
                lookUp(transport, scenario, backdrop);
            }
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private void lookUp(Transport transport, Scenario scenario, Backdrop backdrop)
            throws IOException, InterruptedException {
        RootHints hints = RootHints.builtIn();
        DnsOptions options = new DnsOptions(
                scenario.question(),
                backdrop.resolvers(),
                backdrop.resolvers().isEmpty() ? "" : "embedded",
                Optional.empty(),
                new DnsOptions.Extent(true, scenario.has(Circumstance.ALL_PATHS), false, false),
                hints,
                Optional.of(backdrop.anchors()),
                WalkSettings.UNPRIMED.withDnssec(scenario.has(Circumstance.DNSSEC)));
        Conversation lookup = DnsParties.lookup(scenario.question());
        trace.record(OURSELVES, lookup, new RunObservation.ConversationExpected());
        Optional<? extends Watching> watching = wire.watch(backdrop.places(), options, lookup);
        DepartureListener departures =
                watching.<DepartureListener>map(Watching::departures).orElse(DepartureListener.NONE);
        DnsClient client = new DnsClient(transport, backdrop.places(), departures);
        DnsExperiment experiment =
                new DnsExperiment(trace, client, Optional.empty(), options, Memory.fresh(hints), new InOrder());
        try {
            play(scenario, experiment);
        } finally {
            experiment.close();
            watching.ifPresent(Watching::close);
            experiment.ended();
        }
    }

    private static void play(Scenario scenario, DnsExperiment experiment) throws IOException, InterruptedException {
        if (scenario.has(Circumstance.HOSTS_FILE)) {
            readFiles(experiment);
        }
        if (scenario.has(Circumstance.RESOLVER)) {
            experiment.ask();
        }
        Move end = experiment.walk();
        if (scenario.has(Circumstance.TWICE)) {
            experiment.walk();
        }
        if (scenario.has(Circumstance.RESOLVER)) {
            experiment.compare();
        }
        if (scenario.has(Circumstance.DNSSEC) && end instanceof Move.Answered answered) {
            experiment.validate(answered);
        }
    }

    /// Files of the scenario's own stand in for those of this host, which nobody touches.
    private static void readFiles(DnsExperiment experiment) throws IOException {
        Path folder = Files.createTempDirectory("lab-dns");
        try {
            Path hosts = Files.writeString(folder.resolve("hosts"), HOSTS_LINE);
            Path nsswitch = Files.writeString(folder.resolve("nsswitch.conf"), "hosts: files dns\n");
            experiment.here(new LocalSteps(hosts, nsswitch, folder.resolve("resolv.conf"), List.of()));
        } finally {
            for (String name : List.of("hosts", "nsswitch.conf")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        }
    }
}
