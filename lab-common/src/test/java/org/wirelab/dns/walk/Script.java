package org.wirelab.dns.walk;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wirelab.dns.DnsObservation;
import org.wirelab.dns.DnsQuery;
import org.wirelab.dns.Question;
import org.wirelab.dns.RootHints;
import org.wirelab.dns.memory.Memory;
import org.wirelab.dns.zone.Authority;
import org.wirelab.dns.zone.Zone;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/// A made-up Internet in memory: servers by address, each an [Authority]; the walk runs against it without a socket.
public final class Script {

    private final Map<String, Authority> servers = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Map<String, UnaryOperator<Message>> twists = new HashMap<>();
    private final Map<String, Function<Move.Ask, @Nullable Reply>> replies = new HashMap<>();
    private final StringBuilder hints = new StringBuilder();
    public final List<DnsObservation> seen = new ArrayList<>();
    public long clock;
    /// What the lookups take their random choices from.
    public Random random = new Random(7);
    /// What lookups share; each has its own when there is none.
    public @Nullable Memory memory;
    /// Where the hints are said to come from.
    public String origin = "test";
    /// Is shown each query before it is answered.
    public Consumer<Message> queries = _ -> {};
    public WalkSettings settings = WalkSettings.UNPRIMED.withFamilies(AddressFamilies.IPV4);

    /// A zone file's text with its SOA record in front.
    public static Zone zone(String origin, String records) {
        try {
            String soa = "@ 3600 IN SOA ns hostmaster 1 7200 3600 1209600 300\n";
            return Zone.parse(Name.fromString(origin), ("$TTL 3600\n" + soa + records).getBytes("UTF-8"));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    public Script server(String address, Zone... zones) {
        servers.put(address, new Authority(List.of(zones)));
        return this;
    }

    public Script root(String name, String address, Zone... zones) {
        hints.append(". 3600 IN NS ").append(name).append('\n');
        hints.append(name).append(" 3600 IN A ").append(address).append('\n');
        return server(address, zones);
    }

    public Script silent(String address) {
        silent.add(address);
        return this;
    }

    /// The server's responses go through this before they are sent.
    public Script twist(String address, UnaryOperator<Message> twist) {
        twists.put(address, twist);
        return this;
    }

    /// From now on the lookups share one memory.
    public Script sharing() {
        memory = Memory.fresh(hints());
        return this;
    }

    /// The server's reply is this instead, unless it is null.
    public Script reply(String address, Function<Move.Ask, @Nullable Reply> reply) {
        replies.put(address, reply);
        return this;
    }

    /// Queries to the server that are such are lost on the way.
    public Script drop(String address, Predicate<Move.Ask> which) {
        return reply(
                address,
                ask -> which.test(ask) ? new Reply.TimedOut(ask.timeout().toNanos()) : null);
    }

    public Move walk(String name, String type) {
        return run(new Resolution(
                Question.parse(name, type),
                memory == null ? Memory.fresh(hints()) : memory,
                settings,
                random,
                observation -> seen.add((DnsObservation) observation),
                clock));
    }

    /// Every server of every zone is asked.
    public Move walkAllPaths(String name, String type) {
        return run(new AllPaths(
                Question.parse(name, type),
                memory == null ? Memory.fresh(hints()) : memory,
                settings,
                random,
                observation -> seen.add((DnsObservation) observation),
                clock));
    }

    private Move run(Inquiry inquiry) {
        Move move = inquiry.next(clock);
        while (move instanceof Move.Ask ask) {
            inquiry.on(reply(ask), clock);
            move = inquiry.next(clock);
        }
        return move;
    }

    private RootHints hints() {
        try {
            return RootHints.parse(origin, hints.toString().getBytes("UTF-8"));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The observations of one kind.
    public <T extends DnsObservation> Stream<T> seen(Class<T> type) {
        return seen.stream().filter(type::isInstance).map(type::cast);
    }

    public List<String> asked() {
        return seen(DnsQuery.class)
                .map(query -> query.server() + " " + query.name() + " " + query.type())
                .toList();
    }

    private Reply reply(Move.Ask ask) {
        String address = ask.server().ip();
        queries.accept(ask.message());
        Reply instead = replies.getOrDefault(address, _ -> null).apply(ask);
        if (instead instanceof Reply.TimedOut(long waited)) {
            clock += waited;
        }
        if (instead != null) {
            return instead;
        }
        if (silent.contains(address) || !servers.containsKey(address)) {
            clock += ask.timeout().toNanos();
            return new Reply.TimedOut(ask.timeout().toNanos());
        }
        long rtt = Duration.ofMillis(10).toNanos();
        clock += rtt;
        byte[] wire = servers.get(address)
                .respond(ask.message().toWire(), ask.transport())
                .orElseThrow();
        try {
            Message message =
                    twists.getOrDefault(address, UnaryOperator.identity()).apply(new Message(wire));
            return new Reply.Received(message, wire.length, 0, rtt);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    public static InetAddress ip(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
