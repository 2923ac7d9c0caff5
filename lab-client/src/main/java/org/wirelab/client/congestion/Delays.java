package org.wirelab.client.congestion;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.congestion.CongestionObservation.Queued;
import org.wirelab.link.LinkObservation;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Sample;
import org.wirelab.trace.Side;

/// The shortest and the longest round-trip time that senders have measured in each conversation.
final class Delays implements Consumer<Entry> {

    private static final double NANOS_IN_MILLI = 1e6;
    private static final double NANOS_IN_MICRO = 1e3;
    private static final double NANOS = 1e9;

    /// Of a full segment with its headers.
    private static final double PACKET_BITS = 1500 * 8.0;

    /// A round trip counts as one that waited when it takes twice as long as the shortest.
    private static final int FACTOR = 2;

    /// So many of its own lengths a round trip is looked back upon.
    private static final int SMOOTHED = 2;

    private final Map<Conversation, Span> spans = new HashMap<>();

    /// How many segments each had under way, and when: as far back as its longest round trip may have begun.
    private final Map<Conversation, NavigableMap<Long, Double>> flights = new HashMap<>();

    /// Whether a link of the lab's own has spoken since the beginning.
    private boolean linked;

    /// @param underWay how many segments were under way while the longest round trip lasted
    private record Span(double least, double greatest, double underWay) {
        Span and(Span other) {
            return new Span(
                    Math.min(least, other.least),
                    Math.max(greatest, other.greatest),
                    greatest >= other.greatest ? underWay : other.underWay);
        }

        boolean waited() {
            return greatest >= FACTOR * least;
        }
    }

    /// Other transfers are to begin, whatever they go over.
    synchronized void begin() {
        linked = false;
        flights.clear(); // what is under way is another transfer's from here on
    }

    @Override
    public void accept(Entry entry) {
        if (entry.observation() instanceof LinkObservation) {
            link();
        }
        if (entry.observation() instanceof Sample sample && entry.vantage().side() == Side.CLIENT) {
            Map<String, Double> values = sample.values();
            flight(entry, values.get("flight"));
            flight(entry, values.get("unacked"));
            take(entry, values.get("rtt_ms"), NANOS_IN_MILLI);
            take(entry, values.get("rtt_us"), NANOS_IN_MICRO);
        }
    }

    /// Whether anything was under way in any of them.
    synchronized boolean sampled(Collection<Conversation> conversations) {
        return conversations.stream().anyMatch(flights::containsKey);
    }

    /// What waiting there was in these conversations; empty where no round trip took twice as long as the shortest.
    /// What the queue of the link can be the reason of is no more than what was under way while the longest lasted.
    ///
    /// @param choice how the link was wanted, if they went over one
    synchronized Optional<Queued> waited(Collection<Conversation> conversations, LinkChoice choice) {
        @Nullable LinkChoice link = linked ? choice : null;
        return conversations.stream()
                .map(spans::get)
                .filter(Objects::nonNull)
                .reduce(Span::and)
                .filter(Span::waited)
                .map(span -> new Queued(
                        (long) span.least(),
                        (long) span.greatest(),
                        link == null ? null : link.queue(),
                        link == null ? null : (long) explained(link, span)));
    }

    /// How long a packet waits behind what was under way, as far as the queue holds it; nothing on a link without a
    /// rate.
    private static double explained(LinkChoice link, Span span) {
        if (link.bitsPerSecond() == 0) {
            return 0;
        }
        double packet = PACKET_BITS * NANOS / link.bitsPerSecond();
        return Math.min(link.queue(), span.underWay()) * packet;
    }

    private synchronized void link() {
        linked = true;
    }

    private synchronized void flight(Entry entry, @Nullable Double segments) {
        if (segments != null) {
            flights.computeIfAbsent(entry.conversation(), _ -> new TreeMap<>()).put(entry.nanos(), segments);
        }
    }

    private synchronized void take(Entry entry, @Nullable Double value, double nanos) {
        if (value == null || value <= 0) {
            return;
        }
        double rtt = value * nanos;
        Span before = spans.get(entry.conversation());
        double underWay = before != null && rtt <= before.greatest() ? 0 : underWay(entry.nanos(), rtt);
        spans.merge(entry.conversation(), new Span(rtt, rtt, underWay), Span::and);
    }

    /// The most that all of them together had under way in these round trips; the kernel's is a smoothed one, and
    /// lags behind.
    private double underWay(long nanos, double rtt) {
        long since = nanos - (long) (SMOOTHED * rtt);
        double sum = 0;
        for (NavigableMap<Long, Double> each : flights.values()) {
            Long from = each.floorKey(since);
            sum += each.tailMap(from == null ? Long.MIN_VALUE : from, true).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            each.headMap(since - (long) (SMOOTHED * rtt)).clear();
        }
        return sum;
    }
}
