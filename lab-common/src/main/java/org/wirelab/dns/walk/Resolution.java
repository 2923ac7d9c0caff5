package org.wirelab.dns.walk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wirelab.dns.Classification;
import org.wirelab.dns.Delegation;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.memory.Remembered;
import org.wirelab.dns.memory.TimeToLive;
import org.wirelab.dns.memory.ZoneCut;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// The walk from the root to the answer, as a state machine: [#next] says what to ask, [#on] takes what came of it.
///
/// It follows RFC 1034 §5.3.3. Lookups that stand open (the wanted one, and below it those for the addresses of servers
/// that came without one) lie on a stack; nothing calls itself. What is known already is not asked. Time comes in as
/// nanoseconds of any one clock, randomness as a generator. Not safe for many threads.
public final class Resolution implements Inquiry {

    private final Purpose told;
    private final Question question;
    private final Memory memory;
    private final Recollection recollection;
    private final WalkSettings settings;
    private final RandomGenerator random;
    private final WalkRecorder says;
    private final ExchangeRules rules;
    private final long started;
    private final Deque<Lookup> open = new ArrayDeque<>();
    private Optional<Asked> inFlight = Optional.empty();
    private Optional<Move> end = Optional.empty();
    private Optional<Integer> lastRcode = Optional.empty();
    private int exchanges;
    private long now;

    /// A query in flight.
    ///
    /// @param part true when it is about a part of the name only
    record Asked(Move.Ask ask, Candidate candidate, boolean part) {}

    /// Begins the lookup of a question.
    ///
    /// @param memory what is known so far, at least the root; this lookup adds to it
    /// @param random unpredictable, where replies can be forged
    /// @param now nanoseconds on the memory's clock, with which [#next] and [#on] are called, too
    public Resolution(
            Question question,
            Memory memory,
            WalkSettings settings,
            RandomGenerator random,
            Recorder recorder,
            long now) {
        this(Purpose.WALK, question, memory, settings, random, recorder, now);
    }

    /// Begins the lookup of a question that is a part of something larger.
    ///
    /// @param told what its queries are said to be for
    Resolution(
            Purpose told,
            Question question,
            Memory memory,
            WalkSettings settings,
            RandomGenerator random,
            Recorder recorder,
            long now) {
        this.told = told;
        this.question = question;
        this.memory = memory;
        this.recollection = new Recollection(memory, settings.dnssec());
        this.settings = settings;
        this.random = random;
        this.says = new WalkRecorder(recorder);
        this.rules = new ExchangeRules(memory.servers(), says);
        this.started = now;
        this.now = now;
        ZoneCut begin = closest(question);
        open.push(new Lookup(
                Purpose.WALK, question.name(), List.of(question.type()), serverList(begin), settings.qmin()));
        says.rootServersAre(memory.hints().origin(), memory.hints().root());
        if (!begin.zone().equals(Name.root)) {
            says.beginsAt(question, begin, told == Purpose.WALK, now);
        } else if (settings.prime() && !memory.cuts().primed(now)) {
            ServerList root = serverList(memory.cuts().root(now));
            open.push(new Lookup(Purpose.PRIMING, Name.root, List.of(Type.NS), root, false));
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
            } else if (!recalled(lookup)) {
                Optional<Candidate> candidate = lookup.servers().next();
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
        if (reply instanceof Reply.Received received) {
            rules.heard(asked, received);
            received(lookup, asked, received);
        } else {
            rules.without(reply, lookup, asked, now);
        }
    }

    private Move.Ask ask(Lookup lookup, Candidate candidate) {
        Name zone = lookup.servers().zone();
        Question asked = lookup.minimiser().ask(zone, lookup.question());
        boolean part = !asked.equals(lookup.question());
        Duration timeout = candidate.timeout();
        Move.Ask ask = new Move.Ask(
                candidate.server(),
                zone,
                candidate.cased() ? LetterCase.random(asked, random) : asked,
                // RFC 1034 §4.3.1: the walk wants directions, not service: RD is clear.
                false,
                candidate.transport(),
                candidate.edns(random),
                random.nextInt(1 << 16),
                part ? Purpose.MINIMISED : lookup.purpose() == Purpose.WALK ? told : lookup.purpose(),
                candidate.cased(),
                timeout.compareTo(remaining()) < 0 ? timeout : remaining());
        exchanges++;
        inFlight = Optional.of(new Asked(ask, candidate, part));
        rules.asked(inFlight.get());
        return ask;
    }

    private void received(Lookup lookup, Asked asked, Reply.Received received) {
        Move.Ask ask = asked.ask();
        Message message = received.message();
        Classification classification = Classifier.classify(ask.zone(), ask.question(), message);
        lastRcode = Optional.of(message.getRcode());
        List<Bailiwick.Judged> judged = Bailiwick.judge(ask, classification, message);
        says.heard(ask, received, classification, judged);
        childSide(ask, judged);
        if (rules.again(lookup, asked, message, classification)) {
            return;
        }
        boolean signed = ask.edns().dnssecOk();
        switch (classification) {
            case ANSWER, CNAME, DNAME -> {
                List<Record> records = LetterCase.restored(ask, lookup.question(), Believed.answers(judged));
                answers(lookup, asked, records, Believed.authority(judged));
            }
            case REFERRAL -> refer(lookup, Believed.delegation(judged), Believed.secondsOfDelegation(judged));
            case NODATA, NXDOMAIN -> {
                boolean whole = classification == Classification.NXDOMAIN;
                List<Record> authority = Believed.authority(judged);
                recollection.denied(lookup.question(), ask.zone(), whole, authority, signed, now);
                denied(lookup, ask.zone(), whole, authority);
            }
            case TRUNCATED,
                    FORMERR,
                    NOTIMP,
                    SERVFAIL,
                    OTHER_ERROR,
                    LAME_REFUSED,
                    LAME_UPWARD,
                    LAME_SIDEWAYS,
                    LAME_NOT_AA,
                    LAME_RA_NO_AA -> rules.useless(lookup, asked, classification, now);
        }
    }

    /// RFC 2181 §5.4.1, RFC 1034 §4.2.2: parent and child should name the same servers; where they do not, both
    /// count.
    private void childSide(Move.Ask ask, List<Bailiwick.Judged> judged) {
        Believed.ownServers(ask.zone(), judged)
                .filter(own -> memory.cuts()
                        .at(own.zone(), now)
                        .flatMap(ZoneCut::childSide)
                        .filter(own::equals)
                        .isEmpty())
                .flatMap(own -> memory.cuts().learnFromChild(own, now))
                .filter(cut -> !cut.onlyChild().isEmpty() || !cut.onlyParent().isEmpty())
                .ifPresent(says::serversDiffer);
    }

    /// Takes what the memory knows of the question, if anything. Priming is there to ask.
    private boolean recalled(Lookup lookup) {
        if (lookup.purpose() == Purpose.PRIMING || !lookup.toBeRecalled()) {
            return false;
        }
        boolean wanted = lookup.purpose() == Purpose.WALK;
        boolean walk = wanted && told == Purpose.WALK;
        Optional<Remembered> known = recollection
                .about(lookup.question(), now)
                .or(() -> memory.answers().failure(lookup.question(), now));
        known.ifPresent(remembered -> {
            switch (remembered) {
                case Remembered.Data data -> {
                    AliasChain chain = AliasChain.follow(lookup.question(), data.records());
                    String what = chain.links().isEmpty() ? "answer" : "alias";
                    says.fromMemory(lookup.question(), what, data, data.records(), walk, now);
                    follow(lookup, data.zone(), chain, data.proofs());
                }
                case Remembered.Denial denial -> {
                    String what = denial.whole() ? "nxdomain" : "nodata";
                    says.fromMemory(lookup.question(), what, denial, denial.authority(), walk, now);
                    denied(lookup, denial.zone(), denial.whole(), denial.authority());
                }
                case Remembered.Failure failure -> {
                    says.fromMemory(lookup.question(), "failure", failure, List.of(), walk, now);
                    if (wanted) {
                        end(new Move.Failed(failure.reason(), failure.zone(), failure.detail()));
                    } else {
                        closeAside(lookup, "failed a short while ago");
                    }
                }
            }
        });
        return known.isPresent();
    }

    private void answers(Lookup lookup, Asked asked, List<Record> records, List<Record> proofs) {
        Name zone = asked.ask().zone();
        if (lookup.purpose() == Purpose.PRIMING || lookup.question().type() == Type.ANY) {
            answered(lookup, zone, records, proofs);
            return;
        }
        AliasChain chain = AliasChain.follow(lookup.question(), records);
        if (chain.tooLong()) {
            // RFC 6672 §2.2: no name is longer than 255 octets; no other server can change that.
            stopped(lookup, FailureReason.NAME_TOO_LONG, zone);
        } else if (chain.links().isEmpty() && chain.data().isEmpty()) {
            rules.useless(lookup, asked, Classification.OTHER_ERROR, now);
        } else {
            recollection.answered(
                    lookup.question(), zone, chain, proofs, asked.ask().edns().dnssecOk(), now);
            follow(lookup, zone, chain, proofs);
        }
    }

    private void follow(Lookup lookup, Name zone, AliasChain chain, List<Record> proofs) {
        Optional<FailureReason> hindrance =
                lookup.rename(chain, settings.limits().aliases());
        if (hindrance.isPresent()) {
            boolean loop = hindrance.get() == FailureReason.ALIAS_LOOP;
            limit(hindrance.get(), loop ? lookup.steps() : settings.limits().aliases());
            return;
        }
        if (!chain.data().isEmpty()) {
            chain.links().forEach(link -> says.aliasFollowed(link, zone));
            answered(lookup, zone, chain.data(), proofs);
            return;
        }
        // RFC 1034 §5.3.3 4c: the name is changed and the walk begins again, at the closest zone that is known.
        lookup.proofs().addAll(proofs);
        ServerList restart = serverList(closest(lookup.question()));
        chain.links().forEach(link -> says.aliasFollowed(link, restart.zone()));
        lookup.at(restart);
    }

    private void answered(Lookup lookup, Name zone, List<Record> records, List<Record> proofs) {
        switch (lookup.purpose()) {
            case PRIMING -> {
                Delegation root = Believed.rootServers(records, memory.hints().root());
                memory.cuts().prime(root, TimeToLive.of(records), now);
                says.rootServersAre("priming", root);
                finish(lookup);
                open.element().at(serverList(closest(open.element().question())));
            }
            case SERVER_ADDRESS -> {
                finish(lookup);
                ServerList waiting = open.element().servers();
                Believed.addresses(lookup.wanted(), records).forEach(address -> waiting.add(address, now));
            }
            case WALK, RESOLVER, MINIMISED, OWN_SERVERS, VALIDATION ->
                end(new Move.Answered(
                        Move.Answered.Kind.ANSWER,
                        zone,
                        Believed.chain(lookup.aliases(), records),
                        Believed.chain(lookup.proofs(), proofs)));
        }
    }

    private void refer(Lookup lookup, Delegation delegation, long seconds) {
        says.delegationFollowed(lookup.servers().zone(), delegation);
        lookup.at(serverList(memory.cuts().learn(delegation, seconds, now)));
    }

    private void denied(Lookup lookup, Name zone, boolean whole, List<Record> authority) {
        switch (lookup.purpose()) {
            case SERVER_ADDRESS -> {
                boolean again = !whole && lookup.nextType(serverList(closest(lookup.question())));
                if (!again) {
                    closeAside(lookup, whole ? "NXDOMAIN" : "NODATA");
                }
            }
            case PRIMING -> giveUp(lookup);
            case WALK, RESOLVER, MINIMISED, OWN_SERVERS, VALIDATION ->
                end(new Move.Answered(
                        whole ? Move.Answered.Kind.NXDOMAIN : Move.Answered.Kind.NODATA,
                        zone,
                        lookup.aliases(),
                        Believed.chain(lookup.proofs(), authority)));
        }
    }

    /// No address of the zone's servers is left to ask: the address of one of them is looked up first.
    private void lookAside(Lookup lookup, ServerList.Unaddressed missing) {
        Name server = missing.server();
        boolean open = this.open.stream().anyMatch(other -> other.isForAddressOf(server));
        if (open || this.open.size() >= settings.limits().depth()) {
            String why = open ? "its address depends on itself" : "too many lookups stand open";
            lookup.servers().failed(server.toString(), FailureReason.NO_ADDRESS, why);
            return;
        }
        if (missing.want() != ServerList.Want.NO_GLUE) {
            says.rechecked(lookup.servers().zone(), server, missing.want());
        }
        List<Integer> types = settings.families().types();
        Lookup aside = new Lookup(
                Purpose.SERVER_ADDRESS,
                server,
                types,
                serverList(closest(new Question(server, types.getFirst()))),
                settings.qmin());
        this.open.push(aside);
        if (missing.want() == ServerList.Want.NO_GLUE) {
            says.lookedAside(lookup.servers().zone(), server, aside.question(), this.open.size());
        }
    }

    /// Nothing is left to try for this lookup.
    private void giveUp(Lookup lookup) {
        ServerList servers = lookup.servers();
        switch (lookup.purpose()) {
            case SERVER_ADDRESS -> {
                remember(lookup, servers.reason());
                closeAside(lookup, String.join("; ", servers.complaints()));
            }
            // RFC 9609 §3: without priming, the hints serve.
            case PRIMING -> {
                finish(lookup);
                open.element().at(serverList(closest(open.element().question())));
            }
            case WALK, RESOLVER, MINIMISED, OWN_SERVERS, VALIDATION -> {
                if (servers.stoppedByLimit()) {
                    int allowed = settings.limits().lookupsPerDelegation();
                    says.limitReached(question, FailureReason.NO_ADDRESS, allowed);
                }
                remember(lookup, servers.reason());
                end(new Move.Failed(servers.reason(), servers.zone(), servers.complaints()));
            }
        }
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
        stopped(aside ? lookup : open.getLast(), reason, lookup.servers().zone());
    }

    /// The lookup ends because of what was found, not because servers failed.
    private void stopped(Lookup lookup, FailureReason reason, Name zone) {
        remember(lookup, reason);
        if (lookup.purpose() == Purpose.SERVER_ADDRESS) {
            closeAside(lookup, reason.label());
        } else {
            end(new Move.Failed(reason, zone, open.element().servers().complaints()));
        }
    }

    /// RFC 9520 §3.2: a failure is remembered, so that the next who asks does not make it all happen again. What
    /// this
    /// host could not reach says nothing of the servers.
    private void remember(Lookup lookup, FailureReason reason) {
        if (reason != FailureReason.UNREACHABLE) {
            ServerList servers = lookup.servers();
            memory.answers().failed(lookup.first(), servers.zone(), reason, servers.complaints(), now);
        }
    }

    private void end(Move move) {
        end = Optional.of(move);
        says.ended(question, move, lastRcode.map(Rcode::string).orElse(""), exchanges, now - started);
    }

    private Duration remaining() {
        return settings.limits().total().minusNanos(now - started);
    }

    private ZoneCut closest(Question about) {
        // RFC 4035 §3.1.4.1: the DS records of a zone stand in its parent.
        boolean parents = about.type() == Type.DS && about.name().labels() > 1;
        return memory.cuts().closest(parents ? new Name(about.name(), 1) : about.name(), now);
    }

    private ServerList serverList(ZoneCut cut) {
        return new ServerList(cut, settings, memory.servers(), random, now);
    }
}
