package org.wirelab.client.dns.lookup;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wirelab.client.dns.local.LocalSteps;
import org.wirelab.client.session.ClientRun;
import org.wirelab.client.session.CommonOptions;
import org.wirelab.client.session.LabNetwork;
import org.wirelab.client.session.Target;
import org.wirelab.dns.DnsParties;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.validation.SecurityStatus;
import org.wirelab.dns.validation.TrustAnchors;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.net.Transport;
import org.wirelab.net.dns.AddressMap;
import org.wirelab.net.dns.DepartureListener;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.net.dns.SecureClient;
import org.wirelab.run.ExitCode;
import org.wirelab.run.LabException;
import org.wirelab.server.dns.MiniatureInternet;
import org.wirelab.tls.pki.PkixTrust;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;

/// One lookup or several with all that belongs to them: which Internet is walked, what is remembered from one to the
/// next, and how their ends are told.
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
    /// @param port of name servers that no map names
    /// @param anchors where a chain of trust begins; empty for what the Internet itself brings
    public record Request(
            Wish wish,
            Internet internet,
            RootHints hints,
            int port,
            DnsOptions.Extent extent,
            Optional<TrustAnchors> anchors,
            WalkSettings settings) {}

    private static final Duration HANDSHAKE = Duration.ofSeconds(3);

    private final Trace trace;
    private final Optional<DnsWatch> watch;
    private final Request request;
    private final LocalSteps local = LocalSteps.ofThisHost();

    /// Lookups whose packets are watched as the user's options and the system allow.
    public DnsSession(ClientRun run, CommonOptions options, Request request) {
        this(run.trace(), Optional.of(new DnsWatch(run, options)), request);
    }

    /// Lookups whose packets nobody watches.
    ///
    /// @param trace where they are recorded
    public DnsSession(Trace trace, Request request) {
        this(trace, Optional.empty(), request);
    }

    private DnsSession(Trace trace, Optional<DnsWatch> watch, Request request) {
        this.trace = trace;
        this.watch = watch;
        this.request = request;
    }

    /// The lookup of the notes: their name in the embedded miniature Internet, from the cache to the address.
    public static DnsSession documented(ClientRun run, CommonOptions options) throws LabException {
        WalkSettings settings = WalkSettings.USUAL.withLimits(WalkOptions.limits(options.timeout()));
        return new DnsSession(run, options, documented(settings));
    }

    static Request documented(WalkSettings settings) throws LabException {
        return new Request(
                Wish.parse(List.of("www.naver.com")),
                new Internet.Embedded(),
                RootHints.builtIn(),
                AddressMap.DNS_PORT,
                DnsOptions.Extent.USUAL,
                Optional.empty(),
                settings);
    }

    /// Looks up, one name after the other.
    ///
    /// @return what was found: records, or that there are none
    /// @throws LabException when a lookup failed, in one line with what to try next; the others have been made
    public List<Move.Answered> run() throws LabException, InterruptedException {
        trace.record(new Vantage(Source.OS, Side.CLIENT), Conversation.RUN, RunObservation.Part.about("dns"));
        // Netty looks for interfaces when it is first used: the private network must be there by then.
        boolean ownNetwork = request.internet() instanceof Internet.Embedded && LabNetwork.prepare();
        if (request.internet() instanceof Internet.Embedded && !ownNetwork) {
            watch.ifPresent(DnsWatch::sayWhyOnTheHost);
        }
        try (Transport transport = Transport.open(2)) {
            MiniatureInternet.warmUp(transport);
            try (OpenInternet internet = OpenInternet.open(
                    transport, request.internet(), local, request.hints(), ownNetwork, request.port())) {
                OpenInternet wanted = request.wish().server().isPresent()
                        ? internet.with(request.wish().server().get())
                        : internet;
                return lookAll(transport, wanted);
            }
        }
    }

    private List<Move.Answered> lookAll(Transport transport, OpenInternet internet)
            throws LabException, InterruptedException {
        Memory memory = Memory.fresh(request.hints());
        List<Move.Answered> answers = new ArrayList<>();
        List<LabException> failures = new ArrayList<>();
        for (Question question : request.wish().questions()) {
            DnsExperiment.End end = look(transport, internet, memory, question);
            boolean bogus = end.validated()
                    .filter(validated -> validated.status() == SecurityStatus.BOGUS)
                    .isPresent();
            if (end.last() instanceof Move.Answered answered && !bogus) {
                answers.add(answered);
            } else {
                failures.add(failure(question, end));
            }
        }
        if (!failures.isEmpty()) {
            throw worst(failures);
        }
        return answers;
    }

    private DnsExperiment.End look(Transport transport, OpenInternet internet, Memory memory, Question question)
            throws LabException, InterruptedException {
        if (internet.resolvers().isEmpty() && !request.extent().walk()) {
            throw new LabException(
                    ExitCode.USAGE,
                    "no resolver in " + internet.origin() + ": name one, @192.0.2.53, or leave --resolver away");
        }
        if (request.extent().wire()
                && internet.secure().isPresent()
                && !request.extent().walk()) {
            throw new LabException(
                    ExitCode.USAGE,
                    "--wire shows what comes in the open: leave tls:// or https:// away, or --resolver");
        }
        DnsOptions options = new DnsOptions(
                question,
                internet.resolvers(),
                internet.origin(),
                internet.secure(),
                request.extent(),
                request.hints(),
                request.anchors().or(internet::anchors),
                request.settings());
        Conversation lookup = DnsParties.lookup(question);
        // Nobody may send before the capture is live, and the lookup is over when the capture has handed over its last
        // packet.
        Optional<DnsFeed> feed =
                watch.map(eye -> eye.open(request.internet(), internet.lab(), internet.places(), options, lookup));
        LastResponse octets =
                new LastResponse(feed.<DepartureListener>map(each -> each).orElse(DepartureListener.NONE));
        DnsClient client = new DnsClient(transport, internet.places(), octets);
        Optional<SecureClient> secure = secure(transport, internet);
        DnsExperiment experiment = new DnsExperiment(trace, client, secure, options, memory, new SecureRandom());
        try {
            return experiment.run(local, octets);
        } finally {
            experiment.close();
            feed.ifPresent(DnsFeed::close);
            experiment.ended();
        }
    }

    /// A resolver's certificate is judged by what this system trusts.
    private Optional<SecureClient> secure(Transport transport, OpenInternet internet) throws LabException {
        if (internet.secure().isEmpty()) {
            return Optional.empty();
        }
        try {
            var system = org.wirelab.tls.pki.TrustAnchors.ofSystem();
            return Optional.of(new SecureClient(
                    transport,
                    trace,
                    internet.secure().get(),
                    internet.places().locate(internet.resolvers().getFirst()),
                    host -> PkixTrust.of(system, host, Clock.systemUTC()),
                    HANDSHAKE));
        } catch (IOException e) {
            throw new LabException(ExitCode.LACKING, "no trusted authorities: " + e.getMessage(), e);
        }
    }

    private LabException worst(List<LabException> failures) {
        LabException worst = failures.stream()
                .filter(failure -> failure.exitCode() == ExitCode.TRUST_REFUSED)
                .findFirst()
                .orElse(failures.getFirst());
        int names = request.wish().questions().size();
        return names == 1
                ? worst
                : new LabException(
                        worst.exitCode(), failures.size() + " of " + names + " names failed; " + worst.line(), worst);
    }

    private LabException failure(Question question, DnsExperiment.End end) {
        return end.last() instanceof Move.Failed failed
                ? new LabException(ExitCode.UNREACHABLE, line(question, failed))
                : new LabException(
                        ExitCode.TRUST_REFUSED,
                        question + " is bogus: " + end.validated().orElseThrow().why()
                                + " (without --dnssec it is taken as it comes)");
    }

    private String line(Question question, Move.Failed failed) {
        boolean silent = failed.zone().labels() == 1 && failed.reason().status().equals("timeout");
        boolean walk = request.extent().walk();
        if (silent && walk && request.internet() instanceof Internet.Live) {
            return "the root servers cannot be reached from here: try " + Suggestion.of(question, "--offline");
        }
        if (failed.reason() == FailureReason.INTERCEPTED && walk) {
            return "all that answer at the addresses of the root servers lack authority: somebody on the way answers in"
                    + " their place, port 53 seems intercepted; try "
                    + Suggestion.of(question, "@tls://HOST --resolver") + ", with a resolver that has TLS, or "
                    + Suggestion.of(question, "--offline");
        }
        String first = failed.detail().stream()
                .findFirst()
                .map(detail -> " (" + detail + ")")
                .orElse("");
        String who = walk ? "zone " + failed.zone() : "the resolver";
        return "no answer for " + question + ": " + failed.reason().label().replace('_', ' ') + ", " + who + first;
    }
}
