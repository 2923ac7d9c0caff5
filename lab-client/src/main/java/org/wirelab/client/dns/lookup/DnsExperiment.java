package org.wirelab.client.dns.lookup;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.wirelab.client.dns.local.LocalSteps;
import org.wirelab.dns.AnswerComparison;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.DnsParties;
import org.wirelab.dns.DnsResponse;
import org.wirelab.dns.DnsTransport;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.validation.TrustAnchors;
import org.wirelab.dns.validation.ValidationObservation.ResolverCompared;
import org.wirelab.dns.validation.ValidationObservation.Validated;
import org.wirelab.dns.validation.Validator;
import org.wirelab.dns.walk.AllPaths;
import org.wirelab.dns.walk.Inquiry;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.RecursiveQuery;
import org.wirelab.dns.walk.Resolution;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.net.dns.ResolverPlace;
import org.wirelab.net.dns.SecureClient;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Endpoints;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// One lookup as the notes tell it: the cache, the hosts file, the resolver, then the walk from the root; and what is
/// made of them: a comparison, a validation.
public final class DnsExperiment implements AutoCloseable {

    private static final Vantage HOST = new Vantage(Source.OS, Side.CLIENT);
    private static final Vantage ENGINE = new Vantage(Source.DNS, Side.CLIENT);
    /// A resolver may have to walk itself before it can answer.
    private static final Duration RESOLVER_TIMEOUT = Duration.ofSeconds(1);
    /// A connection and a handshake come first.
    private static final Duration SECURE_RESOLVER_TIMEOUT = Duration.ofSeconds(4);

    private final DnsClient client;
    private final Optional<SecureClient> secure;
    private final DnsOptions options;
    private final Memory memory;
    private final RandomGenerator random;
    private final Trace trace;
    private final Conversation conversation;
    private final Recorder host;
    private final Recorder engine;
    private final Outcomes outcomes = new Outcomes();

    /// How a lookup ended.
    ///
    /// @param last the walk, or the resolver's answer when there is no walk
    /// @param validated what DNSSEC says of it, where that was asked
    record End(Move last, Optional<Validated> validated) {}

    /// Begins to tell of it.
    ///
    /// @param secure asks the resolver, where that is done inside TLS
    /// @param random unpredictable, but for the order of servers in a scenario
    public DnsExperiment(
            Trace trace,
            DnsClient client,
            Optional<SecureClient> secure,
            DnsOptions options,
            Memory memory,
            RandomGenerator random) {
        this.trace = trace;
        this.client = client;
        this.secure = secure;
        this.options = options;
        this.memory = memory;
        this.random = random;
        this.conversation = DnsParties.lookup(options.question());
        this.host = trace.recorder(HOST, conversation);
        this.engine = outcomes.beside(trace.recorder(ENGINE, conversation));
        host.record(new VantageObservation.Opened(""));
        engine.record(new VantageObservation.Opened(""));
    }

    /// Does all of it.
    ///
    /// @param octets of the last response, as far as they are known
    End run(LocalSteps local, LastResponse octets) throws InterruptedException {
        here(local);
        Move end = new Move.Failed(FailureReason.NO_ADDRESS, options.question().name(), List.of());
        if (!options.resolvers().isEmpty()) {
            end = ask();
        }
        if (options.extent().walk()) {
            end = walk();
        }
        if (options.extent().compare()) {
            compare();
        }
        Optional<Validated> validated = Optional.empty();
        if (options.settings().dnssec() && options.extent().walk() && end instanceof Move.Answered answered) {
            validated = Optional.of(validate(answered));
        }
        if (options.extent().wire()) {
            octets.last().ifPresent(engine::record);
        }
        return new End(end, validated);
    }

    /// What this host itself knows, and whom it would ask.
    public void here(LocalSteps local) {
        local.take(options.question(), host);
        String resolver =
                options.resolvers().stream().findFirst().map(Endpoints::text).orElse("");
        host.record(new DnsObservation.ResolverConfigured(resolver, options.resolverOrigin()));
    }

    /// The resolver, in the open or inside TLS.
    public Move ask() throws InterruptedException {
        DnsTransport carrier = options.secure().map(ResolverPlace::transport).orElse(DnsTransport.UDP);
        RecursiveQuery query = new RecursiveQuery(
                options.question(),
                options.resolvers(),
                carrier,
                options.settings().payload(),
                carrier.encrypted() ? SECURE_RESOLVER_TIMEOUT : RESOLVER_TIMEOUT,
                random,
                engine,
                System.nanoTime());
        return finished(secure.isPresent() ? secure.get().run(query, engine) : client.run(query, engine));
    }

    /// The walk, with what is remembered of those before it.
    public Move walk() throws InterruptedException {
        return finished(client.run(inquiry(engine), engine));
    }

    /// The one held against the other, as far as both have ended.
    public void compare() {
        outcomes.resolver()
                .ifPresent(resolver ->
                        outcomes.walk().ifPresent(walk -> host.record(AnswerComparison.of(resolver, walk))));
    }

    /// What DNSSEC says of it.
    public Validated validate(Move.Answered answered) throws InterruptedException {
        TrustAnchors anchors = options.anchors().orElseGet(TrustAnchors::ofTheRoot);
        SignedWalks walks = new SignedWalks(
                client,
                (question, recorder) -> new Resolution(
                        question, memory, options.settings().withPrime(false), random, recorder, System.nanoTime()),
                engine);
        Validated validated =
                new Validator(anchors, Clock.systemUTC(), walks, engine).validate(options.question(), answered);
        outcomes.said()
                .ifPresent(said -> engine.record(new ResolverCompared(
                        validated.name(), validated.type(), said.ad(), said.rcode(), validated.status())));
        return validated;
    }

    private Inquiry inquiry(Recorder recorder) {
        return options.extent().allPaths()
                ? new AllPaths(options.question(), memory, options.settings(), random, recorder, System.nanoTime())
                : new Resolution(options.question(), memory, options.settings(), random, recorder, System.nanoTime());
    }

    private static Move finished(CompletableFuture<Move> end) throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the lookup broke off", e.getCause());
        }
    }

    /// Says that nothing more is to be told by the lookup itself; what a capture has still to hand over may follow.
    @Override
    public void close() {
        engine.record(new VantageObservation.Closed("", 0));
        host.record(new VantageObservation.Closed("", 0));
    }

    /// Says that nothing more is to come of the lookup, from no vantage.
    public void ended() {
        trace.record(HOST, conversation, new RunObservation.ConversationEnded());
    }

    /// What the inquiries of a lookup came to, picked up on the way to the trace.
    private static final class Outcomes {
        private volatile Optional<DnsOutcome> resolver = Optional.empty();
        private volatile Optional<DnsOutcome> walk = Optional.empty();
        private volatile Optional<DnsResponse> said = Optional.empty();

        Recorder beside(Recorder trace) {
            return observation -> {
                if (observation instanceof DnsOutcome outcome) {
                    switch (outcome.purpose()) {
                        case RESOLVER -> resolver = Optional.of(outcome);
                        case WALK -> walk = Optional.of(outcome);
                        case PRIMING, SERVER_ADDRESS, VALIDATION -> {} // parts of a lookup
                    }
                }
                if (observation instanceof DnsResponse response && response.purpose() == Purpose.RESOLVER) {
                    said = Optional.of(response);
                }
                trace.record(observation);
            };
        }

        /// The resolver's last response.
        Optional<DnsResponse> said() {
            return said;
        }

        Optional<DnsOutcome> resolver() {
            return resolver;
        }

        Optional<DnsOutcome> walk() {
            return walk;
        }
    }
}
