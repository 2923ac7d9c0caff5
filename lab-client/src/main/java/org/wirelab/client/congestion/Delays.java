package org.wirelab.client.congestion;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wirelab.client.path.LinkChoice;
import org.wirelab.congestion.CongestionObservation.Queued;
import org.wirelab.link.LinkObservation;
import org.wirelab.trace.Conversation;
import org.wirelab.trace.Entry;
import org.wirelab.trace.Sample;
import org.wirelab.trace.Side;
import org.wirelab.trace.Trace;

/// The shortest and the longest round-trip time that senders have measured in each conversation.
final class Delays implements Consumer<Entry> {

    private static final double NANOS_IN_MILLI = 1e6;
    private static final double NANOS_IN_MICRO = 1e3;
    private static final double NANOS = 1e9;

    /// Of a full segment with its headers.
    private static final double PACKET_BITS = 1500 * 8.0;

    private static final long LOOK_NANOS = 1_000_000;

    /// A round trip counts as one that waited when it takes twice as long as the shortest.
    private static final int FACTOR = 2;

    private final Trace trace;
    private final Map<Conversation, Span> spans = new HashMap<>();

    /// The most segments that each had under way.
    private final Map<Conversation, Double> flights = new HashMap<>();

    /// Whether a link of the lab's own has spoken since the beginning.
    private boolean linked;

    private record Span(double least, double greatest) {
        Span and(Span other) {
            return new Span(Math.min(least, other.least), Math.max(greatest, other.greatest));
        }

        boolean waited() {
            return greatest >= FACTOR * least;
        }
    }

    Delays(Trace trace) {
        this.trace = trace;
    }

    /// Other transfers are to begin, whatever they go over.
    synchronized void begin() {
        linked = false;
    }

    @Override
    public void accept(Entry entry) {
        if (entry.observation() instanceof LinkObservation) {
            link();
        }
        if (entry.observation() instanceof Sample sample && entry.vantage().side() == Side.CLIENT) {
            Map<String, Double> values = sample.values();
            take(entry.conversation(), values.get("rtt_ms"), NANOS_IN_MILLI);
            take(entry.conversation(), values.get("rtt_us"), NANOS_IN_MICRO);
            flight(entry.conversation(), values.get("flight"));
            flight(entry.conversation(), values.get("unacked"));
        }
    }

    /// Waits until everything that was seen has been handed on.
    void settle() {
        while (trace.waiting() > 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /// Whether anything was under way in any of them.
    synchronized boolean sampled(Collection<Conversation> conversations) {
        return conversations.stream().anyMatch(flights::containsKey);
    }

    /// What waiting there was in these conversations; empty where no round trip took twice as long as the shortest,
    /// or
    /// the queue of the link cannot be why: a round trip that has not that much under way has waited for a busy
    /// machine.
    ///
    /// @param choice how the link was wanted, if they went over one
    synchronized Optional<Queued> waited(Collection<Conversation> conversations, LinkChoice choice) {
        @Nullable LinkChoice link = linked ? choice : null;
        double underWay = conversations.stream()
                .mapToDouble(each -> flights.getOrDefault(each, 0.0))
                .sum();
        return conversations.stream()
                .map(spans::get)
                .filter(Objects::nonNull)
                .reduce(Span::and)
                .filter(Span::waited)
                .filter(span ->
                        link == null || underWay * PACKET_BITS * NANOS / link.bitsPerSecond() >= FACTOR * span.least())
                .map(span -> new Queued(
                        (long) span.least(),
                        (long) span.greatest(),
                        link == null ? null : link.queue(),
                        link == null ? null : (long) (link.queue() * PACKET_BITS * NANOS / link.bitsPerSecond())));
    }

    private synchronized void link() {
        linked = true;
    }

    private synchronized void flight(Conversation conversation, @Nullable Double segments) {
        if (segments != null) {
            flights.merge(conversation, segments, Math::max);
        }
    }

    private synchronized void take(Conversation conversation, @Nullable Double value, double nanos) {
        if (value != null && value > 0) {
            spans.merge(conversation, new Span(value * nanos, value * nanos), Span::and);
        }
    }
}
