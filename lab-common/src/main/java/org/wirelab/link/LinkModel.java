package org.wirelab.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One direction of a link: takes packets with the time at which they enter, and gives them back at the time at which
/// they arrive, if they do.
///
/// A packet waits in the queue, is sent bit by bit at the rate, and travels for the delay. A full queue drops it
/// before that, a rule strikes it after: what is lost on the way has taken its share of the rate. Packets keep their
/// order unless a rule holds one back.
///
/// Pure: times are nanoseconds on any clock that the caller has, and randomness comes from seeds, so that the same
/// packets at the same times have the same fates. For one thread at a time.
///
/// @param <P> what travels
public final class LinkModel<P> {

    /// Something under way.
    private static final class Travelling<P> {
        final P payload;
        long arrival;
        long order;

        Travelling(P payload, long arrival, long order) {
            this.payload = payload;
            this.arrival = arrival;
            this.order = order;
        }
    }

    /// Something that lets others pass.
    private static final class Held<P> {
        final Travelling<P> travelling;
        int behind;

        Held(Travelling<P> travelling, int behind) {
            this.travelling = travelling;
            this.behind = behind;
        }
    }

    private final PriorityQueue<Travelling<P>> line = new PriorityQueue<>(
            Comparator.<Travelling<P>>comparingLong(each -> each.arrival).thenComparingLong(each -> each.order));
    private final List<Held<P>> held = new ArrayList<>();
    private final Transmitter transmitter = new Transmitter();
    private final RuleBook rules = new RuleBook();
    private final int mtu;
    private LinkSettings settings;
    private Random jitter;
    private long now = Long.MIN_VALUE;
    private long lastArrival = Long.MIN_VALUE;
    private long number;
    private long order;

    /// @param mtu the largest packet that the far end takes; a larger one is lost there
    public LinkModel(LinkSettings settings, int mtu) {
        this.mtu = mtu;
        this.settings = settings;
        this.jitter = new Random(settings.jitterSeed());
        rules.set(settings.rules());
    }

    public LinkSettings settings() {
        return settings;
    }

    /// Treats packets that enter from now on by these settings. Rules that stay go on counting; what is under way
    /// arrives as it would have.
    public void set(LinkSettings next) {
        if (next.jitterSeed() != settings.jitterSeed()) {
            jitter = new Random(next.jitterSeed());
        }
        settings = next;
        rules.set(next.rules());
    }

    /// Takes a packet.
    ///
    /// @param octets how long it is
    /// @param packet what its headers say; only asked where a rule wants to know
    /// @param time when it enters; a time before that of the packet before counts as the same
    public Fate offer(P payload, int octets, Supplier<LinkPacket> packet, long time) {
        now = Math.max(now, time);
        number++;
        Optional<Rule> struck = rules.striking(packet);
        if (!transmitter.hasRoom(settings, octets, now)) {
            return new Fate.Dropped(number, Rule.QUEUE_FULL);
        }
        long sent = transmitter.send(settings, octets, now);
        if (octets > mtu) {
            return new Fate.Dropped(number, Rule.TOO_LARGE);
        }
        if (struck.isEmpty()) {
            pass(payload, arrival(sent));
            return new Fate.Delivered(number);
        }
        String name = struck.get().name();
        return switch (struck.get().effect()) {
            case Effect.Drop() -> new Fate.Dropped(number, name);
            case Effect.Duplicate(int more) -> {
                long arrival = arrival(sent);
                for (int i = 0; i <= more; i++) {
                    pass(payload, arrival);
                }
                yield new Fate.Duplicated(number, name, more);
            }
            case Effect.HoldBack(int behind, var atMost) -> {
                held.add(new Held<>(travel(payload, arrival(sent) + atMost.toNanos()), behind));
                yield new Fate.HeldBack(number, name, behind, atMost);
            }
        };
    }

    /// When the next packet arrives; `Long.MAX_VALUE` while none is under way.
    public long nextArrival() {
        Travelling<P> first = line.peek();
        return first == null ? Long.MAX_VALUE : first.arrival;
    }

    /// The next packet that has arrived by this time, or null if there is none.
    public @Nullable P poll(long time) {
        Travelling<P> first = line.peek();
        if (first == null || first.arrival > time) {
            return null;
        }
        line.remove();
        if (!held.isEmpty()) {
            held.removeIf(each -> each.travelling == first);
        }
        return first.payload;
    }

    /// How many are under way.
    public int underWay() {
        return line.size();
    }

    /// However the delay varies or is changed, nothing overtakes what was sent before it.
    private long arrival(long sent) {
        long range = settings.jitter().toNanos();
        long late = range == 0 ? 0 : jitter.nextLong(range + 1);
        lastArrival = Math.max(lastArrival, sent + settings.delay().toNanos() + late);
        return lastArrival;
    }

    /// A packet that travels in its turn; what was held back for it follows directly behind it.
    private void pass(P payload, long arrival) {
        travel(payload, arrival);
        for (Held<P> each : List.copyOf(held)) {
            if (each.travelling.arrival > arrival && --each.behind == 0) {
                held.remove(each);
                line.remove(each.travelling);
                each.travelling.arrival = arrival;
                each.travelling.order = ++order;
                line.add(each.travelling);
            }
        }
    }

    private Travelling<P> travel(P payload, long arrival) {
        Travelling<P> travelling = new Travelling<>(payload, arrival, ++order);
        line.add(travelling);
        return travelling;
    }
}
