package org.wirelab.client.dns;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.DnsParties;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.walk.Inquiry;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.RecursiveQuery;
import org.wirelab.dns.walk.Resolution;
import org.wirelab.dns.walk.WalkSettings;
import org.wirelab.net.dns.DnsClient;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Recorder;
import org.wirelab.trace.RunObservation;
import org.wirelab.trace.Side;
import org.wirelab.trace.Source;
import org.wirelab.trace.Trace;
import org.wirelab.trace.Vantage;
import org.wirelab.trace.VantageObservation;

/// One lookup as the notes tell it: the cache, the hosts file, the resolver, then the walk from the root.
final class DnsExperiment {

    private static final Vantage HOST = new Vantage(Source.OS, Side.CLIENT);
    private static final Vantage ENGINE = new Vantage(Source.DNS, Side.CLIENT);
    /// A resolver may have to walk itself before it can answer.
    private static final Duration RESOLVER_TIMEOUT = Duration.ofSeconds(1);

    private static final int PAYLOAD = 1232;

    private final Trace trace;
    private final DnsClient client;
    private final LocalSteps local;
    private final DnsOptions options;
    private final Conversation conversation;
    private final SecureRandom random = new SecureRandom();

    DnsExperiment(Trace trace, DnsClient client, LocalSteps local, DnsOptions options) {
        this.trace = trace;
        this.client = client;
        this.local = local;
        this.options = options;
        this.conversation = DnsParties.lookup(options.question());
    }

    /// Does all of it.
    ///
    /// @return how the last inquiry ended: the walk, or the resolver's when there is no walk
    Move run() throws InterruptedException {
        Recorder host = trace.recorder(HOST, conversation);
        Recorder engine = trace.recorder(ENGINE, conversation);
        host.record(new VantageObservation.Opened(""));
        engine.record(new VantageObservation.Opened(""));
        try {
            local.take(options.question(), host);
            String resolver = options.resolvers().stream()
                    .findFirst()
                    .map(a -> a.getHostAddress())
                    .orElse("");
            host.record(new DnsObservation.ResolverConfigured(resolver, options.resolverOrigin()));
            Move end =
                    new Move.Failed(FailureReason.NO_ADDRESS, options.question().name(), List.of());
            if (!options.resolvers().isEmpty()) {
                end = finished(resolverQuery(engine), engine);
            }
            return options.walk() ? finished(walk(engine), engine) : end;
        } finally {
            engine.record(new VantageObservation.Closed("", 0));
            host.record(new VantageObservation.Closed("", 0));
        }
    }

    /// Says that nothing more is to come of the lookup, from no vantage.
    void ended() {
        trace.record(HOST, conversation, new RunObservation.ConversationEnded());
    }

    private Inquiry resolverQuery(Recorder engine) {
        return new RecursiveQuery(
                options.question(), options.resolvers(), PAYLOAD, RESOLVER_TIMEOUT, random, engine, System.nanoTime());
    }

    private Inquiry walk(Recorder engine) {
        return new Resolution(
                options.question(),
                Memory.fresh(options.hints()),
                WalkSettings.USUAL
                        .withFamilies(options.families())
                        .withPayload(PAYLOAD)
                        .withLimits(options.limits()),
                random,
                engine,
                System.nanoTime());
    }

    private Move finished(Inquiry inquiry, Recorder engine) throws InterruptedException {
        CompletableFuture<Move> end = client.run(inquiry, engine);
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the lookup broke off", e.getCause());
        }
    }
}
