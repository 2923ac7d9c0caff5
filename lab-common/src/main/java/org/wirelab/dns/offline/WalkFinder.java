package org.wirelab.dns.offline;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.wirelab.dns.Classification;
import org.wirelab.dns.Purpose;
import org.wirelab.dns.Question;
import org.wirelab.dns.ServerAddress;
import org.wirelab.dns.WireMessage;
import org.wirelab.dns.walk.Classifier;
import org.wirelab.dns.walk.Edns;
import org.wirelab.dns.walk.Move;
import org.wirelab.dns.walk.Reply;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/// Finds the walks of resolvers in a capture: iterative queries of one client that lead, by referrals which the capture
/// shows, from a root server towards one name.
final class WalkFinder {

    /// A walk that has been quiet for so long is over.
    private static final long QUIET_NANOS = Duration.ofSeconds(2).toNanos();
    /// So many are open at a time; the oldest is then taken for over.
    private static final int MOST_OPEN = 1_000;

    private final CapturedDns.Audience audience;
    private final KnownServers servers = new KnownServers();
    private final Map<InetAddress, Deque<CapturedWalk>> open = new HashMap<>();
    private int opened;
    private long numbers;
    private long looked;

    WalkFinder(CapturedDns.Audience audience) {
        this.audience = audience;
    }

    /// A query that was answered.
    void exchange(
            CapturedMessage asked, Message query, CapturedMessage answer, WireMessage.Whole whole, long rttNanos) {
        quiet(answer.nanos());
        Optional<Move.Ask> ask = ask(asked, query);
        if (ask.isPresent()) {
            Classification classification =
                    Classifier.classify(ask.get().zone(), ask.get().question(), whole.message());
            Reply.Received received = new Reply.Received(whole.message(), whole.bytes(), whole.trailing(), rttNanos);
            walk(asked, ask.get())
                    .ifPresent(walk -> walk.add(
                            new CapturedWalk.Step(asked.nanos(), answer.nanos(), ask.get(), received, classification)));
            if (classification == Classification.REFERRAL) {
                servers.refer(whole.message());
            }
        }
        servers.learn(whole.message());
    }

    /// A query that was not.
    void silence(CapturedMessage asked, Message query) {
        ask(asked, query).flatMap(ask -> walk(asked, ask)).ifPresent(CapturedWalk::silence);
    }

    /// The capture is over.
    void end() {
        open.values().forEach(walks -> walks.forEach(walk -> walk.tell(audience)));
        open.clear();
        opened = 0;
    }

    /// The query as the engine would have made it; empty when it is no step of a walk, or to a server that
    /// the capture does not introduce.
    private Optional<Move.Ask> ask(CapturedMessage asked, Message query) {
        Record question = query.getQuestion();
        boolean recursive = query.getHeader().getFlag(Flags.RD);
        if (question == null || recursive || isForDnssec(question)) {
            return Optional.empty();
        }
        InetAddress server = asked.to().address();
        return servers.zoneOf(server, question.getName())
                .map(zone -> new Move.Ask(
                        new ServerAddress(servers.nameOf(server, zone), server, servers.originOf(server)),
                        zone,
                        new Question(question.getName(), question.getType()),
                        false,
                        asked.transport(),
                        query.getOPT() == null
                                ? Edns.NONE
                                : Edns.ofSize(query.getOPT().getPayloadSize()),
                        query.getHeader().getID(),
                        Purpose.WALK,
                        false,
                        Duration.ZERO));
    }

    /// Keys and what the parent says of them belong to a validation.
    private static boolean isForDnssec(Record question) {
        boolean priming = question.getType() == Type.NS && question.getName().equals(Name.root);
        return priming || question.getType() == Type.DNSKEY || question.getType() == Type.DS;
    }

    /// The walk that a step belongs to: it leads on, or it begins one at the root.
    private Optional<CapturedWalk> walk(CapturedMessage asked, Move.Ask ask) {
        Deque<CapturedWalk> walks = open.computeIfAbsent(asked.from().address(), _ -> new ArrayDeque<>());
        Optional<CapturedWalk> known =
                walks.stream().filter(walk -> walk.goesOnWith(ask)).findFirst();
        if (known.isPresent() || !ask.zone().equals(Name.root)) {
            return known;
        }
        if (opened >= MOST_OPEN) {
            end();
            walks = open.computeIfAbsent(asked.from().address(), _ -> new ArrayDeque<>());
        }
        CapturedWalk begun = new CapturedWalk(asked.from().address(), ++numbers, asked.nanos());
        walks.addFirst(begun);
        opened++;
        return Optional.of(begun);
    }

    /// Looks now and then for walks that are over.
    private void quiet(long now) {
        if (now - looked < QUIET_NANOS / 4) {
            return;
        }
        looked = now;
        for (Deque<CapturedWalk> walks : open.values()) {
            for (Iterator<CapturedWalk> each = walks.iterator(); each.hasNext(); ) {
                CapturedWalk walk = each.next();
                if (now - walk.latest() > QUIET_NANOS) {
                    walk.tell(audience);
                    each.remove();
                    opened--;
                }
            }
        }
        open.values().removeIf(Deque::isEmpty);
    }
}
