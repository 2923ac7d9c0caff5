package org.wirelab.dns.walk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.wirelab.dns.Classification;
import org.wirelab.dns.Delegation;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.DnsOutcome;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.ServerAddress;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.memory.ZoneCut;
import org.wirelab.trace.Recorder;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// A walk along all paths: every server of every zone on the way is asked, and who disagrees is said, zone by zone.
///
/// The way goes where most servers of a zone send it. The zone that answers is asked for its own servers, too: what
/// only it names is asked as well. Like [Resolution] it is pure; the addresses of servers that come without one are
/// found by a [Resolution] inside.
public final class AllPaths implements Inquiry {

    /// There are more queries to make than a lookup should need, and more time to make them in.
    private static final int LIMITS_TIMES = 6;

    private final Question wanted;
    private final Memory memory;
    private final WalkSettings settings;
    private final RandomGenerator random;
    private final Recorder recorder;
    private final WalkRecorder says;
    private final long started;
    private final Probes probes;
    private final Deque<Question> addresses = new ArrayDeque<>();
    private final Set<ServerAddress> probed = new HashSet<>();
    private final AliasTrail trail;
    private ZoneCut zone;
    private Comparison comparison;
    private boolean ownServersAsked;
    private Optional<Resolution> inside = Optional.empty();
    private Optional<Move> end = Optional.empty();
    private int exchanges;
    private String lastRcode = "";
    private long now;

    /// Begins at the root.
    ///
    /// @param memory what is known so far, at least the root; this walk adds to it
    /// @param random unpredictable, where replies can be forged
    /// @param now nanoseconds on the memory's clock, with which [#next] and [#on] are called, too
    public AllPaths(
            Question question,
            Memory memory,
            WalkSettings settings,
            RandomGenerator random,
            Recorder recorder,
            long now) {
        this.wanted = question;
        this.trail = new AliasTrail(question);
        this.memory = memory;
        this.settings = settings;
        this.random = random;
        this.recorder = recorder;
        this.says = new WalkRecorder(recorder);
        this.probes = new Probes(settings, memory.servers(), random, says);
        this.started = now;
        this.now = now;
        this.zone = memory.cuts().root(now);
        this.comparison = new Comparison(zone.zone(), question);
        says.rootServersAre(memory.hints().origin(), memory.hints().root());
        enter(zone);
    }

    @Override
    public Move next(long time) {
        now = time;
        while (end.isEmpty()) {
            if (inside.isPresent()) {
                Move move = inside.get().next(time);
                if (move instanceof Move.Ask) {
                    exchanges++;
                    return move;
                }
                inside = Optional.empty();
                addressed(move);
            } else if (exchanges >= settings.limits().exchanges() * LIMITS_TIMES) {
                limit(FailureReason.TOO_MANY_EXCHANGES, (long) settings.limits().exchanges() * LIMITS_TIMES);
            } else if (now - started >= total().toNanos()) {
                limit(FailureReason.TOO_LONG, total().toMillis());
            } else if (!probes.isEmpty()) {
                exchanges++;
                return probes.next(zone.zone());
            } else if (!addresses.isEmpty()) {
                lookUp(addresses.peek());
            } else {
                zoneDone();
            }
        }
        return end.get();
    }

    @Override
    public void on(Reply reply, long time) {
        now = time;
        if (inside.isPresent()) {
            inside.get().on(reply, time);
        } else {
            probes.on(reply).ifPresent(this::came);
        }
    }

    private void came(Probes.Result result) {
        switch (result) {
            case Probes.Result.Silent silent -> {
                if (silent.question().equals(trail.question())) {
                    comparison.silent(silent.server(), silent.cause());
                }
            }
            case Probes.Result.Said said -> {
                if (said.question().equals(trail.question())) {
                    comparison.said(
                            new Comparison.Said(said.server(), said.classification(), said.rcode(), said.judged()));
                } else if (said.classification() == Classification.ANSWER) {
                    ownServers(said.judged());
                }
            }
        }
    }

    /// All servers of the zone have been asked.
    private void zoneDone() {
        Optional<Comparison.Said> most = comparison.most();
        if (most.isPresent()
                && most.get().authoritative()
                && !ownServersAsked
                && !zone.zone().equals(Name.root)) {
            ownServersAsked = true;
            Question own = new Question(zone.zone(), Type.NS);
            if (!own.equals(trail.question())) {
                comparison.authoritative().forEach(server -> probe(server, own));
                return;
            }
        }
        recorder.record(comparison.observation());
        if (most.isEmpty()) {
            FailureReason reason = memory.hints().atTheRoot(zone.zone(), comparison.reason());
            end(new Move.Failed(reason, zone.zone(), comparison.complaints()));
            return;
        }
        Comparison.Said said = most.get();
        lastRcode = said.rcode();
        switch (said.classification()) {
            case REFERRAL -> {
                Delegation all = comparison.delegation();
                says.delegationFollowed(zone.zone(), all);
                enter(memory.cuts().learn(all, Believed.secondsOfDelegation(said.judged()), now));
            }
            case ANSWER, CNAME, DNAME -> answered(Believed.answers(said.judged()), Believed.authority(said.judged()));
            case NODATA -> denied(Move.Answered.Kind.NODATA, said);
            case NXDOMAIN -> denied(Move.Answered.Kind.NXDOMAIN, said);
            case TRUNCATED,
                    FORMERR,
                    NOTIMP,
                    SERVFAIL,
                    OTHER_ERROR,
                    LAME_REFUSED,
                    LAME_UPWARD,
                    LAME_SIDEWAYS,
                    LAME_NOT_AA,
                    LAME_RA_NO_AA -> throw new IllegalStateException("most servers' word is one that helps");
        }
    }

    private void denied(Move.Answered.Kind kind, Comparison.Said said) {
        end(new Move.Answered(kind, zone.zone(), trail.aliases(), Believed.authority(said.judged())));
    }

    private void answered(List<Record> records, List<Record> authority) {
        if (trail.question().type() == Type.ANY) {
            end(new Move.Answered(Move.Answered.Kind.ANSWER, zone.zone(), records, authority));
            return;
        }
        AliasChain chain = AliasChain.follow(trail.question(), records);
        Optional<FailureReason> hindrance =
                trail.follow(chain, settings.limits().aliases());
        if (hindrance.isPresent()) {
            boolean loop = hindrance.get() == FailureReason.ALIAS_LOOP;
            limit(hindrance.get(), loop ? trail.steps() : settings.limits().aliases());
            return;
        }
        if (chain.tooLong()) {
            end(new Move.Failed(FailureReason.NAME_TOO_LONG, zone.zone(), comparison.complaints()));
            return;
        }
        if (!chain.data().isEmpty()) {
            List<Record> all = Believed.chain(trail.aliases(), chain.data());
            end(new Move.Answered(Move.Answered.Kind.ANSWER, zone.zone(), all, authority));
        } else if (chain.links().isEmpty()) {
            end(new Move.Failed(FailureReason.SERVFAIL, zone.zone(), comparison.complaints()));
        } else {
            ZoneCut restart = memory.cuts().closest(trail.question().name(), now);
            chain.links().forEach(link -> says.aliasFollowed(link, restart.zone()));
            enter(restart);
        }
    }

    /// From now on the servers of this zone are asked.
    private void enter(ZoneCut next) {
        zone = next;
        comparison = new Comparison(zone.zone(), trail.question());
        ownServersAsked = false;
        probed.clear();
        next.parentSide().addresses().forEach(server -> probe(server, trail.question()));
        next.parentSide().servers().stream()
                .filter(name -> next.parentSide().addresses().stream()
                        .noneMatch(address -> address.server().equals(name)))
                .forEach(this::addressOf);
    }

    private void probe(ServerAddress server, Question about) {
        boolean wantedOne = about.equals(trail.question());
        if (settings.families().admits(server.address()) && (!wantedOne || probed.add(server))) {
            probes.add(server, about, wantedOne ? Purpose.WALK : Purpose.OWN_SERVERS);
        }
    }

    /// RFC 1034 §4.2.2: what a zone says of its own servers should be what its parent says.
    private void ownServers(List<Bailiwick.Judged> judged) {
        List<Name> own = Believed.answers(judged).stream()
                .filter(NSRecord.class::isInstance)
                .map(record -> ((NSRecord) record).getTarget())
                .toList();
        boolean known = zone.childSide()
                .filter(child -> child.servers().containsAll(own))
                .isPresent();
        if (own.isEmpty() || known) {
            return;
        }
        Set<Name> all = new HashSet<>(own);
        zone.childSide().ifPresent(child -> all.addAll(child.servers()));
        Delegation child = new Delegation(zone.zone(), List.copyOf(all), List.of());
        memory.cuts().learnFromChild(child, now);
        List<Name> before = zone.onlyChild();
        zone = new ZoneCut(zone.parentSide(), Optional.of(child), zone.expires());
        if (!zone.onlyChild().isEmpty() || !zone.onlyParent().isEmpty()) {
            says.serversDiffer(zone);
        }
        zone.onlyChild().stream().filter(name -> !before.contains(name)).forEach(this::addressOf);
    }

    private void addressOf(Name server) {
        settings.families().types().forEach(type -> addresses.add(new Question(server, type)));
    }

    private void lookUp(Question address) {
        says.lookedAside(zone.zone(), address.name(), address, 2);
        Recorder aside = observation -> {
            // The lookup of an address has no outcome of its own to tell, and no root to begin with.
            if (!(observation instanceof DnsOutcome) && !(observation instanceof DnsObservation.RootServers)) {
                recorder.record(observation);
            }
        };
        inside = Optional.of(
                new Resolution(Purpose.SERVER_ADDRESS, address, memory, settings.withPrime(false), random, aside, now));
    }

    private void addressed(Move found) {
        Question address = addresses.remove();
        if (found instanceof Move.Answered answered) {
            Believed.addresses(address.name(), answered.records()).forEach(server -> probe(server, trail.question()));
        }
    }

    private void limit(FailureReason reason, long allowed) {
        says.limitReached(trail.question(), reason, allowed);
        end(new Move.Failed(reason, zone.zone(), comparison.complaints()));
    }

    private void end(Move move) {
        end = Optional.of(move);
        says.ended(wanted, move, lastRcode, exchanges, now - started);
    }

    private Duration total() {
        return settings.limits().total().multipliedBy(LIMITS_TIMES);
    }
}
