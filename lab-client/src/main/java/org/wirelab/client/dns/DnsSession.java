package org.wirelab.client.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.Target;
import org.wirelab.dns.DnsParties;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.walk.AddressFamilies;
import org.wirelab.dns.walk.Limits;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.RecursiveQuery;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.net.dns.DepartureListener;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.net.dns.PlaceRecords;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.dns.MiniatureInternet;
import org.wirelab.server.dns.Universe;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;

/// One lookup with all that belongs to it: which Internet it walks, who its resolver is, and how its end is told.
public final class DnsSession {

    /// Which Internet is walked.
    public sealed interface Internet {
        /// The real one.
        record Live() implements Internet {}

        /// The miniature one, in this process.
        record Embedded() implements Internet {}

        /// The miniature one that a lab server on another host serves.
        record At(Target host) implements Internet {}
    }

    /// What to look up, and how.
    ///
    /// @param hints a file of root hints; empty for the built-in ones
    /// @param walk false for the resolver's answer only
    /// @param timeout for the whole walk; the engine's own limit holds too
    public record Request(
            Wish wish,
            Internet internet,
            Optional<Path> hints,
            boolean walk,
            AddressFamilies families,
            Duration timeout) {

        /// The name of the notes in the embedded miniature Internet, from the cache to the address.
        ///
        /// @throws LabException never, for the name is one
        public static Request documented(AddressFamilies families, Duration timeout) throws LabException {
            Wish wish = Wish.parse(List.of("www.naver.com"));
            return new Request(wish, new Internet.Embedded(), Optional.empty(), true, families, timeout);
        }
    }

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    /// Who is asked in a network of our own on a host that has no resolver configured.
    private static final InetAddress RESOLVER = InetAddress.ofLiteral("192.0.2.53");

    private static final Duration MAP_TIMEOUT = Duration.ofSeconds(1);

    private final Trace trace;
    private final Optional<DnsWatch> watch;
    private final Request request;
    private final LocalSteps local = LocalSteps.ofThisHost();

    /// A lookup whose packets are watched as the user's options and the system allow.
    public DnsSession(ClientRun run, CommonOptions options, Request request) {
        this(run.trace(), Optional.of(new DnsWatch(run, options)), request);
    }

    /// A lookup whose packets nobody watches.
    ///
    /// @param trace where it is recorded
    DnsSession(Trace trace, Request request) {
        this(trace, Optional.empty(), request);
    }

    private DnsSession(Trace trace, Optional<DnsWatch> watch, Request request) {
        this.trace = trace;
        this.watch = watch;
        this.request = request;
    }

    /// Looks up.
    ///
    /// @return what was found: records, or that there are none
    /// @throws LabException when the lookup failed, in one line with what to try next
    public Move.Answered run() throws LabException, InterruptedException {
        RootHints hints = hints();
        trace.record(new Vantage(Source.OS, Side.CLIENT), Conversation.RUN, RunObservation.Part.about("dns"));
        // Netty looks for interfaces when it is first used: the private network must be there by then.
        boolean ownNetwork = request.internet() instanceof Internet.Embedded && LabNetwork.prepare();
        if (request.internet() instanceof Internet.Embedded && !ownNetwork) {
            watch.ifPresent(DnsWatch::sayWhyOnTheHost);
        }
        try (Transport transport = Transport.open(2)) {
            MiniatureInternet.warmUp(transport);
            return switch (request.internet()) {
                case Internet.Live _ -> live(transport, hints);
                case Internet.Embedded _ -> embedded(transport, hints, ownNetwork);
                case Internet.At(Target host) -> {
                    try (MiniatureInternet internet = MiniatureInternet.elsewhere(transport, mapOf(host, transport))) {
                        yield onLoopback(transport, internet, hints);
                    }
                }
            };
        }
    }

    private Move.Answered live(Transport transport, RootHints hints) throws LabException, InterruptedException {
        List<InetAddress> resolvers = request.wish().server().isPresent() ? List.of() : local.resolvers();
        return look(transport, AddressMap.NONE, hints, resolvers, local.resolv().toString());
    }

    private Move.Answered embedded(Transport transport, RootHints hints, boolean ownNetwork)
            throws LabException, InterruptedException {
        Universe universe = Universe.builtIn();
        try (MiniatureInternet internet = ownNetwork
                ? MiniatureInternet.onRealAddresses(transport, universe)
                : MiniatureInternet.onPorts(transport, universe, LOOPBACK, 0)) {
            if (!ownNetwork) {
                return onLoopback(transport, internet, hints);
            }
            // Here every address is ours, so the resolver answers at the very address that this host is set up with.
            List<InetAddress> configured = local.resolvers();
            List<InetAddress> resolvers = configured.isEmpty() ? List.of(RESOLVER) : configured.subList(0, 1);
            internet.resolver(new InetSocketAddress(resolvers.getFirst(), AddressMap.DNS_PORT), hints);
            return look(
                    transport,
                    AddressMap.NONE,
                    hints,
                    resolvers,
                    configured.isEmpty() ? "embedded" : local.resolv() + ", embedded");
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private Move.Answered onLoopback(Transport transport, MiniatureInternet internet, RootHints hints)
            throws LabException, InterruptedException {
        try {
            InetSocketAddress resolver = internet.resolver(new InetSocketAddress(LOOPBACK, 0), hints);
            AddressMap map = with(internet.map(), LOOPBACK, resolver);
            return look(transport, map, hints, List.of(LOOPBACK), "embedded");
        } catch (IOException e) {
            throw new LabException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()), e);
        }
    }

    private Move.Answered look(
            Transport transport, AddressMap map, RootHints hints, List<InetAddress> resolvers, String origin)
            throws LabException, InterruptedException {
        AddressMap places = map;
        List<InetAddress> asked = resolvers;
        String from = origin;
        if (request.wish().server().isPresent()) {
            InetSocketAddress server = Target.parse(request.wish().server().get(), AddressMap.DNS_PORT)
                    .resolve(Optional.empty());
            places = with(map, server.getAddress(), server);
            asked = List.of(server.getAddress());
            from = "@SERVER";
        }
        DnsOptions options = new DnsOptions(
                request.wish().question(), asked, from, request.walk(), hints, request.families(), limits());
        return switch (watched(transport, map, places, options)) {
            case Move.Answered answered -> answered;
            case Move.Failed failed -> throw new LabException(ExitCode.UNREACHABLE, line(failed));
            case Move.Ask _ -> throw new IllegalStateException("a query is no end");
        };
    }

    /// Nobody may send before the capture is live, and the lookup is over when the capture has handed over its last
    /// packet.
    private Move watched(Transport transport, AddressMap lab, AddressMap places, DnsOptions options)
            throws InterruptedException {
        Conversation lookup = DnsParties.lookup(options.question());
        Optional<DnsFeed> feed = watch.map(eye -> eye.open(request.internet(), lab, places, options, lookup));
        DepartureListener departures = feed.<DepartureListener>map(each -> each).orElse(DepartureListener.NONE);
        DnsClient client = new DnsClient(transport, places, departures);
        DnsExperiment experiment = new DnsExperiment(trace, client, local, options);
        try {
            return experiment.run();
        } finally {
            feed.ifPresent(DnsFeed::close);
            experiment.ended();
        }
    }

    private String line(Move.Failed failed) {
        String name = request.wish().question().name().toString(true);
        boolean silent = failed.zone().labels() == 1 && failed.reason().status().equals("timeout");
        if (silent && request.walk() && request.internet() instanceof Internet.Live) {
            return "the root servers cannot be reached from here: try lab dns " + name + " --offline";
        }
        String first = failed.detail().stream()
                .findFirst()
                .map(detail -> " (" + detail + ")")
                .orElse("");
        String who = request.walk() ? "zone " + failed.zone() : "the resolver";
        return "no answer for " + request.wish().question() + ": "
                + failed.reason().label().replace('_', ' ') + ", " + who + first;
    }

    private Limits limits() {
        Limits usual = Limits.USUAL;
        Duration total = request.timeout().compareTo(usual.total()) < 0 ? request.timeout() : usual.total();
        return usual.withTotal(total);
    }

    private RootHints hints() throws LabException {
        if (request.hints().isEmpty()) {
            return RootHints.builtIn();
        }
        Path file = request.hints().get();
        try {
            return RootHints.parse(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new LabException(ExitCode.USAGE, "no file " + file, e);
        } catch (IOException e) {
            throw new LabException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /// Fetches the map from a lab server, by DNS over TCP.
    private AddressMap mapOf(Target host, Transport transport) throws LabException, InterruptedException {
        InetSocketAddress server = host.resolve(Optional.empty());
        DnsClient client = new DnsClient(transport, with(AddressMap.NONE, server.getAddress(), server));
        RecursiveQuery query = new RecursiveQuery(
                PlaceRecords.QUESTION,
                List.of(server.getAddress()),
                0,
                MAP_TIMEOUT,
                new SecureRandom(),
                Recorder.NONE,
                System.nanoTime());
        try {
            if (client.run(query, Recorder.NONE).get() instanceof Move.Answered answered) {
                return PlaceRecords.read(server.getAddress(), answered.records());
            }
        } catch (ExecutionException | IllegalArgumentException e) {
            throw new LabException(ExitCode.UNREACHABLE, host + " gives no map: " + e.getMessage(), e);
        }
        throw new LabException(
                ExitCode.UNREACHABLE,
                "no lab server answers at " + host + ": start one there with lab server dns --bind ADDRESS");
    }

    private static AddressMap with(AddressMap map, InetAddress address, InetSocketAddress place) {
        Map<InetAddress, InetSocketAddress> places = new HashMap<>(map.places());
        places.put(address, place);
        return new AddressMap(places, map.port());
    }
}
