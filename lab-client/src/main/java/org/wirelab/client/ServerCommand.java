package org.wirelab.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.wirelab.capture.CaptureChoice;
import org.wirelab.client.session.CaptureFeed;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.ServerRuns;
import org.wirelab.client.session.Target;
import org.wirelab.client.tls.ServingOptions;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.PlaceRecords;
import org.wirelab.render.Columns;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.LabServer;
import org.wirelab.server.Limits;
import org.wirelab.server.Service;
import org.wirelab.server.arq.ArqLimits;
import org.wirelab.server.arq.ArqService;
import org.wirelab.server.dns.DnsService;
import org.wirelab.server.dns.Universe;
import org.wirelab.server.tcp.BulkLimits;
import org.wirelab.server.tcp.BulkService;
import org.wirelab.server.tcp.TcpService;
import org.wirelab.server.tls.TlsLimits;
import org.wirelab.server.tls.TlsService;
import org.wirelab.server.tls.TurnedAway;
import org.wirelab.text.Texts;
import org.wirelab.tls.pki.PkiFolder;
import org.wirelab.trace.Side;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lab server`: the services for a LAN. It says what to type on the other host, and records, judges and shows its own
/// side of every connection.
@Command(
        name = "server",
        description = "Serves other hosts; shows and saves its own side of every connection.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  lab server                        all services, for this host only",
            "  lab server --bind 192.0.2.2 tcp   the TCP service for the LAN",
            "  lab server --client-auth require tls   TLS, for those with a certificate",
            "  lab server dns --universe DIR     name servers of your own,",
            "                                    see docs/reference/universe.md",
            "  lab server --bind ::              on every address, IPv6 and IPv4",
            "",
            "A port that somebody else has: exit code 3; one that takes more rights: 5.",
            "Ctrl-C ends it: 130.",
        })
final class ServerCommand implements Callable<Integer> {

    private static final int HIGHEST_PORT = 65535;

    /// The services that this command can start, in the order in which they are listed.
    private enum Offer {
        TCP,
        TLS,
        DNS,
        ARQ
    }

    @Mixin
    private CommonOptions options = new CommonOptions();

    @Parameters(arity = "0..*", paramLabel = "SERVICE", description = "tcp, tls, dns or arq; all unless named.")
    private List<Offer> services = List.of();

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Listen on this address; unless given on loopback, for this host only.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--port-tcp",
            paramLabel = "PORT",
            description = "The port of the TCP service (default: " + TcpService.PORT + "; 0: a free one).")
    private int tcpPort = TcpService.PORT;

    @Option(
            names = "--port-bulk",
            paramLabel = "PORT",
            description =
                    "The port of the TCP service's bulk transfers (default: " + BulkService.PORT + "; 0: a free one).")
    private int bulkPort = BulkService.PORT;

    @Option(
            names = "--port-tls",
            paramLabel = "PORT",
            description = "The port of the TLS service (default: " + TlsService.PORT + "; 0: a free one).")
    private int tlsPort = TlsService.PORT;

    @Option(
            names = "--port-dns",
            paramLabel = "PORT",
            description = "The port of the DNS service's map, its servers take those that follow (default: "
                    + PlaceRecords.PORT + "; 0: free ones).")
    private int dnsPort = PlaceRecords.PORT;

    @Option(
            names = "--port-arq",
            paramLabel = "PORT",
            description = "The port of the ARQ service (default: " + ArqService.PORT + "; 0: a free one).")
    private int arqPort = ArqService.PORT;

    @Option(
            names = "--universe",
            paramLabel = "DIR",
            description = "The DNS service serves the name servers and zones of this folder instead of its own.")
    private Optional<Path> universe = Optional.empty();

    @Mixin
    private ServingOptions serving = new ServingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws LabException {
        // whose trust in --network private would be misplaced: nobody could reach a server there
        if (options.network()
                .filter(CommonOptions.NetworkChoice.PRIVATE::equals)
                .isPresent()) {
            throw new LabException(
                    ExitCode.USAGE, "a server in a network of its own would have no clients: leave --network out");
        }
        Duration _ = options.timeout(); // no service waits by it: one that makes no sense is refused all the same
        InetAddress address = new Target(bind, 1).resolve(options.family()).getAddress();
        PrintWriter narration = options.output().narration();
        Texts texts = options.output().wording().texts();
        try (Transport transport = Transport.open(2)) {
            List<Service> wanted = new ArrayList<>();
            for (Offer offer : services.isEmpty() ? List.of(Offer.values()) : services) {
                wanted.addAll(make(offer, transport, address, told(texts, narration)));
            }
            try (CaptureFeed feed = watch(address, texts, narration);
                    ServerRuns runs = new ServerRuns(
                            options,
                            ServerCommand::topics,
                            Protocols::flows,
                            feed,
                            problem -> line(narration, "lab: " + problem.line()));
                    LabServer server = start(runs, wanted)) {
                ServerIntroduction.of(server, texts, options.output().style().width())
                        .forEach(text -> line(narration, text));
                new CountDownLatch(1).await();
            }
            return ExitCode.OK.number();
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED.number();
        }
    }

    /// Who receives a transfer shows its datagrams; nothing that the notes say of congestion control is to be seen
    /// there.
    private static List<String> topics(String service) {
        return switch (service) {
            case "arq" -> List.of("arq", "flow.window");
            case "congestion" -> List.of("arq");
            default -> List.of(service);
        };
    }

    private List<Service> make(Offer offer, Transport transport, InetAddress address, Consumer<TurnedAway> turnedAway)
            throws LabException {
        return switch (offer) {
            case TCP ->
                List.of(
                        new TcpService(transport, endpoint(address, tcpPort, "--port-tcp", 0), Limits.DEFAULT),
                        new BulkService(transport, endpoint(address, bulkPort, "--port-bulk", 0), BulkLimits.DEFAULT));
            case TLS -> {
                TlsService service = new TlsService(
                        transport,
                        endpoint(address, tlsPort, "--port-tls", 0),
                        TlsLimits.DEFAULT,
                        certificates(),
                        turnedAway);
                serving.configure(service);
                yield List.of(service);
            }
            case DNS -> {
                Universe served = universe();
                int following = served.servers().size();
                yield List.of(new DnsService(transport, endpoint(address, dnsPort, "--port-dns", following), served));
            }
            case ARQ ->
                List.of(new ArqService(transport, endpoint(address, arqPort, "--port-arq", 0), ArqLimits.DEFAULT));
        };
    }

    private Universe universe() throws LabException {
        if (universe.isEmpty()) {
            return Universe.builtIn();
        }
        Path folder = universe.get();
        if (!Files.isDirectory(folder)) {
            throw new LabException(ExitCode.USAGE, "no folder " + folder + ": a universe is a folder with servers.txt");
        }
        try {
            return Universe.read(folder);
        } catch (IOException e) {
            throw new LabException(
                    ExitCode.USAGE, folder + ": " + e.getMessage() + "; see docs/reference/universe.md", e);
        }
    }

    /// What the service says of those whom it turned away, on this terminal.
    private static Consumer<TurnedAway> told(Texts texts, PrintWriter narration) {
        return some -> line(narration, " " + texts.format(some.textKey(), some.count(), some.source()));
    }

    private PkiFolder certificates() {
        PrintWriter err = spec.commandLine().getErr();
        return new PkiFolder(
                PkiFolder.ofUser(System.getenv()), Clock.systemUTC(), notice -> line(err, "lab: " + notice));
    }

    private static InetSocketAddress endpoint(InetAddress address, int port, String option, int following)
            throws LabException {
        int highest = HIGHEST_PORT - following;
        if (port < 0 || port > highest) {
            String why = following == 0 ? "" : ": its servers take the " + following + " ports that follow";
            throw new LabException(ExitCode.USAGE, option + " takes 0 to " + highest + why);
        }
        return new InetSocketAddress(address, port);
    }

    private static LabServer start(ServerRuns runs, List<Service> wanted) throws LabException {
        try {
            return LabServer.start(runs, wanted);
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            boolean rights = message.endsWith("Permission denied");
            String next =
                    message.endsWith("Address already in use") ? ": choose another port, see 'lab server --help'" : "";
            throw new LabException(rights ? ExitCode.LACKING : ExitCode.UNREACHABLE, message + next, e);
        }
    }

    /// One capture for all connections, begun before the first of them.
    private CaptureFeed watch(InetAddress address, Texts texts, PrintWriter narration) {
        String filter = "tcp and (port " + tcpPort + " or port " + tlsPort + ")";
        CaptureChoice choice = LabNetwork.captureOn(interfaceOf(address), filter, options);
        Columns.wrapped(choice.reason().in(texts), options.output().style().width() - 1)
                .forEach(part -> line(narration, " " + part));
        return CaptureFeed.open(choice, filter, LabNetwork.sideOf(choice.interfaceName(), Side.SERVER), true);
    }

    /// All interfaces where the server is bound to all addresses: libpcap's name for them.
    private static String interfaceOf(InetAddress address) {
        if (address.isAnyLocalAddress()) {
            return "any";
        }
        try {
            return Optional.ofNullable(NetworkInterface.getByInetAddress(address))
                    .map(NetworkInterface::getName)
                    .orElse("any");
        } catch (SocketException _) {
            return "any";
        }
    }

    private static void line(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }
}
