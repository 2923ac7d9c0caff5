package org.wirelab.dns.walk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.wirelab.dns.Delegation;
import org.wirelab.dns.FailureReason;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.memory.Remembered;
import org.wirelab.dns.memory.TimeToLive;
import org.wirelab.dns.memory.ZoneCut;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Where a walk stands: the lookups that are open, and what moves them on: an answer, an alias, a referral, a denial, a
/// failure, or what the memory knows.
final class Progress {

    private final Purpose told;
    private final Memory memory;
    private final Recollection recollection;
    private final WalkSettings settings;
    private final RandomGenerator random;
    private final WalkRecorder says;
    private final Deque<Lookup> open = new ArrayDeque<>();
    private Optional<Move> end = Optional.empty();
    private long now;

    Progress(
            Purpose told,
            Question question,
            Memory memory,
            WalkSettings settings,
            RandomGenerator random,
            WalkRecorder says,
            long now) {
        this.told = told;
        this.memory = memory;
        this.recollection = new Recollection(memory, settings.dnssec());
        this.settings = settings;
        this.random = random;
        this.says = says;
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

    /// It is this time now.
    void at(long time) {
        now = time;
    }

    /// The lookup that the others wait for.
    Lookup current() {
        return open.element();
    }

    /// What the walk came to, when it is over.
    Optional<Move> end() {
        return end;
    }

    /// What a zone says of its own servers, beside its answer, is kept; where its parent says otherwise, that is
    /// told.
    void childSide(Move.Ask ask, List<Bailiwick.Judged> judged) {
        recollection.ownServers(ask.zone(), judged, now).ifPresent(says::serversDiffer);
    }

    /// Takes what the memory knows of the question, if anything. Priming is there to ask.
    boolean recalled(Lookup lookup) {
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
                        end = Optional.of(new Move.Failed(failure.reason(), failure.zone(), failure.detail()));
                    } else {
                        closeAside(lookup, "failed a short while ago");
                    }
                }
            }
        });
        return known.isPresent();
    }

    /// A server answers, in part at least.
    ///
    /// @return false when nothing of it can be believed
    boolean answers(Lookup lookup, Resolution.Asked asked, List<Record> records, List<Record> proofs) {
        Name zone = asked.ask().zone();
        if (lookup.purpose() == Purpose.PRIMING || lookup.question().type() == Type.ANY) {
            answered(lookup, zone, records, proofs);
            return true;
        }
        AliasChain chain = AliasChain.follow(lookup.question(), records);
        if (chain.tooLong()) {
            // RFC 6672 §2.2: no name is longer than 255 octets; no other server can change that.
            stopped(lookup, FailureReason.NAME_TOO_LONG, zone);
        } else if (chain.links().isEmpty() && chain.data().isEmpty()) {
            return false;
        } else {
            recollection.answered(
                    lookup.question(), zone, chain, proofs, asked.ask().edns().dnssecOk(), now);
            follow(lookup, zone, chain, proofs);
        }
        return true;
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
                end = Optional.of(new Move.Answered(
                        Move.Answered.Kind.ANSWER,
                        zone,
                        Believed.chain(lookup.aliases(), records),
                        Believed.chain(lookup.proofs(), proofs)));
        }
    }

    void refer(Lookup lookup, Delegation delegation, long seconds) {
        says.delegationFollowed(lookup.servers().zone(), delegation);
        lookup.at(serverList(memory.cuts().learn(delegation, seconds, now)));
    }

    /// A server denies: that is kept, and ends the lookup or its type.
    void denied(Lookup lookup, Name zone, boolean whole, List<Record> authority, boolean signed) {
        recollection.denied(lookup.question(), zone, whole, authority, signed, now);
        denied(lookup, zone, whole, authority);
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
                end = Optional.of(new Move.Answered(
                        whole ? Move.Answered.Kind.NXDOMAIN : Move.Answered.Kind.NODATA,
                        zone,
                        lookup.aliases(),
                        Believed.chain(lookup.proofs(), authority)));
        }
    }

    /// No address of the zone's servers is left to ask: the address of one of them is looked up first.
    void lookAside(Lookup lookup, ServerList.Unaddressed missing) {
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
        ServerList begin = serverList(closest(new Question(server, types.getFirst())));
        Lookup aside = new Lookup(Purpose.SERVER_ADDRESS, server, types, begin, settings.qmin());
        this.open.push(aside);
        if (missing.want() == ServerList.Want.NO_GLUE) {
            says.lookedAside(lookup.servers().zone(), server, aside.question(), this.open.size());
        }
    }

    /// Nothing is left to try for this lookup.
    void giveUp(Lookup lookup) {
        ServerList servers = lookup.servers();
        switch (lookup.purpose()) {
            case SERVER_ADDRESS -> {
                recollection.failed(lookup, servers.reason(), now);
                closeAside(lookup, String.join("; ", servers.complaints()));
            }
            // RFC 9609 §3: without priming, the hints serve.
            case PRIMING -> {
                finish(lookup);
                open.element().at(serverList(closest(open.element().question())));
            }
            case WALK, RESOLVER, MINIMISED, OWN_SERVERS, VALIDATION -> {
                if (servers.stoppedByLimit()) {
                    int most = settings.limits().lookupsPerDelegation();
                    says.limitReached(lookup.first(), FailureReason.NO_ADDRESS, most);
                }
                FailureReason why = lookup.failure(memory);
                recollection.failed(lookup, why, now);
                end = Optional.of(new Move.Failed(why, servers.zone(), servers.complaints()));
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

    void limit(FailureReason reason, long allowed) {
        Lookup lookup = open.element();
        says.limitReached(lookup.question(), reason, allowed);
        boolean aside = reason == FailureReason.ALIAS_LOOP || reason == FailureReason.TOO_MANY_ALIASES;
        boolean others = reason == FailureReason.TOO_LONG && lookup.failure(memory) == FailureReason.INTERCEPTED;
        FailureReason why = others ? FailureReason.INTERCEPTED : reason;
        stopped(aside ? lookup : open.getLast(), why, lookup.servers().zone());
    }

    /// The lookup ends because of what was found, not because servers failed.
    private void stopped(Lookup lookup, FailureReason reason, Name zone) {
        recollection.failed(lookup, reason, now);
        if (lookup.purpose() == Purpose.SERVER_ADDRESS) {
            closeAside(lookup, reason.label());
        } else {
            end = Optional.of(
                    new Move.Failed(reason, zone, open.element().servers().complaints()));
        }
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
