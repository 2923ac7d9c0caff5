package org.wirelab.dns.walk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wirelab.dns.Classification;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The walk from the root to the answer, as a state machine: [#next] says what to ask, [#on] takes what came of it.
///
/// It follows RFC 1034 §5.3.3. Lookups that stand open (the wanted one, and below it those for the addresses of servers
/// that came without one) lie on a stack; nothing calls itself. Time comes in as nanoseconds of any one clock,
/// randomness as a generator. Not safe for many threads.
public final class Resolution implements Inquiry {

    private final Question question;
    private final KnownZones known;
    private final WalkSettings settings;
    private final RandomGenerator random;
    private final WalkRecorder says;
    private final long started;
    private final Deque<Lookup> open = new ArrayDeque<>();
    private Optional<Asked> inFlight = Optional.empty();
    private Optional<Move> end = Optional.empty();
    private String lastRcode = "";
    private int exchanges;
    private long now;

    private record Asked(Move.Ask ask, ServerList.Candidate candidate) {}

    /// Begins the lookup of a question.
    ///
    /// @param hints where the walk begins
    /// @param known the zone cuts known so far, at least the root; this lookup adds to them
    /// @param now nanoseconds on the clock that [#next] and [#on] are called with
    public Resolution(
            Question question,
            RootHints hints,
            KnownZones known,
            WalkSettings settings,
            RandomGenerator random,
            Recorder recorder,
            long now) {
        this.question = question;
        this.known = known;
        this.settings = settings;
        this.random = random;
        this.says = new WalkRecorder(recorder);
        this.started = now;
        this.now = now;
        open.push(new Lookup(Purpose.WALK, question.name(), List.of(question.type()), serversFor(question)));
        says.rootServersAre(hints.origin(), hints.root());
        if (settings.prime()) {
            open.push(new Lookup(Purpose.PRIMING, Name.root, List.of(Type.NS), serverList(known.root())));
        }
    }

    @Override
    public Move next(long time) {
        now = time;
        while (end.isEmpty()) {
            Lookup lookup = open.element();
            if (remaining().isNegative() || remaining().isZero()) {
                limit(FailureReason.TOO_LONG, settings.limits().total().toMillis());
            } else if (exchanges >= settings.limits().exchanges()) {
                limit(FailureReason.TOO_MANY_EXCHANGES, settings.limits().exchanges());
            } else {
                Optional<ServerList.Candidate> candidate = lookup.servers().next();
                if (candidate.isPresent()) {
                    return ask(lookup, candidate.get());
                }
                lookup.servers()
                        .nextWithoutAddress()
                        .ifPresentOrElse(name -> lookAside(lookup, name), () -> giveUp(lookup));
            }
        }
        return end.get();
    }

    @Override
    public void on(Reply reply, long time) {
        now = time;
        Asked asked = inFlight.orElseThrow(() -> new IllegalStateException("nothing was asked"));
        inFlight = Optional.empty();
        Lookup lookup = open.element();
        switch (reply) {
            case Reply.Received received -> received(lookup, asked, received);
            case Reply.TimedOut(long waited) -> {
                says.silence(asked.ask(), "timeout", "", waited);
                lookup.servers().silent(asked.candidate());
            }
            case Reply.Unreachable(String detail, long waited) -> {
                says.silence(asked.ask(), "unreachable", detail, waited);
                lookup.servers().unreachable(asked.candidate(), detail);
            }
            case Reply.Unreadable(String detail, long rtt) -> {
                says.silence(asked.ask(), "malformed", detail, rtt);
                lookup.servers().failed(asked.candidate(), FailureReason.SERVFAIL, detail);
            }
        }
    }

    private Move.Ask ask(Lookup lookup, ServerList.Candidate candidate) {
        Duration timeout = candidate.timeout(settings.limits());
        Move.Ask ask = new Move.Ask(
                candidate.server(),
                lookup.servers().zone(),
                lookup.question(),
                // RFC 1034 §4.3.1: the walk wants directions, not service: RD is clear.
                false,
                candidate.transport(),
                candidate.edns() ? new Edns(settings.payload(), settings.dnssec()) : Edns.NONE,
                random.nextInt(1 << 16),
                lookup.purpose(),
                timeout.compareTo(remaining()) < 0 ? timeout : remaining());
        exchanges++;
        inFlight = Optional.of(new Asked(ask, candidate));
        says.asked(ask);
        return ask;
    }

    private void received(Lookup lookup, Asked asked, Reply.Received received) {
        Move.Ask ask = asked.ask();
        Message message = received.message();
        Classification classification = Classifier.classify(ask.zone(), ask.question(), message);
        lastRcode = Rcode.string(message.getRcode());
        List<Bailiwick.Judged> judged = Bailiwick.judge(ask, classification, message);
        says.heard(ask, received, classification, judged);
        switch (classification) {
            case ANSWER -> answered(lookup, Believed.answers(judged), Believed.authority(judged));
            case CNAME, DNAME -> alias(lookup, Believed.answers(judged), Believed.authority(judged));
            case REFERRAL -> refer(lookup, Believed.delegation(judged));
            case NODATA -> denied(lookup, Move.Answered.Kind.NODATA, judged);
            case NXDOMAIN -> denied(lookup, Move.Answered.Kind.NXDOMAIN, judged);
            case TRUNCATED -> {
                if (!lookup.servers().againOverTcp(asked.candidate())) {
                    useless(lookup, asked, FailureReason.SERVFAIL, classification);
                }
            }
            case FORMERR, NOTIMP -> {
                if (!ask.edns().used() || !lookup.servers().againWithoutEdns(asked.candidate())) {
                    useless(lookup, asked, FailureReason.SERVFAIL, classification);
                }
            }
            case SERVFAIL, OTHER_ERROR -> useless(lookup, asked, FailureReason.SERVFAIL, classification);
            case LAME_REFUSED, LAME_UPWARD, LAME_SIDEWAYS, LAME_NOT_AA, LAME_RA_NO_AA ->
                useless(lookup, asked, FailureReason.LAME, classification);
        }
    }

    private void answered(Lookup lookup, List<Record> records, List<Record> authority) {
        switch (lookup.purpose()) {
            case PRIMING -> {
                Delegation root = Believed.rootServers(records, known.root());
                known.learn(root);
                says.rootServersAre("priming", root);
                finish(lookup);
                open.element().at(serversFor(open.element().question()));
            }
            case SERVER_ADDRESS -> {
                finish(lookup);
                Lookup waiting = open.element();
                Believed.addresses(lookup.wanted(), records).forEach(waiting.servers()::add);
            }
            case WALK, RESOLVER, VALIDATION ->
                end(new Move.Answered(
                        Move.Answered.Kind.ANSWER,
                        lookup.servers().zone(),
                        Believed.chain(lookup.aliases(), records),
                        Believed.chain(lookup.proofs(), authority)));
        }
    }

    private void alias(Lookup lookup, List<Record> records, List<Record> authority) {
        AliasChain chain = AliasChain.follow(lookup.question(), records);
        Optional<FailureReason> hindrance =
                lookup.rename(chain, settings.limits().aliases());
        if (hindrance.isPresent()) {
            boolean loop = hindrance.get() == FailureReason.ALIAS_LOOP;
            limit(hindrance.get(), loop ? lookup.steps() : settings.limits().aliases());
            return;
        }
        if (!chain.data().isEmpty()) {
            chain.links()
                    .forEach(link -> says.aliasFollowed(link, lookup.servers().zone()));
            answered(lookup, chain.data(), authority);
            return;
        }
        if (chain.links().isEmpty()) {
            lookup.servers()
                    .failed(lookup.servers().zone().toString(), FailureReason.SERVFAIL, "an alias that leads nowhere");
            return;
        }
        // RFC 1034 §5.3.3 4c: the name is changed and the walk begins again, at the closest zone that is known.
        lookup.proofs().addAll(authority);
        ServerList restart = serversFor(lookup.question());
        chain.links().forEach(link -> says.aliasFollowed(link, restart.zone()));
        lookup.at(restart);
    }

    private void refer(Lookup lookup, Delegation delegation) {
        says.delegationFollowed(lookup.servers().zone(), delegation);
        known.learn(delegation);
        lookup.at(serverList(delegation));
    }

    private void denied(Lookup lookup, Move.Answered.Kind kind, List<Bailiwick.Judged> judged) {
        switch (lookup.purpose()) {
            case SERVER_ADDRESS -> {
                boolean again = kind == Move.Answered.Kind.NODATA
                        && lookup.nextType(serverList(known.closest(lookup.wanted())));
                if (!again) {
                    closeAside(lookup, kind.name());
                }
            }
            case PRIMING -> giveUp(lookup);
            case WALK, RESOLVER, VALIDATION ->
                end(new Move.Answered(
                        kind,
                        lookup.servers().zone(),
                        lookup.aliases(),
                        Believed.chain(lookup.proofs(), Believed.authority(judged))));
        }
    }

    private void useless(Lookup lookup, Asked asked, FailureReason reason, Classification classification) {
        lookup.servers().failed(asked.candidate(), reason, classification.name());
        says.nextServer(asked.ask(), classification.label());
    }

    /// No address of the zone's servers is left to ask: the address of one of them is looked up first.
    private void lookAside(Lookup lookup, Name server) {
        boolean open = this.open.stream().anyMatch(other -> other.isForAddressOf(server));
        if (open || this.open.size() >= settings.limits().depth()) {
            String why = open ? "its address depends on itself" : "too many lookups stand open";
            lookup.servers().failed(server.toString(), FailureReason.NO_ADDRESS, why);
            return;
        }
        Lookup aside = new Lookup(
                Purpose.SERVER_ADDRESS, server, settings.families().types(), serverList(known.closest(server)));
        this.open.push(aside);
        says.lookedAside(lookup.servers().zone(), server, aside.question(), this.open.size());
    }

    /// Nothing is left to try for this lookup.
    private void giveUp(Lookup lookup) {
        ServerList servers = lookup.servers();
        if (lookup.purpose() == Purpose.SERVER_ADDRESS) {
            closeAside(lookup, String.join("; ", servers.complaints()));
            return;
        }
        if (servers.stoppedByLimit()) {
            says.limitReached(
                    question, FailureReason.NO_ADDRESS, settings.limits().lookupsPerDelegation());
        }
        end(new Move.Failed(servers.reason(), servers.zone(), servers.complaints()));
    }

    private void closeAside(Lookup lookup, String why) {
        finish(lookup);
        open.element().servers().failed(lookup.wanted().toString(), FailureReason.NO_ADDRESS, "no address: " + why);
    }

    private void finish(Lookup lookup) {
        if (open.pop() != lookup) {
            throw new IllegalStateException("only the lookup on top can be finished");
        }
    }

    private void limit(FailureReason reason, long allowed) {
        Lookup lookup = open.element();
        says.limitReached(lookup.question(), reason, allowed);
        boolean aside = reason == FailureReason.ALIAS_LOOP || reason == FailureReason.TOO_MANY_ALIASES;
        if (aside && lookup.purpose() == Purpose.SERVER_ADDRESS) {
            closeAside(lookup, reason.label());
        } else {
            ServerList servers = lookup.servers();
            end(new Move.Failed(reason, servers.zone(), servers.complaints()));
        }
    }

    private void end(Move move) {
        end = Optional.of(move);
        says.ended(question, move, lastRcode, exchanges, now - started);
    }

    private Duration remaining() {
        return settings.limits().total().minusNanos(now - started);
    }

    private ServerList serversFor(Question about) {
        // RFC 4035 §3.1.4.1: the DS records of a zone stand in its parent.
        boolean parents = about.type() == Type.DS && about.name().labels() > 1;
        return serverList(known.closest(parents ? new Name(about.name(), 1) : about.name()));
    }

    private ServerList serverList(Delegation delegation) {
        return new ServerList(delegation, settings.families(), settings.limits(), random);
    }
}
